// Brings a database to the schema of this program: numbered files (migrations/), compiled in, each in one
// transaction, in order. Any thread; several processes may open one database at once.
#pragma once

#include "pipeline/store/database.hpp"

#include <span>
#include <string_view>

namespace docket::store {

struct Migration {
    int version = 0; // rising; numbers may be left out
    std::string_view name;
    std::string_view sql;
};

// Those of this program, in order.
std::span<const Migration> migrations();

// Failures: conflict "store.schema_newer" (a newer program made it), corrupt "store.schema_changed" (a
// migration that was applied reads differently here). In both cases nothing is touched.
Result<void> migrate(Database& database, std::span<const Migration> known);

} // namespace docket::store
