// What a search finds: block after block, the last first, and before them what is in none yet. Private to the
// store; within one transaction.
#pragma once

#include "pipeline/search/index.hpp"
#include "pipeline/store/column.hpp"
#include "pipeline/store/session.hpp"

namespace docket::store {

using EntrySlot = std::int64_t; // where an entry of the index lies: they are numbered as they come

template <> struct Column<search::EntryKind> : NamedColumn<search::EntryKind, search::parse_entry_kind> {};

Result<search::Found> find_entries(Session& session, const search::Wanted& wanted);

} // namespace docket::store
