// Marks of the search, set by the adapter that changes what an entry of it tells of, in the same transaction:
// a writer of rows cannot forget the search, and a crash loses no mark (search/index.hpp). Any thread, on its
// own session.
#pragma once

#include "pipeline/store/session.hpp"

#include <cstdint>
#include <string_view>

namespace docket::store {

Result<void> mark_arrival(Session& session, std::int64_t arrival);
// `arrival` 0: a case that no arrival made is an entry of its own.
Result<void> mark_case(Session& session, std::string_view number, std::int64_t arrival);
// The documents of a case, by the subject of an event: "case:LX…"; anything else is let pass.
Result<void> mark_documents_of(Session& session, std::string_view subject);
// Whatever there is.
Result<void> mark_everything(Session& session);

} // namespace docket::store
