// This machine's clock beside the database's. Private to the module.
#pragma once

#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

// Give or take the way there; zero on a file.
inline Result<Millis> clock_ahead(Database& database) {
    const auto clock = database.dialect().clock();
    if (clock.empty()) return Millis{0};
    return reading(database, [&](Session& session) -> Result<Millis> {
        const auto before = SystemClock{}.now();
        DOCKET_TRY(const auto there, Query(session, clock).one<Instant>());
        const auto after = SystemClock{}.now();
        return before + (after - before) / 2 - there;
    });
}

} // namespace docket::store
