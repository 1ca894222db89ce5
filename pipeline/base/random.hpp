// Chance, injected: tests seed it, the program takes it from the operating system.
#pragma once

#include <cstdint>

namespace docket {

class Random {
  public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0; // uniform over 64 bits; may be called from any thread
};

// From /dev/urandom by way of std::random_device; any thread.
class SystemRandom final : public Random {
  public:
    std::uint64_t next() override;
};

} // namespace docket
