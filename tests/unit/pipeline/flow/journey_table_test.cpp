#include "pipeline/flow/journey.hpp"
#include "tests/support/premises.hpp"

#include <gmock/gmock.h>

namespace docket::flow {
namespace {

using ::testing::UnorderedElementsAre;

TEST(JourneyTable, Every_leg_leads_to_a_leg_or_ends_and_has_a_name_of_its_own) {
    for (const auto& one : journey()) {
        EXPECT_EQ(leg(one.kind), &one) << one.kind;
        EXPECT_TRUE(one.then.empty() || leg(one.then)) << one.kind;
        EXPECT_TRUE(one.beside.empty() || leg(one.beside)) << one.kind;
        EXPECT_GT(one.tries, 1) << one.kind;
        EXPECT_GE(one.lease, std::chrono::minutes{1}) << one.kind;
    }
    EXPECT_EQ(leg("letter.burn"), nullptr);
}

TEST(JourneyTable, Its_queues_are_named_once_and_the_lawyers_tasks_are_none_of_them) {
    EXPECT_THAT(queues(), UnorderedElementsAre("intake", "ocr", "text", "archive", "documents"));
}

TEST(JourneyTable, A_job_is_told_apart_from_others_by_what_it_works_on) {
    const Instant now{Millis{5}};
    const auto& read = *leg("page.read");
    const auto one = job_for(read, {3, "arrival:1"}, now), other = job_for(read, {4, "arrival:1"}, now);
    EXPECT_NE(one.dedup_key, other.dedup_key);
    EXPECT_EQ(one.dedup_key, job_for(read, {3, "arrival:1"}, now).dedup_key);
    EXPECT_EQ(one.subject, "arrival:1");
    EXPECT_EQ(one.queue, "ocr");
    EXPECT_EQ(one.max_attempts, read.tries);
    const auto& write = *leg("document.write");
    EXPECT_NE(job_for(write, {1, "case:X"}, now, "aa").dedup_key,
              job_for(write, {1, "case:X"}, now, "bb").dedup_key);
}

// A desk of one letter that goes on between any two questions: the step in hand ends, the next one waits.
class LetterOnItsWay final : public queue::JobsDesk {
  public:
    Result<std::vector<queue::JobRow>> list(const queue::JobFilter& filter) override {
        queue::JobRow row;
        row.queue = "text";
        row.state = state_;
        const bool seen = filter.open || !filter.state || *filter.state == row.state;
        go_on();
        return seen ? std::vector{row} : std::vector<queue::JobRow>{};
    }
    Result<std::vector<queue::Tally>> tally() override {
        const queue::Tally now{"text", state_, 1, {}};
        go_on();
        return std::vector{now};
    }
    Result<void> requeue(queue::JobId, Instant) override { return {}; }
    Result<void> cancel(queue::JobId, Instant) override { return {}; }

  private:
    void go_on() { state_ = state_ == queue::State::leased ? queue::State::ready : queue::State::leased; }
    queue::State state_ = queue::State::leased;
};

TEST(JourneyTable, Work_is_left_though_one_step_ended_and_the_next_waits_between_two_looks) {
    LetterOnItsWay letter;
    for (int look = 0; look < 4; ++look) EXPECT_EQ(open_jobs(letter).value(), 1);
    EXPECT_EQ(open_jobs(letter, "text").value(), 1);
    EXPECT_EQ(open_jobs(letter, "ocr").value(), 0);
}

struct Runner : ::testing::Test {
    testing::Premises premises;
    testing::House house{premises};

    std::string refused(const std::string& kind, const std::string& payload) {
        queue::Lease lease;
        lease.kind = kind;
        lease.payload = payload;
        const auto ran = runner(house.tools())(lease, {});
        return ran ? "it ran" : ran.error().code;
    }
};

TEST_F(Runner, A_job_it_does_not_know_or_cannot_read_is_refused_by_name) {
    EXPECT_EQ(refused("letter.burn", R"({"v":1})"), "job.kind_unknown");
    EXPECT_EQ(refused("letter.unpack", R"({"v":2,"id":1})"), "job.payload_version");
    EXPECT_EQ(refused("letter.unpack", "{"), "json.malformed");
    EXPECT_EQ(refused("letter.unpack", R"({"v":1,"id":7})"), "arrival.unknown");
    EXPECT_EQ(refused("page.read", R"({"v":1,"id":7})"), "page.unknown");
}

TEST_F(Runner, A_step_that_is_run_twice_stores_the_same) {
    ASSERT_TRUE(house.receive("第一页\n\f第二页\n"));
    auto leases = house.tools()
                      .jobs.claim({"intake", "house/x/1", premises.clock.now(), Millis{60'000}, 1, {}})
                      .value();
    ASSERT_EQ(leases.size(), 1U);
    for (int i = 0; i < 2; ++i) {
        const auto storing = runner(house.tools())(leases.front(), {});
        ASSERT_TRUE(storing) << storing.error().detail;
        ASSERT_TRUE(house.tools().work.transact(*storing));
    }
    EXPECT_EQ(house.store().pages.of(1)->size(), 2U);
    const auto ready = house.jobs(queue::State::ready);
    EXPECT_EQ(std::ranges::count(ready, "page.read", &queue::JobRow::kind), 2);
}

} // namespace
} // namespace docket::flow
