// How long the parts of a reading take, inside one engine. Durations only: no wall clock. One thread.
#pragma once

#include "ocr/page.hpp"

#include <chrono>
#include <string>

namespace docket::ocr {

class Stopwatch {
  public:
    // The part that began when the one before ended is over.
    Step lap(std::string name) {
        const auto now = std::chrono::steady_clock::now();
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_);
        began_ = now;
        return {std::move(name), took.count()};
    }

  private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

} // namespace docket::ocr
