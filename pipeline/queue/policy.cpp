#include "pipeline/queue/policy.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace docket::queue {

namespace {
using namespace std::chrono_literals;
constexpr Millis first_wait = 5s, longest_wait = 1h, wait_for_room = 10s;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& codes, const Failure& failure) {
    return std::find(codes.begin(), codes.end(), failure.code) != codes.end();
}
constexpr std::array<std::string_view, 3> child_was_lost{"child.died", "child.timeout", "child.memory"};
constexpr std::array<std::string_view, 2> no_room{"blob.no_room", "store.full"};
} // namespace

Outcome after(const Failure& failure, const Lease& lease, Instant now, Random& random) {
    if (is_one_of(child_was_lost, failure)) return Retry{now, failure};
    if (is_one_of(no_room, failure)) return Later{now + wait_for_room};
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
