// Which days are working days: the State Council's yearly arrangement as data. A year without data is never
// assumed to have weekends only. Immutable once built; any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

// One year as it was arranged: the days that are not what their weekday says, each with its remark.
struct CalendarDay {
    Date date{};
    bool off = false; // else a working day
    std::string remark;
};
struct YearText {
    int year = 0;
    std::string notice;            // of the State Council, by title and number; may be empty
    std::vector<CalendarDay> days; // by date, each once
};
// Lines "YYYY-MM-DD,off|work,remark"; # begins a comment; the first line that is not one says "year,YYYY",
// the second may say "notice,TITLE（NUMBER）". Failure: invalid "calendar.malformed" with the line.
Result<YearText> parse_year(std::string_view csv);
std::size_t days_off(const YearText& text); // of the days it names

class Calendar {
  public:
    // One year from text (parse_year), in place of what was known of it.
    Result<void> add(std::string_view csv);

    bool knows(std::chrono::year year) const { return years_.contains(year); }
    std::vector<int> years() const;
    // 法定休假日: weekends that are not swapped, and the arranged holidays.
    // Failure: not_found "calendar.year_not_published", naming the year.
    Result<bool> is_rest(Date day) const;
    Result<bool> is_working(Date day) const;

  private:
    std::set<std::chrono::year> years_;
    std::set<std::chrono::sys_days> off_, work_;
};

std::string_view weekday(Date day); // 星期三
// 星期六，调休上班 | 星期日，休息日 | 星期四，节假日 | 星期三 | 星期三，日历未公布
std::string kind_of_day(Date day, const Calendar& calendar);
bool is_weekend(Date day);

} // namespace docket::review
