// What people settled at the verification desk, for whoever writes archive copies. The port it adapts is
// flow's; the verifications must outlive it. Any thread.
#pragma once

#include "pipeline/desk/ports.hpp"
#include "pipeline/flow/archiving.hpp"

namespace docket::desk {

class KeptWords final : public flow::PeoplesWords {
  public:
    explicit KeptWords(Verifications& verifications) : verifications_(verifications) {}
    // Lines count once somebody has finished with the letter; until then they may change with every key.
    Result<flow::SettledWords> of(std::int64_t arrival) override;

  private:
    Verifications& verifications_;
};

} // namespace docket::desk
