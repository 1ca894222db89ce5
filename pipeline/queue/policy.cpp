#include "pipeline/queue/policy.hpp"

#include <algorithm>

namespace docket::queue {

namespace {
using namespace std::chrono_literals;
constexpr Millis first_wait = 5s, longest_wait = 1h;
} // namespace

Outcome after(const Failure& failure, const Lease& lease, Instant now, Random& random) {
    switch (verdict(failure.kind).retry) {
    case Verdict::never: return Dead{failure};
    case Verdict::now: return Retry{now, failure};
    case Verdict::later: break;
    }
    Millis wait = first_wait;
    for (int i = 0; i < lease.attempt && wait < longest_wait; ++i) wait *= 4;
    wait = std::min(wait, longest_wait);
    const auto fifth = wait.count() / 5;
    const auto shift =
        static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(2 * fifth + 1)) - fifth;
    return Retry{now + wait + Millis{shift}, failure};
}

} // namespace docket::queue
