// A row as one line: a JSON array without spaces, numbers as short as they read back; escaped are quotes,
// backslashes and, as u00xx, control characters. One row has one line on every engine, so digests over lines
// compare. Pure; any thread.
#pragma once

#include "pipeline/backup/rows.hpp"

namespace docket::backup {

// With its newline.
std::string line_of(const Row& row);
// `line` without a newline. Failure: corrupt "backup.damaged" where it is no row of this table.
Result<Row> row_of(std::string_view line, const Table& table);

} // namespace docket::backup
