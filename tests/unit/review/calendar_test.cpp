#include "review/deadline/calendar.hpp"
#include "tests/support/calendars.hpp"

#include <gtest/gtest.h>

namespace docket::review {
namespace {

using test::day;

TEST(Calendar, Of_a_year_that_is_not_published_refuses_to_guess) {
    const auto calendar = test::shipped_calendar();
    const auto rest = calendar.is_rest(day("2027-01-04"));
    ASSERT_FALSE(rest);
    EXPECT_EQ(rest.error().code, "calendar.year_not_published");
    EXPECT_NE(rest.error().detail.find("2027"), std::string::npos);
}
TEST(Calendar, Knows_swapped_working_weekends_and_arranged_holidays) {
    const auto calendar = test::shipped_calendar();
    EXPECT_TRUE(*calendar.is_working(day("2022-10-08"))); // a Saturday that is worked
    EXPECT_TRUE(*calendar.is_rest(day("2022-10-07")));
    EXPECT_TRUE(*calendar.is_rest(day("2022-12-31")));
    EXPECT_TRUE(*calendar.is_rest(day("2026-06-13"))); // an ordinary Saturday
    EXPECT_TRUE(*calendar.is_working(day("2026-06-10")));
}
TEST(Calendar, Has_in_2025_the_days_of_rest_that_the_holiday_rules_give_it) {
    const auto calendar = test::shipped_calendar();
    int rest = 0;
    for (auto d = day("2025-01-01"); d.year() == std::chrono::year{2025}; d = plus_days(d, 1))
        rest += *calendar.is_rest(d);
    EXPECT_EQ(rest, 104 + 13); // 104 weekend days and 13 statutory holidays; swaps change none of the sum
}
TEST(Calendar, That_is_malformed_is_refused_with_its_line) {
    Calendar calendar;
    for (const auto* text : {"", "2026-01-01,off", "year,2026\n2025-01-01,off", "year,2026\n2026-02-30,off",
                             "year,2026\n2026-01-01,holiday", "year,20x6"})
        EXPECT_EQ(calendar.add(text).error().code, "calendar.malformed") << text;
    EXPECT_TRUE(calendar.years().empty());
}

} // namespace
} // namespace docket::review
