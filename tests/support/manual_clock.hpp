// Time that moves only by hand. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <atomic>

namespace docket::testing {

class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant start) : ms_(to_ms(start)) {}
    Instant now() const override { return from_ms(ms_.load()); }
    void advance(Millis by) { ms_ += by.count(); }
    void set(Instant at) { ms_ = to_ms(at); }
    // Nine in the morning of that day, in China.
    void set(Date day) { set(china.midnight(day) + std::chrono::hours{9}); }

  private:
    std::atomic<std::int64_t> ms_;
};

} // namespace docket::testing
