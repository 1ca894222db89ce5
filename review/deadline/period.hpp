// Periods in natural days: the day of the trigger is not counted, and a last day that is a day of rest moves
// to the first day after the rest (民法典 201, 203, by analogy: the petition rules count no days of their
// own). Pure; any thread.
#pragma once

#include "review/case.hpp"
#include "review/deadline/calendar.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace docket::review {

// A rule of the clock table; `article_2005` and `article_2022` name its basis in each regime.
struct PeriodRule {
    std::string_view id;
    int days;
    std::string_view what;
    std::string_view article_2005; // 2005 年《信访条例》, for acts up to 2022-04-30
    std::string_view article_2022; // 《信访工作条例》, for acts from 2022-05-01
};

inline constexpr std::array period_rules{
    PeriodRule{"T1", 15, "信访工作机构登记并处理", "《信访条例》第二十一条", "《信访工作条例》第二十二条"},
    PeriodRule{"T7", 30, "信访人请求复查", "《信访条例》第三十四条", "《信访工作条例》第三十五条"},
    PeriodRule{"T8", 30, "复查机关提出复查意见", "《信访条例》第三十四条", "《信访工作条例》第三十五条"},
    PeriodRule{"T9", 30, "信访人请求复核", "《信访条例》第三十五条", "《信访工作条例》第三十六条"},
    PeriodRule{"T10", 30, "复核机关提出复核意见", "《信访条例》第三十五条", "《信访工作条例》第三十六条"},
};

// The day on which a period with this last day ends; none where the calendar of its year is not published.
std::optional<Date> end_of(Date raw, const Calendar& calendar);
// The period of a rule from its day 0. Where the last day falls in a year whose calendar is not published,
// `effective` is empty: the raw day is provisional (暂定) and closes no window.
// Failure: not_found "deadline.rule_unknown".
Result<Deadline> period(std::string_view rule, Date from, const Calendar& calendar);

} // namespace docket::review
