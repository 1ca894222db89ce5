// From an engine's error to a Failure: the one table. Pure; any thread.
#pragma once

#include "pipeline/base/failure.hpp"

#include <string_view>

namespace docket::store {

// `code`: sqlite3_extended_errcode() (https://sqlite.org/rescode.html).
// conflict "store.busy": another process writes; at once again.
// conflict "store.taken": a unique value is there already; the caller that expects it gives it its own code.
// internal "store.rule": any other constraint refused the row.
// exhausted "store.full", unavailable "store.unavailable", corrupt "store.damaged", internal "store.fault".
Failure translate_sqlite(int code, std::string_view text);
// `state`: SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html); empty: the connection broke.
// The same failures.
Failure translate_postgres(std::string_view state, std::string_view text);

} // namespace docket::store
