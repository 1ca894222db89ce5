// What happens to a letter by itself, and what a person does where the machine is not sure.
#include "pipeline/flow/register.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using flow::ArrivalState;
using review::Stage;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

struct Journey : ::testing::Test {
    Premises premises;
    House house{premises};

    std::vector<flow::Page> pages(std::int64_t arrival) { return house.store().pages.of(arrival).value(); }
    Result<review::Case> register_by(const std::string& person, std::int64_t arrival,
                                     const json::Value& facts = review_facts()) {
        return flow::register_by_person(arrival, person, facts, house.tools());
    }
};
std::string code(const Result<flow::Arrival>& received) { return received ? "taken" : received.error().code; }
std::string code(const Result<review::Case>& done) { return done ? "done" : done.error().code; }

TEST_F(Journey, A_letter_is_unpacked_read_understood_and_registered) {
    const auto received = house.receive(re_review_application(7)).value();
    EXPECT_EQ(received.state, ArrivalState::in_progress);
    house.work();
    const auto a = house.arrival(received.id);
    EXPECT_EQ(a.state, ArrivalState::registered);
    EXPECT_THAT(pages(a.id),
                AllOf(::testing::SizeIs(2), Each(Field(&flow::Page::place, flow::Place::in_letter)),
                      Each(Field(&flow::Page::reading, Not(IsEmpty())))));
    const auto c = house.load(a.case_number);
    EXPECT_EQ(c.kind, review::LetterKind::re_review_application);
    EXPECT_EQ(c.applicants.front().name, "许建平");
    EXPECT_EQ(c.rounds[1].document_number, "海市监信复查〔2026〕7号");
    EXPECT_EQ(c.claims.size(), 2U);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, A_doubtful_letter_waits_for_a_person_and_its_clock_runs) {
    const auto received = house.receive("unsure\n" + review_application()).value();
    house.work();
    const auto a = house.arrival(received.id);
    EXPECT_EQ(a.state, ArrivalState::needs_person);
    EXPECT_EQ(a.code, "letter.doubtful");
    EXPECT_THAT(a.reason, HasSubstr("请核对原件"));
    ASSERT_TRUE(a.due);
    EXPECT_EQ(a.due->effective, day("2026-06-25"));
    EXPECT_THAT(house.store().cases.all().value(), IsEmpty());
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, What_the_person_says_goes_before_what_was_read) {
    const auto received = house.receive("unsure\n" + review_application(9)).value();
    house.work();
    const auto c = register_by("clerk-1", received.id,
                               json::Object{{"applicant", "林晓州"}, {"respondent_code", "street-xinyang"}});
    ASSERT_TRUE(c) << c.error().detail;
    EXPECT_EQ(c->applicants.front().name, "林晓州");
    EXPECT_EQ(c->rounds.front().organ, "street-xinyang");
    EXPECT_EQ(c->rounds.front().document_number, "海街信访〔2026〕9号"); // as read
    EXPECT_EQ(house.record_of(c->number).front().actor, "clerk-1");
    EXPECT_EQ(house.arrival(received.id).state, ArrivalState::registered);
    carry(house, c->number, Stage::archived);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, Only_mailroom_and_clerks_register_and_only_once) {
    const auto received = house.receive("unsure\n" + review_application()).value();
    house.work();
    for (const auto* who : {"lawyer-1", "leader-1", "auditor-1", "admin-1"})
        EXPECT_EQ(code(register_by(who, received.id)), "act.wrong_role") << who;
    EXPECT_EQ(code(register_by("nobody", received.id)), "person.unknown");
    EXPECT_EQ(code(register_by("mailroom-1", received.id)), "done");
    EXPECT_EQ(code(register_by("clerk-1", received.id)), "register.not_waiting");
    EXPECT_EQ(house.store().cases.all().value().size(), 1U);
}

TEST_F(Journey, Facts_without_a_kind_or_a_respondent_are_refused_by_name) {
    const auto received = house.receive("UNREADABLE").value();
    EXPECT_EQ(code(register_by("clerk-1", received.id, json::Object{})), "register.kind_missing");
    EXPECT_EQ(code(register_by("clerk-1", received.id, json::Object{{"kind", "review_application"}})),
              "register.respondent_missing");
    auto facts = review_facts();
    facts.object()->set("disputed_date", "2026年4月28日");
    EXPECT_EQ(code(register_by("clerk-1", received.id, facts)), "date.malformed");
}

