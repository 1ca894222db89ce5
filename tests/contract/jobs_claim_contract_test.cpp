// The part of the queue's contract that people's tasks rest on: claims inside a transaction, and of one
// subject.
#include "tests/contract/jobs_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace docket::testing {
namespace {

using namespace queue;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_P(JobsContract, A_claim_whose_transaction_is_rolled_back_was_never_made) {
    const auto id = put(page(1));
    const queue::Claim wanted{"ocr", "lawyer-1", t0, minute, 1, "arrival:1"};
    const auto done = work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(const auto leases, jobs().claim(tx, wanted));
        EXPECT_THAT(ids(leases), ElementsAre(*id));
        return fail(Kind::invalid, "test.no", "no");
    });
    EXPECT_EQ(done.error().code, "test.no");
    EXPECT_EQ(row(*id).state, State::ready);
    EXPECT_EQ(row(*id).lease_token, 0);
    EXPECT_THAT(jobs().claim(wanted).value(), SizeIs(1));
}
TEST_P(JobsContract, A_claim_whose_transaction_commits_holds) {
    const auto id = put(page(1));
    std::vector<Lease> leases;
    ASSERT_TRUE(work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(leases, jobs().claim(tx, {"ocr", "lawyer-1", t0, minute, 1, {}}));
        return {};
    }));
    ASSERT_THAT(ids(leases), ElementsAre(*id));
    EXPECT_EQ(row(*id).owner, "lawyer-1");
    EXPECT_TRUE(settle(leases.front(), Done{}));
}
TEST_P(JobsContract, A_lease_of_a_named_subject_that_ran_out_is_claimed_without_a_sweep) {
    const auto id = put(page(1));
    const auto first = take_one();
    const auto claim = [&](const std::string& owner, Instant now) {
        return jobs().claim({"ocr", owner, now, minute, 1, "arrival:1"}).value();
    };
    EXPECT_THAT(claim("lawyer-2", first.until - Millis{1}), IsEmpty());
    EXPECT_THAT(take(1, first.until), IsEmpty()) << "whoever names no subject waits for the sweep";
    const auto second = claim("lawyer-2", first.until);
    ASSERT_THAT(ids(second), ElementsAre(*id));
    EXPECT_GT(second.front().token, first.token);
    EXPECT_EQ(row(*id).returns, 1);
    EXPECT_EQ(row(*id).attempt, 0);
    EXPECT_EQ(settle(first, Done{}).error().code, "queue.lease_lost");
    EXPECT_TRUE(settle(second.front(), Done{}));
}
TEST_P(JobsContract, A_claim_leaves_the_last_return_to_the_sweep) {
    const auto id = put(page(1));
    Instant now = t0;
    const auto claim = [&] { return jobs().claim({"ocr", "lawyer-1", now, minute, 1, "arrival:1"}).value(); };
    for (int n = 0; n < most_returns; ++n, now += minute) ASSERT_THAT(claim(), SizeIs(1)) << n;
    EXPECT_EQ(row(*id).returns, most_returns - 1);
    EXPECT_THAT(claim(), IsEmpty());
    EXPECT_THAT(jobs().sweep(now, nobody_is_gone)->died, SizeIs(1));
}
TEST_P(JobsContract, A_claim_of_its_own_inside_a_transaction_is_a_programming_error) {
    EXPECT_THROW((void)work().transact([&](Transaction&) -> Result<void> {
        DOCKET_CHECK(jobs().claim({"ocr", "o", t0, minute, 1, {}}));
        return {};
    }),
                 std::logic_error);
    put(page());
    EXPECT_THAT(take(), SizeIs(1)) << "and nothing is left locked";
}
TEST_P(JobsContract, Many_are_enqueued_at_once_and_a_known_key_only_once) {
    std::vector<NewJob> many;
    for (int n = 1; n <= 700; ++n) many.push_back(page(n));
    many[3].dedup_key = many[650].dedup_key = "page:3";
    const auto done = work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(const int stored, jobs().enqueue_all(tx, many, t0));
        EXPECT_EQ(stored, 699);
        return {};
    });
    ASSERT_TRUE(done);
    const auto leases = take(1000);
    ASSERT_THAT(leases, SizeIs(699));
    EXPECT_EQ(leases[0].payload, many[0].payload);
    EXPECT_EQ(leases[698].subject, "arrival:700");
}
TEST_P(JobsContract, A_batch_ends_but_for_what_was_given_away) {
    std::vector<NewJob> many(130, page());
    ASSERT_TRUE(work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(jobs().enqueue_all(tx, many, t0));
        return {};
    }));
    const auto batch = take(130);
    ASSERT_THAT(batch, SizeIs(130));
    ASSERT_TRUE(jobs().settle(batch[70], Later{t0}, t0));
    const auto ended = jobs().settle_done(batch, {}, t0)->ended;
    EXPECT_EQ(std::set(ended.begin(), ended.end()).size(), 129U);
    EXPECT_EQ(std::ranges::count(ended, batch[70].id), 0);
    EXPECT_EQ(row(batch[70].id).state, State::ready);
    EXPECT_EQ(row(batch[129].id).state, State::done);
    EXPECT_THAT(jobs().settle_done(batch, {}, t0)->ended, IsEmpty());
    EXPECT_THAT(jobs().settle_done({}, {}, t0)->ended, IsEmpty());
}
TEST_P(JobsContract, A_turn_ends_what_was_held_and_takes_what_is_next) {
    const auto first = put(page(1)), second = put(page(2)), third = put(page(3));
    const queue::Claim claim{"ocr", "host/1/1", t0, minute, 1, {}};
    auto turn = jobs().settle_done({}, claim, t0).value();
    ASSERT_THAT(ids(turn.next), ElementsAre(*first));
    turn = jobs().settle_done(turn.next, claim, t0).value();
    EXPECT_THAT(turn.ended, ElementsAre(*first));
    ASSERT_THAT(ids(turn.next), ElementsAre(*second));
    EXPECT_EQ(turn.next[0].payload, R"({"v":1,"page":2})");
    EXPECT_EQ(turn.next[0].until, t0 + minute);
    const auto lost = turn.next;
    ASSERT_TRUE(jobs().settle(lost[0], Later{t0 + minute}, t0));
    turn = jobs().settle_done(lost, claim, t0).value();
    EXPECT_THAT(turn.ended, IsEmpty()) << "it was given back";
    ASSERT_THAT(ids(turn.next), ElementsAre(*third));
    turn = jobs().settle_done(turn.next, claim, t0).value();
    EXPECT_THAT(turn.ended, ElementsAre(*third));
    EXPECT_THAT(turn.next, IsEmpty());
    EXPECT_EQ(row(*first).state, State::done);
    EXPECT_EQ(row(*second).state, State::ready);
}
TEST_P(JobsContract, A_crowd_that_is_due_tomorrow_at_the_best_priority_hides_nothing) {
    auto tomorrow = page(), now = page(), last = page();
    tomorrow.priority = Priority::first;
    tomorrow.run_at = t0 + std::chrono::hours{24};
    last.priority = Priority::last;
    std::vector<NewJob> crowd(300, tomorrow);
    ASSERT_TRUE(work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(jobs().enqueue_all(tx, crowd, t0));
        return {};
    }));
    const auto late = put(last), usual = put(now);
    EXPECT_THAT(ids(take(5)), ElementsAre(*usual, *late));
    EXPECT_THAT(take(5), IsEmpty());
    EXPECT_THAT(take(500, t0 + std::chrono::hours{24}), SizeIs(300));
}

} // namespace
} // namespace docket::testing
