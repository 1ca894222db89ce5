#include "review/deadline/period.hpp"
#include "tests/support/calendars.hpp"

#include <gtest/gtest.h>

namespace docket::review {
namespace {

using test::day;

struct Vector {
    const char *rule, *from, *raw, *effective;
};

TEST(Period, Ends_where_the_worked_examples_say) {
    const auto calendar = test::shipped_calendar();
    for (const auto& v : {
             Vector{"T1", "2022-09-16", "2022-10-01", "2022-10-08"}, // a Saturday that is worked
             Vector{"T7", "2022-01-02", "2022-02-01", "2022-02-07"},
             Vector{"T7", "2021-09-02", "2021-10-02", "2021-10-08"},
             Vector{"T8", "2021-01-13", "2021-02-12", "2021-02-18"},
             Vector{"T8", "2023-12-01", "2023-12-31", "2024-01-02"},
             Vector{"T8", "2024-01-11", "2024-02-10", "2024-02-18"},
             Vector{"T8", "2024-01-31", "2024-03-01", "2024-03-01"},
             Vector{"T1", "2023-01-06", "2023-01-21", "2023-01-28"},
             Vector{"T1", "2026-02-02", "2026-02-17", "2026-02-24"},
             Vector{"T10", "2022-06-01", "2022-07-01", "2022-07-01"},
         }) {
        const auto deadline = period(v.rule, day(v.from), calendar);
        ASSERT_TRUE(deadline) << v.from;
        EXPECT_EQ(iso(deadline->raw), v.raw) << v.rule << " from " << v.from;
        EXPECT_EQ(iso(deadline->effective.value()), v.effective) << v.rule << " from " << v.from;
    }
}
TEST(Period, Cites_the_regime_of_the_day_it_starts) {
    const auto calendar = test::shipped_calendar();
    EXPECT_EQ(period("T8", day("2022-04-30"), calendar)->basis, "《信访条例》第三十四条");
    EXPECT_EQ(period("T8", day("2022-05-01"), calendar)->basis, "《信访工作条例》第三十五条");
}
TEST(Period, Into_a_year_without_a_calendar_is_provisional) {
    const auto deadline = period("T1", day("2026-12-20"), test::shipped_calendar());
    ASSERT_TRUE(deadline);
    EXPECT_EQ(iso(deadline->raw), "2027-01-04");
    EXPECT_FALSE(deadline->effective);
}
TEST(Period, Of_a_rule_that_does_not_exist_is_refused) {
    EXPECT_EQ(period("T99", day("2026-01-05"), test::shipped_calendar()).error().code,
              "deadline.rule_unknown");
}
// A calendar of its own, counting day by day from the data, knows nothing of the code under test.
TEST(Period, Never_ends_on_a_day_of_rest_and_never_goes_back_for_any_day_of_seven_years) {
    const auto calendar = test::shipped_calendar();
    Date last{};
    for (auto from = day("2020-01-01"); from < day("2026-11-25"); from = plus_days(from, 1)) {
        const auto deadline = period("T8", from, calendar);
        ASSERT_TRUE(deadline && deadline->effective) << iso(from);
        EXPECT_FALSE(*calendar.is_rest(*deadline->effective)) << iso(from);
        EXPECT_GE(std::chrono::sys_days{*deadline->effective}, std::chrono::sys_days{deadline->raw});
        for (auto d = deadline->raw; d < *deadline->effective; d = plus_days(d, 1))
            EXPECT_TRUE(*calendar.is_rest(d)) << iso(d);
        if (last.ok()) {
            EXPECT_GE(*deadline->effective, last) << iso(from);
        }
        last = *deadline->effective;
    }
}

} // namespace
} // namespace docket::review
