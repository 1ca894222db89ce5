// The holiday calendars shipped with the program. One thread.
#pragma once

#include "review/deadline/calendar.hpp"

#include <map>
#include <string>

namespace docket::app {

// The text of each year. Failure: not_found "folder.no_share"; invalid "calendar.malformed".
Result<std::map<int, std::string>> shipped_years();
Result<review::Calendar> read_calendars();

} // namespace docket::app
