// What becomes of a job that failed.
#include "pipeline/queue/policy.hpp"

#include <gtest/gtest.h>

namespace docket::queue {
namespace {

using namespace std::chrono_literals;

class Chance final : public Random {
  public:
    std::uint64_t next() override { return state_ = state_ * 6364136223846793005U + 1442695040888963407U; }

  private:
    std::uint64_t state_ = 7;
};

const Instant now = from_ms(1'000'000);

Outcome after_tries(const Failure& failure, int attempt) {
    Chance chance;
    Lease lease;
    lease.attempt = attempt;
    return after(failure, lease, now, chance);
}

TEST(Policy, Buries_a_job_whose_failure_would_only_repeat_itself) {
    for (const auto kind : {Kind::invalid, Kind::not_found, Kind::forbidden, Kind::exhausted, Kind::corrupt})
        EXPECT_TRUE(std::holds_alternative<Dead>(after_tries(fail(kind, "some.code", "why"), 0)))
            << name(kind);
}

TEST(Policy, Waits_four_times_as_long_after_each_try_but_never_more_than_an_hour_and_a_fifth) {
    Millis wait = 5s;
    for (int attempt = 0; attempt < 9; ++attempt, wait = std::min<Millis>(wait * 4, 1h)) {
        const auto outcome = after_tries(fail(Kind::unavailable, "disk.slow", "why"), attempt);
        ASSERT_TRUE(std::holds_alternative<Retry>(outcome));
        const auto waits = std::get<Retry>(outcome).at - now;
        EXPECT_GE(waits, wait - wait / 5) << attempt;
        EXPECT_LE(waits, wait + wait / 5) << attempt;
    }
}

TEST(Policy, Tries_a_conflict_again_at_once) {
    const auto outcome = after_tries(fail(Kind::conflict, "some.code", "why"), 3);
    ASSERT_TRUE(std::holds_alternative<Retry>(outcome));
    EXPECT_EQ(std::get<Retry>(outcome).at, now);
}

TEST(Policy, Tries_again_at_once_with_a_fresh_child_where_one_was_lost) {
    for (const auto* code : {"child.died", "child.timeout", "child.memory"}) {
        const auto outcome = after_tries(fail(Kind::unavailable, code, "why"), 2);
        ASSERT_TRUE(std::holds_alternative<Retry>(outcome)) << code;
        EXPECT_EQ(std::get<Retry>(outcome).at, now) << code;
    }
}

TEST(Policy, Waits_before_it_starts_a_child_again_that_could_not_be_started) {
    const auto outcome = after_tries(fail(Kind::unavailable, "child.not_started", "why"), 0);
    ASSERT_TRUE(std::holds_alternative<Retry>(outcome));
    EXPECT_GT(std::get<Retry>(outcome).at, now);
}

TEST(Policy, Waits_for_room_on_a_full_disk_and_charges_nothing) {
    for (const auto* code : {"blob.no_room", "store.full"}) {
        const auto outcome = after_tries(fail(Kind::exhausted, code, "why"), 7);
        ASSERT_TRUE(std::holds_alternative<Later>(outcome)) << code;
        EXPECT_GT(std::get<Later>(outcome).at, now) << code;
    }
}

} // namespace
} // namespace docket::queue
