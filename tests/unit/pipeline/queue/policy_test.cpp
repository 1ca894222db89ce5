#include "pipeline/queue/policy.hpp"
#include "tests/support/seeded_random.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::queue {
namespace {

using namespace std::chrono_literals;
constexpr Instant now{Millis{1'780'000'000'000}};

Lease after_tries(int attempt) {
    Lease lease;
    lease.attempt = attempt;
    lease.max_attempts = 100;
    return lease;
}
Millis wait_of(const Outcome& outcome) { return std::get<Retry>(outcome).at - now; }

TEST(Policy, The_wait_grows_fourfold_from_five_seconds_to_an_hour_give_or_take_a_fifth) {
    testing::SeededRandom random(7);
    Millis expected = 5s;
    for (int attempt = 0; attempt < 12; ++attempt, expected = std::min<Millis>(expected * 4, 1h)) {
        Millis least = 10h, most = 0s;
        for (int i = 0; i < 400; ++i) {
            const auto wait =
                wait_of(after(fail(Kind::unavailable, "a.b", "c"), after_tries(attempt), now, random));
            least = std::min(least, wait);
            most = std::max(most, wait);
        }
        EXPECT_GE(least, expected * 4 / 5) << attempt;
        EXPECT_LE(most, expected * 6 / 5) << attempt;
        EXPECT_LT(least, expected * 85 / 100) << attempt; // chance reaches both ends
        EXPECT_GT(most, expected * 115 / 100) << attempt;
    }
}

TEST(Policy, A_fault_of_the_program_waits_like_one_of_its_surroundings) {
    testing::SeededRandom random(7);
    EXPECT_GE(wait_of(after(fail(Kind::internal, "a.b", "c"), after_tries(0), now, random)), 4s);
}

TEST(Policy, A_conflict_is_tried_again_at_once) {
    testing::SeededRandom random(7);
    EXPECT_EQ(wait_of(after(fail(Kind::conflict, "a.b", "c"), after_tries(3), now, random)), 0ms);
}

TEST(Policy, What_would_end_the_same_way_is_dead_and_says_why) {
    testing::SeededRandom random(7);
    for (const auto kind :
         {Kind::invalid, Kind::not_found, Kind::forbidden, Kind::exhausted, Kind::corrupt}) {
        const auto outcome = after(fail(kind, "a.b", "c"), after_tries(0), now, random);
        ASSERT_TRUE(std::holds_alternative<Dead>(outcome)) << name(kind);
        EXPECT_EQ(std::get<Dead>(outcome).why.code, "a.b");
    }
}

} // namespace
} // namespace docket::queue
