// Which tables a database has, asked of the engine itself. Private to tables_sql.cpp; on the session's
// thread.
#pragma once

#include "pipeline/backup/rows.hpp"
#include "pipeline/store/session.hpp"

namespace docket::store {

// What is not carried from one database to another, each for a reason.
bool stays_behind(std::string_view table);

// By name; without those of the engine.
Result<std::vector<backup::Table>> all_tables(Session& session);
// Those that are carried, whoever is referred to first. Failure: internal "store.layout" for a table without
// a key or with a kind of column that has no line.
Result<backup::Layout> layout_of(Session& session, int schema);

} // namespace docket::store
