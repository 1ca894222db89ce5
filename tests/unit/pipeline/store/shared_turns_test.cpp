#include "pipeline/store/shared_turns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

namespace docket::store {
namespace {

using namespace std::chrono_literals;
using queue::Claim;
using queue::JobId;
using queue::Lease;
using queue::Turn;

Claim one_more(const std::string& queue = "ocr") {
    return {queue, "host/1/1", from_ms(1000), Millis{60'000}, 1, {}};
}
Turned ending(JobId id, std::int64_t token = 1) { return {{{id, token}}, one_more(), from_ms(1000)}; }

// A store that writes one turn at a time when it is let, and remembers what it was asked.
class Store {
  public:
    SharedTurns turns(SharedTurns::Bounds bounds = {1, 8, 8}) {
        return {bounds, [this](const Turned& turned) { return write(turned); }};
    }
    // Everybody who asks after this waits until open().
    void close() { closed_ = true; }
    void open() { closed_ = false; }
    std::atomic<int> asked = 0;
    std::vector<Turned> written;
    std::function<void()> before = [] {};

  private:
    Result<Turn> write(const Turned& turned) {
        ++asked;
        while (closed_) std::this_thread::sleep_for(1ms);
        before();
        written.push_back(turned);
        Turn turn;
        for (const auto& fence : turned.ends)
            if (fence.token == 1) turn.ended.push_back(fence.id);
        for (int n = 0; turned.next && n < turned.next->most && ready_ > 0; ++n, --ready_) {
            Lease lease;
            lease.id = ++last_;
            turn.next.push_back(lease);
        }
        return turn;
    }
    std::atomic<bool> closed_ = false;
    JobId last_ = 100;
    int ready_ = 3;
};

// One is at the store while the others come: they wait, each on a thread of its own.
struct Crowd {
    Store& store;
    SharedTurns& turns;
    std::vector<std::future<Result<Turn>>> got{};

    Crowd(Store& s, SharedTurns& t, std::vector<Turned> wishes) : store(s), turns(t) {
        store.close();
        for (auto& wish : wishes) {
            got.push_back(std::async(std::launch::async, [this, wish] { return turns.take(wish); }));
            if (got.size() == 1)
                while (store.asked == 0) std::this_thread::sleep_for(1ms);
            std::this_thread::sleep_for(20ms); // in this order
        }
        store.open();
    }
};

TEST(SharedTurns, Those_who_wait_for_the_turn_before_go_together_and_each_gets_the_own_part) {
    Store store;
    auto turns = store.turns();
    Crowd crowd(store, turns, {ending(1), ending(2), ending(3), ending(4, 0)});
    std::vector<Turn> all;
    for (auto& one : crowd.got) all.push_back(one.get().value());
    ASSERT_EQ(store.written.size(), 2U);
    EXPECT_EQ(store.written[1].ends.size(), 3U);
    EXPECT_EQ(store.written[1].next->most, 3);
    EXPECT_EQ(all[1].ended, std::vector<JobId>{2});
    EXPECT_EQ(all[2].ended, std::vector<JobId>{3});
    EXPECT_TRUE(all[3].ended.empty()) << "its lease had been given away";
    EXPECT_EQ(all[0].next.at(0).id, 101);
    EXPECT_EQ(all[1].next.at(0).id, 102);
    EXPECT_EQ(all[2].next.at(0).id, 103);
    EXPECT_TRUE(all[3].next.empty()) << "nothing was left";
}

TEST(SharedTurns, Two_leases_of_one_job_go_apart) {
    Store store;
    auto turns = store.turns();
    Crowd crowd(store, turns, {ending(1), ending(2, 0), ending(2, 1)});
    crowd.got[0].get().value();
    EXPECT_TRUE(crowd.got[1].get()->ended.empty());
    EXPECT_EQ(crowd.got[2].get()->ended, std::vector<JobId>{2});
    EXPECT_EQ(store.written.size(), 3U);
}

TEST(SharedTurns, Different_queues_and_more_than_fit_go_apart) {
    Store store;
    auto turns = store.turns({1, 2, 8});
    auto other = ending(3);
    other.next = one_more("flow");
    Crowd crowd(store, turns, {ending(1), ending(2), other, ending(4), ending(5)});
    for (auto& one : crowd.got) one.get().value();
    ASSERT_EQ(store.written.size(), 4U);
    EXPECT_EQ(store.written[1].ends.size(), 2U);
    EXPECT_EQ(store.written[2].next->queue, "flow");
    EXPECT_EQ(store.written[3].ends.at(0).id, 5);
}

TEST(SharedTurns, A_failure_is_told_to_all_who_went_together) {
    Store store;
    SharedTurns turns({1, 8, 8}, [&](const Turned& turned) -> Result<Turn> {
        ++store.asked;
        if (turned.ends.size() == 1) std::this_thread::sleep_for(100ms);
        return fail(Kind::unavailable, "store.unavailable", "gone");
    });
    Crowd crowd(store, turns, {ending(1), ending(2), ending(3)});
    for (auto& one : crowd.got) EXPECT_EQ(one.get().error().code, "store.unavailable");
}

TEST(SharedTurns, Nobody_waits_for_ever_for_a_turn_that_an_exception_broke_off) {
    Store store;
    store.before = [&] {
        if (store.asked == 2) throw std::runtime_error("no memory");
    };
    auto turns = store.turns();
    Crowd crowd(store, turns, {ending(1), ending(2), ending(3), ending(4)});
    crowd.got[0].get().value();
    int thrown = 0, told = 0;
    for (std::size_t i = 1; i < 4; ++i) try {
            told += crowd.got[i].get().error().code == "store.fault" ? 1 : 0;
        } catch (const std::runtime_error&) {
            ++thrown;
        }
    EXPECT_EQ(thrown, 1);
    EXPECT_EQ(told, 2);
    EXPECT_TRUE(turns.take(ending(5))) << "the next goes on";
}

TEST(SharedTurns, A_turn_goes_beside_another_only_with_enough_jobs) {
    std::promise<void> opened;
    const auto open = opened.get_future().share();
    std::atomic<int> asked = 0;
    SharedTurns turns({2, 8, 8, 3}, [&](const Turned&) -> Result<Turn> {
        ++asked;
        open.wait();
        return Turn();
    });
    std::vector<std::future<Result<Turn>>> got;
    const auto take = [&](JobId id) {
        got.push_back(std::async(std::launch::async, [&turns, id] { return turns.take(ending(id)); }));
    };
    take(1);
    while (asked < 1) std::this_thread::sleep_for(1ms);
    take(2);
    take(3);
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(asked, 1) << "two are worth no commit of their own";
    take(4);
    while (asked < 2) std::this_thread::sleep_for(1ms);
    opened.set_value();
    for (auto& one : got) one.get().value();
    EXPECT_EQ(asked, 2) << "three went together, beside the first";
}

TEST(SharedTurns, Too_few_for_two_turns_go_in_one_though_each_comes_a_moment_later) {
    constexpr int each = 4;
    std::atomic<int> writes = 0;
    SharedTurns turns({2, 8, 8, 3}, [&](const Turned&) -> Result<Turn> {
        ++writes;
        std::this_thread::sleep_for(400ms); // a quarter is much longer than a thread takes to come back
        return Turn();
    });
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 2; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < each; ++i) turns.take(ending(t * 100 + i)).value();
            });
    }
    EXPECT_LE(writes, each + 2) << "by turns they would have written " << 2 * each << " times";
}

TEST(SharedTurns, Many_threads_end_every_job_once) {
    std::atomic<int> writes = 0;
    SharedTurns turns({2, 64, 64}, [&](const Turned& turned) -> Result<Turn> {
        ++writes;
        Turn turn;
        for (const auto& fence : turned.ends) turn.ended.push_back(fence.id);
        return turn;
    });
    std::atomic<int> ended = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 500; ++i) {
                    const JobId id = t * 1000 + i;
                    const auto turn = turns.take(ending(id));
                    if (turn && turn->ended == std::vector<JobId>{id}) ++ended;
                }
            });
    }
    EXPECT_EQ(ended, 4000);
    EXPECT_LE(writes, 4000);
}

} // namespace
} // namespace docket::store
