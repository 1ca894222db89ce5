// Dates as letters write them. Free functions; any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::text {

// Doubts, stable words:
//   "date.impossible"  such a day does not exist (2月30日)     "date.no_day"    only a month is named
//   "date.no_year"     only month and day are named           "date.short_year" 22年: the century is taken as
//   20 "date.lunar"       a day of the lunar calendar            "date.repaired"  a character was taken for
//   another
struct FoundDate {
    std::optional<Date> date;         // absent where the text does not give one full day that exists
    int year = 0, month = 0, day = 0; // as written; 0 where not named
    std::size_t begin = 0, end = 0;   // characters of the text searched
    std::vector<std::string> doubts;
};

// Every date of a text that normalise() gave: 2026年5月6日, 2026.5.6, 2026-05-06, 2026/5/6,
// 二〇二六年五月六日, 二O二六年五月, 5月6日, 22年5月6日; also with blanks or a line end inside, O or l
// for a digit, and another sign for the point of 2026.5.6 or one lost where no other date can be meant. In
// the order of the text, never overlapping. A date is reported with its doubts, never dropped for them.
std::vector<FoundDate> find_dates(std::u32string_view text);

} // namespace docket::text
