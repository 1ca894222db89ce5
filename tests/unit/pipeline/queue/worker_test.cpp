#include "pipeline/queue/worker.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_jobs.hpp"
#include "tests/support/seeded_random.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace docket::queue {
namespace {

using namespace std::chrono_literals;
using testing::ManualClock;
using testing::MemoryJobs;

// Looks again and again for up to ten seconds.
template <class Condition> bool eventually(const Condition& condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

struct Workers : ::testing::Test {
    MemoryJobs jobs;
    ManualClock clock{Instant{Millis{1'780'000'000'000}}};
    testing::SeededRandom random{3};
    Millis lease = 1min;
    std::atomic<int> runs = 0;
    std::mutex mutex;
    std::function<Result<void>()> may_work;
    std::vector<std::string> log; // "kind" or "kind code"

    std::unique_ptr<Worker> start(Handler handler, int threads = 1) {
        Worker::Ports ports{jobs,
                            jobs,
                            clock,
                            random,
                            [this](const Lease& done, const Failure* why) {
                                const std::lock_guard lock(mutex);
                                log.push_back(done.kind + (why ? " " + why->code : ""));
                            },
                            [](std::string_view owner) { return owner == "gone"; },
                            {},
                            may_work};
        auto worker = std::make_unique<Worker>(
            ports, "worker",
            std::vector<Lane>{
                {"lane", threads, [this](const std::string&) { return lease; }, std::move(handler)}});
        worker->start();
        return worker;
    }
    void enqueue(const std::string& kind, const std::string& queue = "lane", int max_attempts = 3) {
        ASSERT_TRUE(jobs.transact([&](Transaction& tx) -> Result<void> {
            NewJob job;
            job.kind = kind;
            job.queue = queue;
            job.run_at = clock.now();
            job.max_attempts = max_attempts;
            DOCKET_CHECK(jobs.enqueue(tx, job, clock.now()));
            return {};
        }));
    }
    // What a handler wants stored: a job of this kind, in a queue that nobody works.
    Storing leaves(const std::string& kind) {
        return [this, kind](Transaction& tx) -> Result<void> {
            NewJob job;
            job.kind = kind;
            job.queue = "elsewhere";
            DOCKET_CHECK(jobs.enqueue(tx, job, clock.now()));
            return {};
        };
    }
    int count(const std::string& kind, State state) {
        int n = 0;
        const auto rows = jobs.list({}).value();
        for (const auto& row : rows) n += row.kind == kind && row.state == state ? 1 : 0;
        return n;
    }
    JobRow row(const std::string& kind) {
        const auto rows = jobs.list({}).value();
        for (const auto& one : rows)
            if (one.kind == kind) return one;
        return {};
    }
    bool ends_as(const std::string& kind, State state) {
        return eventually([&] { return row(kind).state == state; });
    }
};

TEST_F(Workers, A_job_is_run_and_what_it_produced_is_stored_with_its_settling) {
    enqueue("letter");
    const auto worker = start([&](const Lease& job, std::stop_token) -> Result<Storing> {
        ++runs;
        return leaves(job.kind + ".next");
    });
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(count("letter.next", State::ready), 1);
    worker->stop();
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(log, std::vector<std::string>{"letter"});
}

TEST_F(Workers, Every_job_of_a_pile_is_run_exactly_once_by_several_threads) {
    for (int i = 0; i < 50; ++i) enqueue("letter");
    const auto worker =
        start([&](const Lease&, std::stop_token) -> Result<Storing> { return ++runs, Storing{}; }, 4);
    EXPECT_TRUE(eventually([&] { return count("letter", State::done) == 50; }));
    EXPECT_EQ(runs, 50);
}

TEST_F(Workers, What_fails_for_a_moment_is_tried_again_later) {
    enqueue("letter");
    const auto worker = start([&](const Lease&, std::stop_token) -> Result<Storing> {
        if (++runs == 1) return fail(Kind::unavailable, "store.unavailable", "it is away");
        return Storing{};
    });
    ASSERT_TRUE(eventually([&] { return row("letter").attempt == 1; }));
    EXPECT_EQ(row("letter").state, State::ready);
    EXPECT_EQ(row("letter").last_error, "store.unavailable: it is away");
    EXPECT_GE(row("letter").run_at, clock.now() + 4s);
    EXPECT_EQ(runs, 1);
    clock.advance(6s);
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(runs, 2);
}

TEST_F(Workers, What_keeps_failing_is_dead_when_its_tries_are_used_up) {
    enqueue("letter");
    const auto worker = start([&](const Lease&, std::stop_token) -> Result<Storing> {
        ++runs;
        return fail(Kind::unavailable, "child.died", "it died");
    });
    EXPECT_TRUE(eventually([&] { return row("letter").state == State::dead; }));
    EXPECT_EQ(runs, 3);
}

TEST_F(Workers, What_is_wrong_in_itself_is_dead_at_once_and_the_next_job_is_run) {
    enqueue("broken");
    enqueue("letter");
    const auto worker = start([&](const Lease& job, std::stop_token) -> Result<Storing> {
        ++runs;
        if (job.kind == "broken") return fail(Kind::corrupt, "file.damaged", "it is damaged");
        return Storing{};
    });
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(row("broken").state, State::dead);
    EXPECT_EQ(row("broken").last_error, "file.damaged: it is damaged");
    worker->stop();
    EXPECT_EQ(runs, 2);
}

TEST_F(Workers, An_exception_of_a_handler_is_a_failed_step_and_the_worker_goes_on) {
    enqueue("broken", "lane", 1);
    enqueue("letter");
    const auto worker = start([&](const Lease& job, std::stop_token) -> Result<Storing> {
        if (job.kind == "broken") throw std::runtime_error("boom");
        return Storing{};
    });
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(row("broken").state, State::dead);
    EXPECT_EQ(row("broken").last_error, "step.failed: boom");
}

TEST_F(Workers, An_exception_while_storing_is_a_failed_step_and_stores_nothing) {
    enqueue("broken", "lane", 1);
    enqueue("letter");
    const auto worker = start([&](const Lease& job, std::stop_token) -> Result<Storing> {
        if (job.kind != "broken") return Storing{};
        return Storing([this](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(leaves("half")(tx));
            throw std::runtime_error("boom");
        });
    });
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(row("broken").state, State::dead);
    EXPECT_EQ(row("broken").last_error, "step.failed: boom");
    EXPECT_EQ(count("half", State::ready), 0);
}

TEST_F(Workers, A_failure_while_storing_is_the_failure_of_the_job) {
    enqueue("letter", "lane", 1);
    const auto worker = start([&](const Lease&, std::stop_token) -> Result<Storing> {
        return Storing([this](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(leaves("half")(tx));
            return fail(Kind::conflict, "arrival.stale", "somebody was faster");
        });
    });
    EXPECT_TRUE(ends_as("letter", State::dead));
    EXPECT_EQ(row("letter").last_error, "arrival.stale: somebody was faster");
    EXPECT_EQ(count("half", State::ready), 0);
}

TEST_F(Workers, The_heartbeat_keeps_the_lease_of_a_step_that_takes_long) {
    lease = 90ms; // renewed every 30 ms
    enqueue("letter");
    std::atomic<bool> kept = true;
    const auto worker = start([&](const Lease&, std::stop_token) -> Result<Storing> {
        ++runs;
        for (int i = 0; i < 5; ++i) { // five leases long
            const auto until = *row("letter").lease_until;
            clock.set(until - 1ms);
            kept = kept && jobs.sweep(clock.now(), [](std::string_view) { return false; })->returned == 0;
            kept = kept && eventually([&] { return *row("letter").lease_until > until; });
        }
        return Storing{};
    });
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_TRUE(kept);
    EXPECT_EQ(runs, 1);
}

TEST_F(Workers, A_step_whose_lease_was_given_away_is_told_and_its_result_is_dropped) {
    lease = 90ms;
    enqueue("letter");
    std::atomic<bool> told = false;
    const auto worker = start([&](const Lease&, std::stop_token stop) -> Result<Storing> {
        if (++runs > 1) return leaves("effect");
        clock.advance(1h);
        EXPECT_TRUE(jobs.sweep(clock.now(), [](std::string_view) { return true; }));
        const auto other = jobs.claim({"lane", "another", clock.now(), 1h, 1, {}});
        EXPECT_EQ(other->size(), 1U);
        told = eventually([&] { return stop.stop_requested(); });
        return leaves("effect");
    });
    EXPECT_TRUE(eventually([&] { return told.load(); }));
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(count("effect", State::ready), 0);
    EXPECT_EQ(row("letter").owner, "another");
    EXPECT_EQ(row("letter").attempt, 0); // nothing is charged
    clock.advance(2h);
    EXPECT_TRUE(jobs.sweep(clock.now(), [](std::string_view) { return false; }));
    worker->kick();
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(count("effect", State::ready), 1);
}

TEST_F(Workers, A_worker_that_starts_takes_over_what_the_gone_held) {
    enqueue("letter");
    ASSERT_EQ(jobs.claim({"lane", "gone", clock.now(), 24h, 1, {}})->size(), 1U);
    const auto worker =
        start([&](const Lease&, std::stop_token) -> Result<Storing> { return ++runs, Storing{}; });
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(row("letter").attempt, 0);
}

TEST_F(Workers, Stopping_tells_the_step_in_hand_and_ends_in_time) {
    enqueue("letter");
    std::atomic<bool> told = false;
    auto worker = start([&](const Lease&, std::stop_token stop) -> Result<Storing> {
        ++runs;
        told = eventually([&] { return stop.stop_requested(); });
        return Storing{};
    });
    ASSERT_TRUE(eventually([&] { return runs == 1; }));
    const auto begin = std::chrono::steady_clock::now();
    worker->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
    EXPECT_TRUE(told);
    EXPECT_EQ(row("letter").state, State::done); // the step in hand was finished
}

TEST_F(Workers, An_idle_worker_ends_at_once_and_twice_is_no_harm) {
    auto worker = start([&](const Lease&, std::stop_token) -> Result<Storing> { return Storing{}; }, 3);
    std::this_thread::sleep_for(20ms);
    const auto begin = std::chrono::steady_clock::now();
    worker->stop();
    worker->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 900ms); // does not wait for the next look
}

TEST_F(Workers, Jobs_of_other_queues_are_left_alone) {
    enqueue("counsel.check", "counsel");
    enqueue("letter");
    const auto worker = start([&](const Lease&, std::stop_token) -> Result<Storing> { return Storing{}; });
    EXPECT_TRUE(ends_as("letter", State::done));
    EXPECT_EQ(row("counsel.check").state, State::ready);
}
TEST_F(Workers, Claim_nothing_where_the_host_may_not_work) {
    std::atomic<int> asked = 0;
    may_work = [&]() -> Result<void> {
        ++asked;
        return fail(Kind::unavailable, "store.clock_skew", "the clock is wrong");
    };
    enqueue("page.read");
    const auto worker = start([this](const Lease&, std::stop_token) -> Result<Storing> {
        ++runs;
        return Storing{};
    });
    ASSERT_TRUE(eventually([&] { return asked >= 2; }));
    EXPECT_EQ(runs, 0);
}

} // namespace
} // namespace docket::queue
