// Keeps the index of the search, and with it the portraits of cases, up to what is stored: takes marked
// subjects, builds their entries and portraits from what is there now, and folds the index when enough has
// gathered. Any thread, and any number of processes at once.
#pragma once

#include "pipeline/desk/desk.hpp"

#include <functional>

namespace docket::desk {

// What cannot be built (bytes that are damaged) leaves the search and is reported, so that nothing stands
// still behind it. Any thread.
using ReportUnsearchable = std::function<void(const std::string& subject, const Failure& why)>;

// One helping of marked subjects; how many it wrote. 0: nothing waits. Failures: those of the store.
Result<int> index_some(const Desk& desk, const ReportUnsearchable& report);
// Until nothing waits and nothing is left to fold.
Result<void> index_all(const Desk& desk, const ReportUnsearchable& report);

} // namespace docket::desk
