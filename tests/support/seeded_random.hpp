// Chance that repeats itself: the same seed gives the same numbers. Any thread.
#pragma once

#include "pipeline/base/random.hpp"

#include <mutex>
#include <random>

namespace docket::testing {

class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t next() override {
        const std::lock_guard lock(mutex_);
        return engine_();
    }
    // Uniform enough for tests: 0 .. n-1.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

  private:
    std::mutex mutex_;
    std::mt19937_64 engine_;
};

} // namespace docket::testing
