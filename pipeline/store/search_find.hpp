// What a search finds: block after block, the last first, and before them what is in none yet. Private to the
// store; within one transaction.
#pragma once

#include "pipeline/search/index.hpp"
#include "pipeline/store/session.hpp"

namespace docket::store {

Result<search::Found> find_entries(Session& session, const search::Wanted& wanted);

} // namespace docket::store