TEST_F(Journey, A_file_that_cannot_be_opened_is_rejected_but_the_letter_keeps_its_clock) {
    const auto a = house.receive("UNREADABLE").value();
    EXPECT_EQ(a.state, ArrivalState::rejected);
    EXPECT_EQ(a.code, "file.damaged");
    EXPECT_TRUE(a.scan_again);
    ASSERT_TRUE(a.due);
    EXPECT_EQ(a.due->effective, day("2026-06-25"));
    EXPECT_THAT(house.jobs(queue::State::ready), IsEmpty());
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, A_rejected_file_scanned_again_keeps_the_day_and_the_clock_of_its_paper) {
    const auto rejected = house.receive("UNREADABLE", "", day("2026-06-01")).value();
    const auto again = house.receive_again(review_application(), rejected.id).value();
    EXPECT_EQ(again.received, day("2026-06-01"));
    EXPECT_EQ(again.due->raw, rejected.due->raw);
    EXPECT_FALSE(house.arrival(rejected.id).scan_again);
    house.work();
    EXPECT_EQ(house.arrival(again.id).state, ArrivalState::registered);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, A_second_scan_that_is_no_better_leaves_the_duty_to_scan_again) {
    const auto rejected = house.receive("UNREADABLE").value();
    EXPECT_EQ(house.receive_again("UNREADABLE", rejected.id).value().state, ArrivalState::rejected);
    EXPECT_TRUE(house.arrival(rejected.id).scan_again);
    EXPECT_EQ(code(house.receive_again(review_application(), house.receive(review_application()).value().id)),
              "delivery.not_to_scan_again");
}

TEST_F(Journey, A_file_that_cannot_be_taken_apart_is_rejected_with_its_pages_counted) {
    const auto received = house.receive("DAMAGED 3\n").value();
    EXPECT_EQ(received.pages_opened, 3);
    house.work();
    const auto a = house.arrival(received.id);
    EXPECT_EQ(a.state, ArrivalState::rejected);
    EXPECT_TRUE(a.scan_again);
    EXPECT_TRUE(a.due);
    EXPECT_EQ(house.store().ledger.count().value().pages.in_rejected, 3);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, A_rejected_file_registered_by_its_paper_stays_a_rejected_file_and_no_page_is_lost) {
    for (const auto* file : {"UNREADABLE", "DAMAGED 3\n"}) {
        const auto received = house.receive(file).value();
        house.work();
        EXPECT_EQ(code(register_by("clerk-1", received.id)), "done");
        const auto a = house.arrival(received.id);
        EXPECT_EQ(a.state, ArrivalState::registered);
        EXPECT_EQ(a.code, flow::registered_by_paper);
        EXPECT_FALSE(a.scan_again); // another scan would be another letter
        EXPECT_THAT(house.faults(), IsEmpty()) << file;
    }
    EXPECT_EQ(house.store().ledger.count().value().pages.in_rejected, 3);
}

TEST_F(Journey, A_page_that_kills_its_reader_three_times_goes_to_a_person_who_can_register_the_letter) {
    for (int i = 0; i < 3; ++i)
        premises.reader.lose_next(fail(Kind::unavailable, "child.died", "the reader died"));
    const auto received = house.receive(review_application()).value();
    house.work();
    EXPECT_EQ(house.jobs(queue::State::dead).size(), 1U);
    EXPECT_EQ(house.store().ledger.count().value().arrivals.needs_person, 1);
    EXPECT_EQ(code(register_by("clerk-1", received.id)), "done");
    EXPECT_EQ(house.arrival(received.id).state, ArrivalState::registered);
    EXPECT_THAT(house.faults(), IsEmpty());
    ASSERT_TRUE(
        house.store().jobs_desk.requeue(house.jobs(queue::State::dead).front().id, premises.clock.now()));
    house.work(); // the page is read after all; the case stays the one there is
    EXPECT_EQ(house.store().cases.all().value().size(), 1U);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, A_letter_whose_opening_keeps_failing_goes_to_a_person_who_can_register_it) {
    for (int i = 0; i < 5; ++i)
        premises.unpacker.fail_next(fail(Kind::unavailable, "child.timeout", "the child ran too long"));
    const auto received = house.receive(re_review_application()).value();
    house.work();
    EXPECT_EQ(house.store().ledger.count().value().arrivals.needs_person, 1);
    EXPECT_EQ(code(register_by("clerk-1", received.id)), "done");
    EXPECT_EQ(house.arrival(received.id).code, flow::registered_by_paper);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, A_letter_the_machine_still_works_on_is_not_registered_by_hand) {
    const auto received = house.receive(review_application()).value();
    EXPECT_EQ(code(register_by("clerk-1", received.id)), "register.not_waiting");
}

