// Brings what the database keeps on its disk into memory before anybody asks for it (files/read_ahead.hpp).
// Private to the module.
#pragma once

#include "pipeline/store/database.hpp"

#include <cstdint>

namespace docket::store {

// The bytes that the server read: all, or as many as there was time for; none of a file, and none where the
// server has no means for it.
Result<std::uint64_t> read_ahead(Database& database, Millis most);

} // namespace docket::store
