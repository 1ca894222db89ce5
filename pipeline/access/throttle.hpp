// Slows guessing down: whoever fails too often waits, longer each time, on whatever host. A try is counted in
// a transaction before it is judged, so that many tries at once gain nothing. Any thread.
#pragma once

#include "pipeline/access/ports.hpp"

#include <span>
#include <string>
#include <string_view>

namespace docket::access {

struct Manners {
    int free = 3;                          // tries without a wait
    Millis first{1'000}, longest{300'000}; // the wait doubles from one to the other
    Millis memory{15 * 60'000};            // after that long without a try all is forgiven
};

// Who is counted. What was typed and is nobody's user name may be a password: sixteen bits of its digest are
// enough to slow guessing and too few to tell what it was, and there are no more such marks than that.
struct Counted {
    std::string mark;
    Manners manners;
};
std::string mark_of_user(std::string_view folded_user, bool known);
std::string mark_of_peer(std::string_view address);
std::string mark_of_codes(std::string_view person);
std::string mark_of_asker(std::string_view address);

class Throttle {
  public:
    Throttle(const Clock& clock, Work& work, TryBook& book) : clock_(clock), work_(work), book_(book) {}

    // Zero: the try is counted for all of them and may be made. Else how long to wait; nothing is counted, so
    // that a blocked peer does not lock a user out.
    Result<Millis> start(std::span<const Counted> all);
    Result<Millis> start(Transaction& tx, std::span<const Counted> all);
    Result<Millis> wait(std::span<const Counted> all);
    Result<void> forgive(Transaction& tx, const Counted& one);   // it succeeded: all is forgotten
    Result<void> take_back(Transaction& tx, const Counted& one); // it succeeded: it alone does not count
    // What is forgiven by now leaves the store.
    Result<void> sweep(Millis memory);

  private:
    const Clock& clock_;
    Work& work_;
    TryBook& book_;
};

// unavailable "access.throttled", which says for how long.
Failure throttled(Millis wait);

} // namespace docket::access