TEST_F(Journey, A_reader_that_dies_once_costs_a_try_and_nothing_else) {
    premises.reader.lose_next(fail(Kind::unavailable, "child.memory", "the reader took too much memory"));
    const auto number = house.register_letter(re_review_application());
    EXPECT_THAT(number, Not(IsEmpty()));
    EXPECT_EQ(premises.reader.reads(), 2);
    const auto done = house.jobs(queue::State::done);
    EXPECT_EQ(std::ranges::count(done, 1, &queue::JobRow::attempt), 1);
}

TEST_F(Journey, The_same_bytes_again_are_a_duplicate_without_a_clock) {
    const auto first = house.receive(review_application()).value();
    const auto second = house.receive(review_application()).value();
    EXPECT_EQ(second.state, ArrivalState::duplicate);
    EXPECT_EQ(second.duplicate_of, first.id);
    EXPECT_FALSE(second.due);
    house.work();
    EXPECT_EQ(house.store().cases.all().value().size(), 1U);
    EXPECT_EQ(house.store().ledger.count().value().pages.in_duplicates, 1);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, The_bytes_of_a_rejected_file_are_no_original_to_duplicate) {
    EXPECT_EQ(house.receive("UNREADABLE").value().state, ArrivalState::rejected);
    EXPECT_EQ(house.receive("UNREADABLE").value().state, ArrivalState::rejected);
}

TEST_F(Journey, One_delivery_is_taken_once_however_often_it_is_offered) {
    const auto first = house.receive(review_application(), "tray/1").value();
    EXPECT_EQ(house.receive(review_application(), "tray/1").value().id, first.id);
    house.work();
    EXPECT_EQ(house.receive(review_application(), "tray/1").value().state, ArrivalState::registered);
    EXPECT_EQ(house.store().arrivals.all().value().size(), 1U);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Journey, A_delivery_of_tomorrow_or_of_an_unknown_channel_is_refused_with_nothing_stored) {
    EXPECT_EQ(code(house.receive(review_application(), "", day("2026-06-11"))),
              "delivery.received_in_future");
    EXPECT_EQ(code(house.receive(review_application(), "", {}, "pigeon")), "delivery.channel_unknown");
    EXPECT_THAT(house.store().arrivals.all().value(), IsEmpty());
    EXPECT_EQ(code(house.receive(review_application(), "", day("2026-06-10"))), "taken");
}

TEST_F(Journey, A_period_that_ends_in_a_year_without_a_calendar_is_provisional) {
    premises.clock.set(day("2026-12-22"));
    const auto a = house.receive(review_application()).value();
    ASSERT_TRUE(a.due);
    EXPECT_EQ(a.due->raw, day("2027-01-06"));
    EXPECT_FALSE(a.due->effective);
    house.work();
    const auto number = house.arrival(a.id).case_number;
    carry(house, number, Stage::accepted);
    EXPECT_FALSE(house.load(number).deadlines.back().effective);
    EXPECT_EQ(house.load(number).deadlines.back().raw, day("2027-01-21"));
}

TEST_F(Journey, A_period_that_ends_on_a_day_of_rest_ends_on_the_first_day_after) {
    const auto a = house.receive(review_application(), "", day("2026-06-05"))
                       .value(); // + 15 = a Saturday of the holiday
    EXPECT_EQ(a.due->raw, day("2026-06-20"));
    ASSERT_TRUE(a.due->effective);
    EXPECT_FALSE(*premises.calendar.is_rest(*a.due->effective));
    EXPECT_GT(std::chrono::sys_days{*a.due->effective}, std::chrono::sys_days{a.due->raw});
}

TEST_F(Journey, Letters_of_one_day_are_numbered_in_a_row_for_each_channel) {
    std::vector<std::string> numbers;
    for (int n = 1; n <= 3; ++n)
        numbers.push_back(house.register_letter(review_application(n)).substr(0, 20));
    EXPECT_THAT(numbers, ::testing::ElementsAre("LX350205202606100001", "LX350205202606100002",
                                                "LX350205202606100003"));
    const auto received = house.receive(first_letter(), "", {}, "visit").value();
    house.work();
    EXPECT_THAT(house.arrival(received.id).case_number, StartsWith("LF350205202606100001"));
}

} // namespace
} // namespace docket::testing
