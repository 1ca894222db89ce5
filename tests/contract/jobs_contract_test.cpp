#include "tests/contract/jobs_contract.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/memory_jobs.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <set>
#include <thread>

namespace docket::testing {
namespace {

using namespace queue;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MemoryQueue final : public QueueUnderTest {
  public:
    Work& work() override { return jobs_; }
    Jobs& jobs() override { return jobs_; }
    JobsDesk& desk() override { return jobs_; }

  private:
    MemoryJobs jobs_;
};

class SqlQueue final : public QueueUnderTest {
  public:
    explicit SqlQueue(Engine engine) : place_(engine) {}
    Work& work() override { return store_->work; }
    Jobs& jobs() override { return store_->jobs; }
    JobsDesk& desk() override { return store_->jobs_desk; }

  private:
    StorePlace place_;
    std::unique_ptr<store::Store> store_ = place_.open();
};

INSTANTIATE_TEST_SUITE_P(
    Adapters, JobsContract,
    ::testing::Values(Adapter{"Memory", [] { return std::make_unique<MemoryQueue>(); }},
                      Adapter{"Sqlite", [] { return std::make_unique<SqlQueue>(Engine::sqlite); }},
                      Adapter{"Postgres", [] { return std::make_unique<SqlQueue>(Engine::postgres); }}),
    [](const auto& tested) { return tested.param.name; });

TEST_P(JobsContract, A_claim_hands_over_all_that_was_enqueued) {
    const auto id = put(page(7));
    const auto lease = take_one();
    EXPECT_EQ(lease.id, id);
    EXPECT_EQ(lease.kind, "page.read");
    EXPECT_EQ(lease.queue, "ocr");
    EXPECT_EQ(lease.payload, R"({"v":1,"page":7})");
    EXPECT_EQ(lease.subject, "arrival:7");
    EXPECT_EQ(lease.owner, "host/1/1");
    EXPECT_EQ(lease.attempt, 0);
    EXPECT_EQ(lease.max_attempts, 8);
    EXPECT_EQ(lease.until, t0 + minute);
    EXPECT_EQ(row(*id).state, State::leased);
    EXPECT_EQ(row(*id).owner, "host/1/1");
    EXPECT_EQ(row(*id).lease_until, t0 + minute);
}
TEST_P(JobsContract, An_enqueue_that_is_rolled_back_was_never_there) {
    const auto done = work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(jobs().enqueue(tx, page(), t0));
        return fail(Kind::invalid, "test.no", "no");
    });
    EXPECT_EQ(done.error().code, "test.no");
    EXPECT_THAT(take(), IsEmpty());
    EXPECT_THROW((void)work().transact([&](Transaction& tx) -> Result<void> {
        (void)jobs().enqueue(tx, page(), t0).value();
        throw std::runtime_error("broken off");
    }),
                 std::runtime_error);
    EXPECT_THAT(take(), IsEmpty());
    EXPECT_TRUE(put(page()));
    EXPECT_THAT(take(), SizeIs(1));
}
TEST_P(JobsContract, At_most_one_live_job_of_a_kind_has_a_dedup_key) {
    auto job = page();
    job.dedup_key = "arrival:1";
    EXPECT_TRUE(put(job));
    EXPECT_FALSE(put(job));
    auto other = job;
    other.kind = "letter.understand";
    other.queue = "text";
    EXPECT_TRUE(put(other)) << "another kind has keys of its own";
    const auto lease = take_one();
    EXPECT_FALSE(put(job)) << "a leased job is alive";
    ASSERT_TRUE(settle(lease, Done{}));
    EXPECT_TRUE(put(job)) << "a finished job is not";
}
TEST_P(JobsContract, A_claim_follows_priority_then_time_then_number) {
    auto late = page(), early = page(), urgent = page(), same = page();
    late.run_at = t0 - Millis{1};
    early.run_at = same.run_at = t0 - Millis{5};
    urgent.priority = Priority::first;
    const auto a = put(late), b = put(early), c = put(urgent), d = put(same);
    EXPECT_THAT(ids(take(3)), ElementsAre(*c, *b, *d));
    EXPECT_THAT(ids(take(3)), ElementsAre(*a));
    EXPECT_THAT(take(3), IsEmpty());
}
TEST_P(JobsContract, A_job_is_not_claimed_before_its_time_nor_from_another_queue) {
    auto later = page();
    later.run_at = t0 + Millis{1};
    put(later);
    auto elsewhere = page();
    elsewhere.queue = "text";
    put(elsewhere);
    EXPECT_THAT(take(5), IsEmpty());
    EXPECT_THAT(take(5, t0 + Millis{1}), SizeIs(1));
    EXPECT_THAT(take(0), IsEmpty());
}
TEST_P(JobsContract, A_person_takes_the_task_of_one_case) {
    auto other = page(1);
    other.priority = Priority::first;
    put(other);
    const auto wanted = put(page(2));
    const auto leases = jobs().claim({"ocr", "lawyer-1", t0, minute, 5, "arrival:2"}).value();
    EXPECT_THAT(ids(leases), ElementsAre(*wanted));
    EXPECT_THAT(jobs().claim({"ocr", "lawyer-1", t0, minute, 5, "arrival:3"}).value(), IsEmpty());
}
TEST_P(JobsContract, A_zombie_cannot_end_extend_or_charge_a_job_that_was_given_away) {
    const auto id = put(page());
    const auto zombie = take_one();
    ASSERT_EQ(jobs().sweep(zombie.until, nobody_is_gone)->returned, 1);
    const auto holder = take_one(zombie.until);
    EXPECT_EQ(holder.id, zombie.id);
    EXPECT_GT(holder.token, zombie.token);
    for (const Outcome& outcome :
         {Outcome{Done{}}, Outcome{Retry{t0, trouble()}}, Outcome{Dead{trouble()}}, Outcome{Later{t0}}})
        EXPECT_EQ(settle(zombie, outcome).error().code, "queue.lease_lost");
    EXPECT_EQ(jobs().extend(zombie, t0 + 9 * minute).error().code, "queue.lease_lost");
    EXPECT_EQ(jobs().charge(zombie, trouble()).error().code, "queue.lease_lost");
    EXPECT_EQ(row(*id).attempt, 0);
    EXPECT_TRUE(settle(holder, Done{}));
    EXPECT_EQ(settle(holder, Done{}).error().code, "queue.lease_lost") << "a lease ends once";
    EXPECT_EQ(row(*id).state, State::done);
}
TEST_P(JobsContract, A_lease_that_ran_out_but_was_not_given_away_may_still_be_ended) {
    const auto id = put(page());
    const auto lease = take_one();
    EXPECT_TRUE(settle(lease, Done{}, lease.until + minute));
    EXPECT_EQ(row(*id).state, State::done);
}
TEST_P(JobsContract, What_a_lost_lease_wanted_to_store_is_rolled_back_with_it) {
    put(page(1));
    const auto lease = take_one();
    ASSERT_TRUE(settle(lease, Done{}));
    const auto done = work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(jobs().enqueue(tx, page(2), t0));
        return jobs().settle(tx, lease, Done{}, t0);
    });
    EXPECT_EQ(done.error().kind, Kind::conflict);
    EXPECT_THAT(take(), IsEmpty());
}
TEST_P(JobsContract, An_extended_lease_is_not_swept) {
    put(page());
    const auto lease = take_one();
    ASSERT_TRUE(jobs().extend(lease, lease.until + minute));
    EXPECT_EQ(jobs().sweep(lease.until, nobody_is_gone)->returned, 0);
    EXPECT_EQ(jobs().sweep(lease.until + minute, nobody_is_gone)->returned, 1);
}
TEST_P(JobsContract, A_retry_costs_an_attempt_and_the_last_one_is_the_end) {
    auto job = page();
    job.max_attempts = 2;
    const auto id = put(job);
    ASSERT_TRUE(settle(take_one(), Retry{t0 + minute, trouble()}));
    EXPECT_EQ(row(*id).state, State::ready);
    EXPECT_EQ(row(*id).attempt, 1);
    EXPECT_EQ(row(*id).run_at, t0 + minute);
    EXPECT_EQ(row(*id).last_error, "child.died: the reader died");
    EXPECT_EQ(row(*id).owner, "");
    EXPECT_EQ(row(*id).lease_until, std::nullopt);
    EXPECT_THAT(take(1, t0), IsEmpty());
    const auto second = take_one(t0 + minute);
    EXPECT_EQ(second.attempt, 1);
    ASSERT_TRUE(settle(second, Retry{t0 + 2 * minute, trouble()}));
    EXPECT_EQ(row(*id).state, State::dead);
    EXPECT_EQ(row(*id).attempt, 2);
    EXPECT_THAT(take(1, t0 + 9 * minute), IsEmpty());
}
TEST_P(JobsContract, A_charge_is_kept_at_once_and_costs_one_attempt_a_lease) {
    const auto id = put(page());
    const auto lease = take_one();
    ASSERT_TRUE(jobs().charge(lease, trouble()));
    EXPECT_EQ(row(*id).attempt, 1);
    EXPECT_EQ(row(*id).state, State::leased);
    EXPECT_EQ(row(*id).last_error, "child.died: the reader died");
    ASSERT_TRUE(jobs().charge(lease, trouble()));
    ASSERT_TRUE(settle(lease, Retry{t0, trouble()}));
    EXPECT_EQ(row(*id).attempt, 1) << "this lease was charged already";
    const auto next = take_one();
    EXPECT_EQ(next.attempt, 1);
    ASSERT_TRUE(jobs().charge(next, trouble()));
    EXPECT_EQ(row(*id).attempt, 2) << "the next lease is charged anew";
}
TEST_P(JobsContract, A_claim_alone_costs_nothing_and_a_snooze_neither) {
    const auto id = put(page());
    ASSERT_TRUE(settle(take_one(), Later{t0 + minute}));
    EXPECT_EQ(row(*id).attempt, 0);
    EXPECT_EQ(row(*id).state, State::ready);
    EXPECT_EQ(row(*id).returns, 0);
    EXPECT_THAT(take(), IsEmpty());
    EXPECT_EQ(take_one(t0 + minute).attempt, 0);
}
TEST_P(JobsContract, A_job_declared_dead_is_dead_at_its_first_try) {
    const auto id = put(page());
    ASSERT_TRUE(settle(take_one(), Dead{trouble()}));
    EXPECT_EQ(row(*id).state, State::dead);
    EXPECT_EQ(row(*id).last_error, "child.died: the reader died");
}
TEST_P(JobsContract, A_return_is_counted_and_the_twentieth_is_the_last) {
    const auto id = put(page());
    Instant now = t0;
    for (int n = 1; n < most_returns; ++n) {
        now = take_one(now).until;
        const auto swept = jobs().sweep(now, nobody_is_gone).value();
        ASSERT_EQ(swept.returned, 1);
        ASSERT_THAT(swept.died, IsEmpty());
        ASSERT_EQ(row(*id).returns, n);
        ASSERT_EQ(row(*id).attempt, 0) << "nothing is charged";
        ASSERT_EQ(row(*id).state, State::ready);
    }
    now = take_one(now).until;
    const auto swept = jobs().sweep(now, nobody_is_gone).value();
    EXPECT_EQ(swept.returned, 0);
    ASSERT_THAT(swept.died, SizeIs(1));
    EXPECT_EQ(swept.died[0].id, id);
    EXPECT_EQ(swept.died[0].state, State::dead);
    EXPECT_EQ(swept.died[0].returns, most_returns);
    EXPECT_NE(swept.died[0].last_error, "");
}
TEST_P(JobsContract, A_job_whose_last_attempt_was_charged_does_not_come_back_when_its_worker_dies) {
    auto job = page();
    job.max_attempts = 1;
    const auto id = put(job);
    const auto lease = take_one();
    ASSERT_TRUE(jobs().charge(lease, trouble()));
    const auto swept = jobs().sweep(lease.until, nobody_is_gone).value();
    ASSERT_THAT(swept.died, SizeIs(1));
    EXPECT_EQ(row(*id).state, State::dead);
    EXPECT_EQ(row(*id).last_error, "child.died: the reader died");
}
TEST_P(JobsContract, A_sweep_takes_the_leases_of_owners_that_are_gone_and_of_no_others) {
    const auto a = put(page(1)), b = put(page(2));
    ASSERT_THAT(take(1, t0, "host/1/1"), SizeIs(1));
    ASSERT_THAT(take(1, t0, "host/2/2"), SizeIs(1));
    const auto swept = jobs().sweep(t0, [](std::string_view owner) { return owner == "host/2/2"; }).value();
    EXPECT_EQ(swept.returned, 1);
    EXPECT_EQ(row(*a).state, State::leased);
    EXPECT_EQ(row(*b).state, State::ready);
    EXPECT_THAT(ids(take(5)), ElementsAre(*b));
}
// A person settles a task in a later call of the program: what the desk shows must be enough for it.
TEST_P(JobsContract, A_lease_can_be_settled_from_what_the_desk_shows) {
    const auto id = put(page());
    const auto lease = take_one();
    queue::Lease again;
    again.id = *id;
    again.token = row(*id).lease_token;
    EXPECT_EQ(again.token, lease.token);
    EXPECT_TRUE(settle(again, queue::Done{}));
    EXPECT_EQ(row(*id).state, State::done);
}

