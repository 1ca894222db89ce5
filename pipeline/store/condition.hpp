// How a database is, for whoever looks after it: asked without changing it, and without bringing it to the
// schema of this program as open_store() does. Any thread.
#pragma once

#include "pipeline/store/store.hpp"

#include <string>

namespace docket::store {

struct Condition {
    std::string engine; // "SQLite", "PostgreSQL"
    int applied = 0;    // migrations
    int known = 0;      // migrations of this program
    Millis ahead{};     // this machine's clock before the server's; zero on a file
};

// Failures: those of open_store() but for the schema; not_found "store.none" where there is no database yet.
Result<Condition> condition_of(const StoreSettings& settings);

} // namespace docket::store
