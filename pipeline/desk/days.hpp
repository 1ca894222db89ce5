// Days as the desks show them: how long is left, why this day, and the days in between. Pure; any thread.
#pragma once

#include "pipeline/json/json.hpp"
#include "review/case.hpp"
#include "review/deadline/calendar.hpp"

namespace docket::desk {

// Duties, as opposed to the windows the petitioner has.
bool is_chased(const review::Deadline& deadline);
// The day that counts; the raw one where the calendar of its year is not published.
Date last_day(const review::Deadline& deadline);
// The next unmet day of a duty; nothing where none runs.
const review::Deadline* next_due(const review::Case& c);

// {"state", "words", "date"?, "rule"?, "provisional"?}. A period is soon over in its last three working days
// or its last tenth, whichever is longer.
json::Object clock_of(const review::Deadline& deadline, Date today, const review::Calendar& calendar);
json::Object clock_of(const review::Case& c, Date today, const review::Calendar& calendar);
// Of a report that an urgent matter lacks: 立即, and overdue from the day after; the case itself is then due
// no later.
json::Object clock_of_report(const review::Case& c, Date today);
// The last day of the coming three working days; natural days where the calendar is not published.
Date soon_until(Date today, const review::Calendar& calendar);

// The whole DeadlineView: how the day was found, step by step, and each day of the period.
json::Object explained(const review::Deadline& deadline, Date today, const review::Calendar& calendar);

int days_between(Date from, Date to);
std::string today_words(Date today, const review::Calendar& calendar); // 2026-06-10（星期三，工作日）

} // namespace docket::desk