TEST_P(JobsContract, Jobs_done_long_ago_are_forgotten_and_those_that_wait_for_a_person_never) {
    const auto finished = [&](int n, const Outcome& outcome, Instant at) {
        const auto id = put(page(n));
        EXPECT_TRUE(settle(take_one(), outcome, at));
        return *id;
    };
    finished(1, Done{}, t0);
    finished(2, Done{}, t0 + minute);
    const auto young = finished(3, Done{}, t0 + 2 * minute), dead = finished(4, Dead{trouble()}, t0);
    const auto cancelled = *put(page(5));
    ASSERT_TRUE(desk().cancel(cancelled, t0));
    const auto held = *put(page(6));
    take_one();
    const auto ready = *put(page(7));
    EXPECT_EQ(jobs().forget_done(t0 + 2 * minute, 1).value(), 1);
    EXPECT_EQ(jobs().forget_done(t0 + 2 * minute, 10).value(), 1);
    EXPECT_EQ(jobs().forget_done(t0 + 2 * minute, 10).value(), 0);
    std::vector<JobId> left;
    const auto rows = desk().list({}).value();
    for (const auto& one : rows) left.push_back(one.id);
    EXPECT_THAT(left, ElementsAre(young, dead, cancelled, held, ready));
    EXPECT_TRUE(put(page(1))) << "what is forgotten may come again";
}
TEST_P(JobsContract, The_desk_lists_oldest_first_by_state_queue_and_subject) {
    const auto a = put(page(1)), b = put(page(2)), c = put(page(1));
    ASSERT_TRUE(settle(take_one(), Dead{trouble()}));
    const auto found = [&](const JobFilter& filter) {
        std::vector<JobId> out;
        const auto rows = desk().list(filter).value();
        for (const auto& job : rows) out.push_back(job.id);
        return out;
    };
    EXPECT_THAT(found({}), ElementsAre(*a, *b, *c));
    EXPECT_THAT(found({.state = State::dead, .queue = {}, .subject = {}}), ElementsAre(*a));
    EXPECT_THAT(found({.state = {}, .queue = {}, .subject = "arrival:1"}), ElementsAre(*a, *c));
    EXPECT_THAT(found({.state = State::ready, .queue = "ocr", .subject = "arrival:1"}), ElementsAre(*c));
    EXPECT_THAT(found({.state = {}, .queue = "text", .subject = {}}), IsEmpty());
    EXPECT_THAT(found({.state = {}, .queue = {}, .subject = {}, .most = 2}), ElementsAre(*a, *b));
    const auto held = take_one().id;
    EXPECT_THAT(found({.state = {}, .queue = {}, .subject = {}, .open = true}), ElementsAre(*b, *c));
    EXPECT_THAT(found({.state = {}, .queue = {}, .subject = "arrival:1", .open = true}), ElementsAre(*c));
    EXPECT_THAT(found({.state = State::leased, .queue = {}, .subject = {}}), ElementsAre(held));
}
TEST_P(JobsContract, The_desk_counts_what_waits_is_done_or_stopped_by_queue_and_not_what_is_over) {
    put(page(1)), put(page(2)), put(page(3));
    auto later = page(4);
    later.run_at = t0 + minute;
    put(later);
    auto other = page(5);
    other.queue = "text";
    put(other);
    ASSERT_TRUE(desk().cancel(*put(page(6)), t0));
    ASSERT_TRUE(settle(take_one(), Dead{trouble()}));
    ASSERT_TRUE(settle(take_one(), Done{}));
    take_one();
    std::vector<std::tuple<std::string, State, std::int64_t, Instant>> told;
    const auto tallies = desk().tally().value();
    for (const auto& t : tallies) told.emplace_back(t.queue, t.state, t.jobs, t.oldest);
    const auto due = page(1).run_at;
    EXPECT_THAT(told,
                ElementsAre(std::tuple("ocr", State::dead, 1, due), std::tuple("ocr", State::leased, 1, due),
                            std::tuple("ocr", State::ready, 1, t0 + minute),
                            std::tuple("text", State::ready, 1, due)));
}
TEST_P(JobsContract, A_dead_or_cancelled_job_is_queued_again_with_a_clean_slate) {
    const auto id = put(page());
    ASSERT_TRUE(settle(take_one(), Retry{t0, trouble()}));
    ASSERT_TRUE(settle(take_one(), Dead{trouble()}));
    ASSERT_TRUE(desk().requeue(*id, t0 + minute));
    EXPECT_EQ(row(*id).state, State::ready);
    EXPECT_EQ(row(*id).attempt, 0);
    EXPECT_EQ(row(*id).last_error, "");
    EXPECT_EQ(row(*id).run_at, t0 + minute);
    ASSERT_TRUE(desk().cancel(*id, t0));
    EXPECT_EQ(row(*id).state, State::cancelled);
    EXPECT_THAT(take(1, t0 + minute), IsEmpty());
    ASSERT_TRUE(desk().requeue(*id, t0));
    EXPECT_EQ(take_one().attempt, 0);
}
TEST_P(JobsContract, The_desk_refuses_what_cannot_be_done_by_name) {
    auto job = page();
    job.dedup_key = "k";
    const auto id = put(job);
    EXPECT_EQ(desk().requeue(*id, t0).error().code, "job.not_requeueable");
    const auto lease = take_one();
    EXPECT_EQ(desk().cancel(*id, t0).error().code, "job.not_cancellable");
    ASSERT_TRUE(settle(lease, Dead{trouble()}));
    EXPECT_EQ(desk().cancel(*id, t0).error().code, "job.not_cancellable");
    ASSERT_TRUE(put(job));
    EXPECT_EQ(desk().requeue(*id, t0).error().code, "job.not_requeueable") << "a newer one lives";
    EXPECT_EQ(desk().requeue(999, t0).error().code, "job.unknown");
    EXPECT_EQ(desk().cancel(999, t0).error().code, "job.unknown");
}
TEST_P(JobsContract, Four_workers_do_four_hundred_jobs_each_exactly_once) {
    constexpr int count = 400;
    const auto all = work().transact([&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < count; ++i) DOCKET_CHECK(jobs().enqueue(tx, page(i), t0));
        return {};
    });
    ASSERT_TRUE(all);
    std::atomic<int> done = 0;
    std::array<std::vector<JobId>, 4> seen;
    {
        std::vector<std::jthread> workers;
        for (std::size_t w = 0; w < seen.size(); ++w)
            workers.emplace_back([&, w] {
                const auto owner = "host/" + std::to_string(w) + "/1";
                for (auto batch = take(7, t0, owner); !batch.empty(); batch = take(7, t0, owner))
                    for (const auto& lease : batch) {
                        seen[w].push_back(lease.id);
                        if (settle(lease, Done{})) ++done;
                    }
            });
    }
    std::multiset<JobId> claimed;
    for (const auto& part : seen) claimed.insert(part.begin(), part.end());
    EXPECT_EQ(claimed.size(), count);
    EXPECT_EQ(std::set<JobId>(claimed.begin(), claimed.end()).size(), count);
    EXPECT_EQ(done, count);
}

} // namespace
} // namespace docket::testing
