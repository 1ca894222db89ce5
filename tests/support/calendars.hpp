// The shipped calendars, for tests. Reads them from the source tree.
#pragma once

#include "review/deadline/calendar.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

namespace docket::test {

inline std::map<int, std::string> shipped_years() {
    std::map<int, std::string> out;
    for (int year = 2020; year <= 2026; ++year) {
        std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/review/deadline/data/calendars/cn-" +
                         std::to_string(year) + ".csv");
        out[year].assign(std::istreambuf_iterator<char>(in), {});
    }
    return out;
}

inline review::Calendar shipped_calendar() {
    review::Calendar calendar;
    for (const auto& [year, text] : shipped_years())
        if (const auto added = calendar.add(text); !added) throw std::runtime_error(added.error().detail);
    return calendar;
}

inline Date day(const char* text) { return *parse_iso_date(text); }

} // namespace docket::test
