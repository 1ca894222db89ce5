// SQLite 3.35 or newer (RETURNING, upsert) by way of Poco::Data. Immutable; any thread.
#pragma once

#include "pipeline/store/dialect.hpp"
#include "pipeline/store/store.hpp"

#include <memory>

namespace docket::store {

// PRAGMA application_id of a database of docket: "dckt". A file of another program is never opened for
// writing.
inline constexpr std::int32_t sqlite_application_id = 0x64636B74;

std::unique_ptr<Dialect> sqlite_dialect(const StoreSettings& settings);

} // namespace docket::store
