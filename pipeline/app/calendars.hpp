// The holiday calendars shipped with the program. One thread.
#pragma once

#include "review/deadline/calendar.hpp"

namespace docket::app {

// Failure: not_found "folder.no_share"; invalid "calendar.malformed".
Result<review::Calendar> read_calendars();

} // namespace docket::app
