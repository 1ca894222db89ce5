// What one request to a store came to, and whether it may be asked again. Pure values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/random.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace docket::s3 {

struct Answer {
    long status = 0;    // HTTP; 0: no answer came
    std::string code{}; // the store's word ("NoSuchBucket"), or libcurl's; "certificate": none is trusted
    std::uint64_t length = 0; // of the object, as its head says
    bool again = false;       // whether the same request may fare better

    bool ok() const { return status >= 200 && status < 300; }
};

// The word in the body of a refusal; empty where there is none.
std::string code_in(std::string_view body);
// Whether a refusal is of the moment: a store that is busy, was interrupted, or got other bytes than were
// sent.
bool passes(long status, std::string_view code);
// The failure that an answer means to whoever wanted the bytes: exhausted "blob.no_room", unavailable
// "blob.refused" (what an administrator must put right; the store's own sentence is left out, for it repeats
// the request) or "blob.unavailable". `what` names the object or the bucket.
Failure failure_of(const Answer& answer, const std::string& what);

// How often, and how long, a store is asked before its caller hears of it; the queue waits in longer steps.
struct Patience {
    int tries = 4;
    Millis first_wait{200}; // doubled each time, give or take a fifth
    Millis longest{30'000}; // no try begins later than this after the first
};

struct Waiting {
    const Clock& clock;
    Random& random;
    std::function<void(Millis)> pause;
    Patience patience{};
};

// Asks until an answer is no longer to be asked again; a Failure ends it at once.
Result<Answer> persist(const Waiting& waiting, const std::function<Result<Answer>()>& ask);

} // namespace docket::s3
