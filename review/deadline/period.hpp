// Periods computed. Natural days: the day of the trigger is not counted, and a last day that is a day of rest
// moves to the first day after the rest (民法典 201, 203, by analogy: the petition rules count no days of
// their own). Working days: every day of rest is left out, the swapped ones are counted. Pure; any thread.
#pragma once

#include "review/case.hpp"
#include "review/deadline/calendar.hpp"
#include "review/deadline/rules.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace docket::review {

// What the office's own rules say of a local period (L1, L2).
struct LocalRule {
    int days = 0;
    Unit unit = Unit::working_day;
    std::string_view basis; // the rule to cite; empty: 本机关规定
};

// What a period follows from, beside the calendar.
struct PeriodFacts {
    std::string_view rule;            // id
    Date from{};                      // day 0; with public_notice the day of publication
    int hearing_days = 0;             // T10: days a hearing took
    int extended = 0;                 // T5: days of the approved extension
    std::optional<Date> until{};      // T6: the day the letter of assignment names
    bool public_notice = false;       // T7, T9, L1: the document was served by public notice
    std::optional<Regime> regime{};   // else that of the day the count begins
    std::optional<LocalRule> local{}; // L1, L2
};

struct Period {
    const PeriodRule* rule = nullptr;
    Regime regime{};
    PeriodFacts facts;
    Date begins{}; // day 0 of the count: facts.from, or the day a published document counts as served
    int count = 0; // without extension and hearing
    Unit unit{};
    Date raw{}; // of working days the same as effective; where that is unknown no day before it
    std::optional<Date> effective; // none: the calendar of a year it needs is not published
};

// The article, or the office's own rule.
std::string_view basis_of(const Period& period);

// Failures: not_found "deadline.rule_unknown"; invalid "deadline.not_in_regime", "deadline.extension",
// "deadline.hearing", "deadline.until", "deadline.notice", "deadline.local" for what the rule does not know.
Result<Period> compute(const PeriodFacts& facts, const Calendar& calendar);

// The first year that a period without an effective day needs and that is not published.
std::chrono::year year_missing(const Period& period, const Calendar& calendar);

// The same as it is kept with a case: a period of one rule from its day 0. Where the last day needs a
// calendar that is not published, `effective` is empty: the raw day is provisional (暂定) and closes no
// window.
Result<Deadline> period(const PeriodFacts& facts, const Calendar& calendar);
Result<Deadline> period(std::string_view rule, Date from, const Calendar& calendar);

// Finds the end of a kept period anew. Where it is another one, or was provisional and is not any more, the
// period keeps the day it had said before; true then.
bool recount(Deadline& deadline, const Calendar& calendar, Date today);

// The day on which a period of natural days with this last day ends; none where its year is not published.
std::optional<Date> end_of(Date raw, const Calendar& calendar);

// How the days of a public notice ran: thirty, before 2022 sixty (民事诉讼法 95; the day of the change is
// from memory and to be confirmed).
int days_of_notice(Date published);

// One paragraph for the person: which rule, from which day, which days did not count, which day it ends on.
std::string explain(const Period& period, const Calendar& calendar);

} // namespace docket::review
