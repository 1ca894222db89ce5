// Several people and two programs at work on one store at the same time.
#include "pipeline/flow/journey.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <set>
#include <thread>

namespace docket::testing {
namespace {

using review::Stage;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

std::unique_ptr<queue::Worker> worker_of(House& house, const std::string& owner) {
    std::vector<queue::Lane> lanes;
    for (const auto& queue : flow::queues())
        lanes.push_back(
            {queue, 1, [](const std::string&) { return Millis{1min}; }, flow::runner(house.tools())});
    const auto& t = house.tools();
    auto worker = std::make_unique<queue::Worker>(
        queue::Worker::Ports{t.jobs, t.work, t.clock, t.random, {}, [](std::string_view) { return false; }},
        owner, std::move(lanes));
    worker->start();
    return worker;
}

// Until `done`, at most a minute; time goes on, so that what is to be tried later is tried.
template <class Done> bool within_a_minute(Premises& premises, const Done& done) {
    for (int i = 0; i < 6000; ++i) {
        if (done()) return true;
        std::this_thread::sleep_for(10ms);
        premises.clock.advance(10ms);
    }
    return false;
}

// An act on a case that a worker changes at the same moment is tried again, as a person would.
void carry_patiently(House& house, const std::string& number, const std::string& lawyer) {
    for (int i = 0; i < 2000 && house.load(number).current().stage != Stage::archived; ++i) {
        const auto done = next_act(house, number, lawyer);
        if (done) continue;
        const bool again = done.error().kind == Kind::conflict;
        ASSERT_TRUE(again) << done.error().code << ": " << done.error().detail;
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(house.load(number).current().stage, Stage::archived);
}

class Concurrency : public ::testing::TestWithParam<Engine> {
  protected:
    Premises premises{1, GetParam() == Engine::postgres ? PostgresServer::shared().new_database() : ""};

    std::string ask(const std::string& sql) const { return premises.ask(sql).at(0).at(0); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Concurrency, engines(), engine_name);

TEST_P(Concurrency, Four_people_and_two_workers_leave_no_gap_and_no_double_anywhere) {
    constexpr int people = 4, each = 3;
    House house(premises), second(premises);
    const auto one = worker_of(house, "first/1/1");
    const auto two = worker_of(second, "second/2/2");
    for (int n = 1; n <= people * each; ++n)
        ASSERT_TRUE((n % 2 ? house : second).receive(review_application(n)));
    ASSERT_TRUE(within_a_minute(
        premises, [&] { return house.store().ledger.count().value().arrivals.registered == people * each; }));
    const auto cases = house.store().cases.all().value();
    {
        std::vector<std::jthread> threads;
        for (int person = 0; person < people; ++person)
            threads.emplace_back([&, person] {
                for (int i = 0; i < each; ++i)
                    carry_patiently(person % 2 ? house : second,
                                    cases.at(static_cast<std::size_t>(person * each + i)).number,
                                    person % 2 ? "lawyer-1" : "lawyer-2");
            });
    }
    one->stop();
    two->stop();
    std::set<std::string> numbers;
    const auto archived = house.store().cases.all().value();
    for (const auto& c : archived) numbers.insert(c.current().document_number);
    std::set<std::string> expected;
    for (int n = 1; n <= people * each; ++n) expected.insert("海府信复查〔2026〕" + std::to_string(n) + "号");
    EXPECT_EQ(numbers, expected);
    EXPECT_EQ(ask("SELECT count(*) FROM event"), ask("SELECT max(n) FROM event"));
    EXPECT_EQ(ask("SELECT count(*) FROM event"), ask("SELECT n FROM event_head"));
    EXPECT_THAT(house.jobs(queue::State::dead), IsEmpty());
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_P(Concurrency, The_pages_of_one_letter_read_by_two_workers_lead_on_once) {
    House house(premises), second(premises);
    const auto one = worker_of(house, "first/1/1");
    const auto two = worker_of(second, "second/2/2");
    for (int n = 1; n <= 6; ++n) ASSERT_TRUE(house.receive(re_review_application(n)));
    ASSERT_TRUE(within_a_minute(
        premises, [&] { return house.store().ledger.count().value().arrivals.registered == 6; }));
    one->stop();
    two->stop();
    const auto done = house.jobs(queue::State::done);
    EXPECT_EQ(std::ranges::count(done, "letter.understand", &queue::JobRow::kind), 6);
    EXPECT_EQ(std::ranges::count(done, "page.read", &queue::JobRow::kind), 12);
    EXPECT_THAT(house.faults(), IsEmpty());
}

} // namespace
} // namespace docket::testing
