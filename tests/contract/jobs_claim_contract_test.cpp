// The part of the queue's contract that people's tasks rest on: claims inside a transaction, and of one
// subject.
#include "tests/contract/jobs_contract.hpp"

#include <gmock/gmock.h>

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

} // namespace
} // namespace docket::testing
