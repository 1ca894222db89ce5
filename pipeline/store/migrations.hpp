// Brings a database to the schema of this program: numbered files (migrations/), compiled in, each in one
// transaction, in order. Any thread; several processes may open one database at once.
#pragma once

#include "pipeline/store/database.hpp"

#include <span>
#include <string>
#include <string_view>

namespace docket::store {

struct Migration {
    int version = 0; // rising; numbers may be left out
    std::string_view name;
    std::string_view sql;
};

// Those of this program, in order.
std::span<const Migration> migrations();

// A row of schema_migration beyond every version, so that a program that knows nothing of it refuses the
// database as a newer one: rows are being brought in; they are all there; they were left for another
// database, which the name says.
enum class Mark { none = 0, incoming = 1'000'000, arrived = 1'000'001, moved = 1'000'002 };
struct Standing {
    int schema = 0; // the last migration that was applied
    Mark mark = Mark::none;
    std::string told; // with the mark
};
// Failures: those of migrate() that are about the schema.
Result<Standing> standing(Session& session, std::span<const Migration> known);
Result<void> set_mark(Session& session, Mark mark, std::string_view told); // replaces the one before

// Failures: conflict "store.schema_newer" (a newer program made it), corrupt "store.schema_changed" (a
// migration that was applied reads differently here), conflict "store.incoming" and "store.moved" (see Mark).
// In all cases nothing is touched.
Result<void> migrate(Database& database, std::span<const Migration> known);
// The same whatever the mark, which stays.
Result<void> migrate_marked(Database& database, std::span<const Migration> known);

// How many were applied; nothing is touched. Fails where the database is not ours yet.
Result<int> applied_migrations(Database& database);

} // namespace docket::store
