// Workers are killed, stopped for longer than their lease, and cut off from the database, at random;
// afterwards every job was done exactly once by its effects, and what is dead says why. DOCKET_CHAOS_SECONDS:
// how long (15).
#include "tests/support/engines.hpp"
#include "tests/support/wire.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using Watch = std::chrono::steady_clock;

std::chrono::seconds how_long() {
    const char* given = std::getenv("DOCKET_CHAOS_SECONDS");
    return std::chrono::seconds{given ? std::atoi(given) : 15};
}

// One worker that comes back whenever it was killed, behind a wire of its own where there is a server.
class Victim {
  public:
    Victim(const StorePlace& place, int number) : place_(place), number_(number) {
        const auto& server = place.settings().server;
        if (!server.empty()) wire_.emplace(server.substr(server.find("host=") + 5));
        start();
    }
    void kill() {
        worker_->kill(SIGKILL);
        refused_ += lost();
        start();
    }
    void stop() { worker_->kill(SIGSTOP); }
    void go_on() { worker_->kill(SIGCONT); }
    void cut() {
        if (wire_) wire_->cut();
    }
    void mend() {
        if (wire_) wire_->mend();
    }
    bool has_wire() const { return wire_.has_value(); }
    // How often it was told that its lease is somebody else's.
    int end() {
        worker_->kill(SIGTERM);
        return refused_ + lost();
    }

  private:
    void start() {
        auto place = place_.settings().server;
        if (wire_) place = place.substr(0, place.find("host=") + 5) + wire_->folder().string();
        worker_ = std::make_unique<Program>(std::vector<std::string>{
            DOCKET_CHAOS_WORKER, wire_ ? place : place_.settings().file.string(),
            "host" + std::to_string(number_) + "/" + std::to_string(++lives_) + "/1"});
    }
    int lost() {
        const auto said = worker_->wait().err;
        int times = 0;
        for (auto at = said.find("queue.lease_lost"); at != said.npos;
             at = said.find("queue.lease_lost", at + 1))
            ++times;
        return times;
    }
    const StorePlace& place_;
    const int number_;
    int lives_ = 0, refused_ = 0;
    std::optional<Wire> wire_;
    std::unique_ptr<Program> worker_;
};

class Chaos : public ::testing::TestWithParam<Engine> {
  protected:
    StorePlace place{GetParam()};
    std::unique_ptr<store::Store> store = place.open();
    int enqueued = 0;

    void enqueue(int count) {
        std::vector<queue::NewJob> jobs;
        for (int i = 0; i < count; ++i) {
            auto& job = jobs.emplace_back();
            job.kind = ++enqueued % 50 == 0 ? "poison" : "chore";
            job.queue = "chaos";
            job.max_attempts = 20;
        }
        // Whoever was stopped in the middle of his writing holds others up for a while: they try again.
        const auto put = [&] {
            return store->work.transact([&](Transaction& tx) -> Result<void> {
                DOCKET_CHECK(store->jobs.enqueue_all(tx, jobs, SystemClock{}.now()));
                return {};
            });
        };
        auto done = put();
        for (int i = 0; i < 10 && !done && done.error().code == "store.busy"; ++i) done = put();
        ASSERT_TRUE(done) << (done ? "" : done.error().detail);
    }
    std::vector<queue::JobRow> jobs(queue::State state) {
        return store->jobs_desk.list({.state = state, .queue = {}, .subject = {}, .most = 1'000'000}).value();
    }
    bool idle() { return jobs(queue::State::ready).empty() && jobs(queue::State::leased).empty(); }

    // Until the end, now and then; a worker that is stopped for long finds its lease swept and given away.
    static void torment(Victim& victim, std::atomic<int>& harms, unsigned seed, std::stop_token stop) {
        std::mt19937 chances(seed);
        const auto sleep = [&](int from, int to) {
            const auto until =
                Watch::now() + std::chrono::milliseconds{
                                   from + static_cast<int>(chances() % static_cast<unsigned>(to - from))};
            while (!stop.stop_requested() && Watch::now() < until) std::this_thread::sleep_for(20ms);
        };
        for (sleep(0, 3'000); !stop.stop_requested(); sleep(500, 4'000), ++harms) {
            switch (chances() % (victim.has_wire() ? 3U : 2U)) {
            case 0: victim.kill(); break;
            case 1:
                victim.stop();
                sleep(500, 14'000); // a lease is two seconds, a sweep comes every ten
                victim.go_on();
                break;
            default:
                victim.cut();
                sleep(100, 2'000);
                victim.mend();
            }
        }
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Chaos, engines(), engine_name);

TEST_P(Chaos, Leaves_every_job_done_once_and_every_dead_one_explained) {
    const int workers = GetParam() == Engine::postgres ? 8 : 3;
    std::vector<std::unique_ptr<Victim>> victims;
    for (int n = 0; n < workers; ++n) victims.push_back(std::make_unique<Victim>(place, n));
    std::atomic<int> harms = 0;
    {
        std::vector<std::jthread> fates;
        for (auto& victim : victims)
            fates.emplace_back([&, seed = std::random_device{}()](std::stop_token stop) {
                torment(*victim, harms, seed, stop);
            });
        for (const auto until = Watch::now() + how_long(); Watch::now() < until;) {
            enqueue(50);
            std::this_thread::sleep_for(250ms);
        }
        for (auto& fate : fates) fate.request_stop();
    }
    for (const auto until = Watch::now() + 120s; !idle() && Watch::now() < until;)
        std::this_thread::sleep_for(200ms);
    int refused = 0;
    for (auto& victim : victims) refused += victim->end();

    EXPECT_TRUE(idle());
    std::map<std::string, int> effects;
    std::int64_t last = 0;
    ASSERT_TRUE(store->record.walk([&](const review::Event& event) -> Result<void> {
        EXPECT_EQ(event.n, ++last);
        ++effects[event.subject];
        return {};
    }));
    const auto done = jobs(queue::State::done), dead = jobs(queue::State::dead);
    EXPECT_EQ(static_cast<int>(done.size() + dead.size()), enqueued);
    EXPECT_EQ(effects.size(), done.size());
    for (const auto& job : done) EXPECT_EQ(effects["job:" + std::to_string(job.id)], 1) << job.id;
    for (const auto& job : dead) {
        EXPECT_EQ(job.kind, "poison");
        EXPECT_THAT(job.last_error, ::testing::HasSubstr("chaos.poison"));
        EXPECT_EQ(effects.count("job:" + std::to_string(job.id)), 0U);
    }
    std::cout << "chaos: " << name(GetParam()) << ", " << workers << " workers, " << harms << " harms, "
              << enqueued << " jobs, " << done.size() << " done once each, " << dead.size()
              << " dead and explained, " << refused << " late completions refused\n";
}

} // namespace
} // namespace docket::testing
