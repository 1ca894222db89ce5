// Slows guessing down: whoever fails too often waits, longer each time. Counts a try before it is judged, so
// that many tries at once gain nothing. Forgets with the process; bounded memory. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <map>
#include <mutex>
#include <string>

namespace docket::access {

class Throttle {
  public:
    struct Manners {
        int free = 3;                          // tries without a wait
        Millis first{1'000}, longest{300'000}; // the wait doubles from one to the other
        Millis memory{15 * 60'000};            // after that long without a try all is forgiven
    };
    explicit Throttle(Manners manners) : manners_(manners) {}

    // Zero: the try is counted and may be made. Else how long to wait; nothing is counted.
    Millis start(const std::string& who, Instant now);
    Millis wait(const std::string& who, Instant now) const;
    void forgive(const std::string& who);   // the try succeeded: all is forgotten
    void take_back(const std::string& who); // the try succeeded: it alone does not count

  private:
    struct Tries {
        int n = 0;
        Instant last{}, until{};
    };
    void forget(Instant now);
    const Manners manners_;
    mutable std::mutex mutex_;
    std::map<std::string, Tries> tries_;
};

} // namespace docket::access
