// The slips of service of a case: which can be printed, and which came back. Private to desk; any thread.
#pragma once

#include "pipeline/desk/desk.hpp"

namespace docket::desk {

// Those that wait: [{"arrival", "document", "title", "number", "picture", "on"?}].
Result<json::Array> slip_views(const Desk& desk, const review::Case& c);

// Of all cases, as rows of a clerk's work.
Result<json::Array> slip_tasks(const Desk& desk);

} // namespace docket::desk
