#include "pipeline/desk/days.hpp"
#include "review/deadline/period.hpp"
#include "tests/support/calendars.hpp"
#include "tests/unit/pipeline/administration/office.hpp"

namespace docket::testing {
namespace {

struct Calendars : AdministeredOffice {
    static json::Object text(const std::string& days, std::int64_t version = 0) {
        return {{"days", days}, {"source", "国务院办公厅通知（虚构）"}, {"version", version}};
    }
    Result<json::Value> publish(int year, const json::Object& input) {
        return administration::publish_year(tools(), ports(), who("admin-1"), year, input);
    }
    json::Value compare(int year, const std::string& days) {
        return administration::compare_year(tools(), ports(), year, json::Object{{"days", days}}).value();
    }
    json::Value year_row(int year) {
        const auto all = administration::calendars(tools(), ports(), year).value();
        for (const auto& row : all.array_at("years"))
            if (row.int_at("year") == year) return row;
        return {};
    }
    static constexpr const char* plain_2027 = "year,2027\n2027-01-01,off,元旦\n2027-01-03,work\n";
};

TEST_F(Calendars, A_year_that_nobody_published_is_named_and_computes_nothing) {
    EXPECT_TRUE(year_row(2026).bool_at("published"));
    EXPECT_EQ(year_row(2026).text_at("origin"), "default");
    EXPECT_FALSE(year_row(2027).bool_at("published", true)) << "the next year is there to be published";
    EXPECT_FALSE(tools().calendar.is_rest(day("2027-01-01")));
}

TEST_F(Calendars, A_published_year_is_in_force_with_its_source_on_every_host) {
    House other(office.premises);
    ASSERT_TRUE(publish(2027, text(plain_2027)));
    EXPECT_TRUE(tools().calendar.is_rest(day("2027-01-01")).value());
    EXPECT_TRUE(tools().calendar.is_working(day("2027-01-03")).value()) << "a Sunday that is worked";
    EXPECT_TRUE(other.bylaws().look().value());
    EXPECT_TRUE(other.tools().now().calendar.is_rest(day("2027-01-01")).value());
    EXPECT_EQ(year_row(2027).text_at("source"), "国务院办公厅通知（虚构）");
    EXPECT_EQ(year_row(2027).int_at("version"), 1);
    const auto events = this->events("calendar:2027");
    ASSERT_EQ(events.size(), 1U);
    const auto detail = json::parse(events[0].detail).value();
    EXPECT_TRUE(detail.at("old").is_null());
    EXPECT_EQ(detail.text_at("new"), plain_2027);
}

TEST_F(Calendars, The_second_who_publishes_is_refused) {
    ASSERT_TRUE(publish(2027, text(plain_2027)));
    EXPECT_EQ(code(publish(2027, text("year,2027\n"))), "calendar.stale");
    EXPECT_EQ(code(publish(2027, text("year,2027\n", 1))), "done");
    EXPECT_FALSE(tools().calendar.is_rest(day("2027-01-01")).value()) << "a Friday, and the day off is gone";
}

TEST_F(Calendars, Comparing_says_which_days_change_and_how_many_open_cases_and_changes_nothing) {
    const auto number = office.house.register_letter(review_application());
    const auto deadline = office.house.load(number).deadlines.front();
    ASSERT_TRUE(deadline.effective);
    // The day on which the period ends becomes a day off.
    auto days = test::shipped_years().at(2026);
    const auto on = iso(*deadline.effective);
    days += on + ",off,临时调休（虚构）\n";
    const auto said = compare(2026, days);
    ASSERT_EQ(said.array_at("changes").size(), 1U);
    const auto& change = said.array_at("changes").at(0);
    EXPECT_EQ(change.text_at("date"), on);
    EXPECT_EQ(change.text_at("old"), "working");
    EXPECT_EQ(change.text_at("new"), "rest");
    EXPECT_EQ(said.int_at("cases"), 1);
    EXPECT_GE(said.int_at("deadlines"), 1);
    EXPECT_EQ(office.house.store().bylaws.version().value(), 0);
    EXPECT_EQ(compare(2026, test::shipped_years().at(2026)).int_at("cases"), 0);
}

TEST_F(Calendars, An_open_period_that_a_new_day_off_moves_is_counted_anew_and_keeps_both_days) {
    const auto number = office.house.register_letter(review_application());
    const auto before = office.house.load(number).deadlines.front();
    const auto days = test::shipped_years().at(2026) + iso(*before.effective) + ",off,临时调休（虚构）\n";
    ASSERT_TRUE(publish(2026, text(days)));
    office.house.work();
    const auto after = office.house.load(number).deadlines.front();
    EXPECT_EQ(after.effective, review::end_of(before.raw, tools().calendar));
    EXPECT_EQ(after.former, before.effective);
    EXPECT_EQ(after.recounted, tools().today());
    const auto event = office.house.record_of(number).back();
    EXPECT_EQ(event.act, "recount_days");
    const auto moved = json::parse(event.detail).value().array_at("days");
    ASSERT_EQ(moved.size(), 1U);
    EXPECT_EQ(moved.at(0).text_at("old"), iso(*before.effective));
    EXPECT_EQ(moved.at(0).text_at("new"), iso(*after.effective));
    EXPECT_THAT(office.house.faults(), ::testing::IsEmpty());
}

TEST_F(Calendars, In_december_duties_are_chased_by_their_provisional_day_until_the_year_is_published) {
    office.premises.clock.set(day("2026-12-15"));
    std::vector<std::string> numbers; // more than one slice
    for (int i = 1; i <= 52; ++i) numbers.push_back(office.house.register_letter(review_application(i)));
    for (const auto& number : {numbers.front(), numbers.back()})
        carry(office.house, number, review::Stage::accepted);
    office.premises.clock.set(day("2026-12-20"));
    const auto waiting = office.house.receive("unsure\n" + review_application(99)).value();
    office.house.work();
    const auto next = [&](const std::string& number) {
        const auto c = office.house.load(number);
        return *desk::next_due(c);
    };
    EXPECT_EQ(next(numbers.front()).rule, "T8");
    EXPECT_EQ(next(numbers.front()).effective, std::nullopt);
    const json::Value clock(desk::clock_of(next(numbers.front()), tools().today(), tools().calendar));
    EXPECT_EQ(clock.text_at("date"), "2027-01-14");
    EXPECT_TRUE(clock.bool_at("provisional"));
    EXPECT_EQ(office.house.arrival(waiting.id).due->effective, std::nullopt);

    const auto said = compare(2027, "year,2027\n2027-01-04,off\n2027-01-14,off\n");
    EXPECT_EQ(said.int_at("cases"), 2);
    EXPECT_EQ(said.int_at("settled"), 2);
    ASSERT_TRUE(publish(2027, text("year,2027\n2027-01-04,off\n2027-01-14,off\n")));
    office.house.work();
    for (const auto& number : {numbers.front(), numbers.back()}) {
        EXPECT_EQ(next(number).effective, day("2027-01-15")) << number;
        EXPECT_EQ(next(number).former, day("2027-01-14"));
    }
    EXPECT_EQ(office.house.arrival(waiting.id).due->effective, day("2027-01-05"));
    EXPECT_EQ(office.house.arrival(waiting.id).due->former, day("2027-01-04"));
    EXPECT_THAT(office.house.faults(), ::testing::IsEmpty());
}

TEST_F(Calendars, A_text_that_will_not_do_is_refused_in_words) {
    EXPECT_EQ(code(publish(2027, text("2027-01-01,off\n"))), "calendar.malformed");
    EXPECT_EQ(code(publish(2027, text("year,2027\n2027-01-01,rest\n"))), "calendar.malformed");
    EXPECT_EQ(code(publish(2027, text("year,2027\n2027-01-01,off\n2027-01-01,work\n"))),
              "calendar.malformed");
    EXPECT_EQ(code(publish(2028, text(plain_2027))), "calendar.other_year");
    EXPECT_EQ(code(publish(2027, text(plain_2027).set("source", " "))), "calendar.source_missing");
    EXPECT_EQ(office.house.store().bylaws.version().value(), 0);
}

} // namespace
} // namespace docket::testing
