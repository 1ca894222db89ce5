// Whether a text may be stored. Pure; any thread.
#pragma once

#include <string_view>

namespace docket::store {

// Well-formed UTF-8 (Unicode 15, table 3-7) without U+0000. SQLite gives a text back cut at a NUL, PostgreSQL
// stores it cut.
bool storable_text(std::string_view text);

} // namespace docket::store
