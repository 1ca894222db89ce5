// The database as rows (pipeline/backup/rows.hpp): opened as it is, without bringing it to this program's
// schema. For backups and moves only; everything else opens a Store. One thread at a time.
#pragma once

#include "pipeline/backup/rows.hpp"
#include "pipeline/store/store.hpp"

namespace docket::store {

// Failures: those of open_store(), but for the schema's.
Result<std::unique_ptr<backup::Tables>> open_tables(const StoreSettings& settings);

} // namespace docket::store
