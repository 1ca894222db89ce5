#include "pipeline/store/migrations.hpp"

#include "pipeline/store/dialect.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

namespace {
using Applied = std::tuple<int, Digest>;

Result<std::vector<Applied>> applied(Session& session) {
    DOCKET_CHECK(
        Query(session, spoken(session.dialect(), "CREATE TABLE IF NOT EXISTS schema_migration ("
                                                 "version {int} NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
                                                 "checksum TEXT NOT NULL){strict}"))
            .run());
    return Query(session, "SELECT version, checksum FROM schema_migration ORDER BY version").rows<Applied>();
}

Result<void> compare(const std::vector<Applied>& there, std::span<const Migration> known) {
    if (there.size() > known.size())
        return fail(Kind::conflict, "store.schema_newer",
                    "the database was made by a newer docket; start that version, this one would harm it");
    for (std::size_t i = 0; i < there.size(); ++i) {
        const auto& [version, checksum] = there[i];
        if (version != known[i].version || checksum != sha256(known[i].sql))
            return fail(Kind::corrupt, "store.schema_changed",
                        "migration " + std::string(known[i].name) +
                            " is not the one this database was made with; start the docket that made it");
    }
    return {};
}

Result<void> apply(Session& session, const Migration& migration) {
    for (const auto& statement : statements(spoken(session.dialect(), migration.sql)))
        DOCKET_CHECK(Query(session, statement).run());
    return Query(session, "INSERT INTO schema_migration(version, name, checksum) VALUES ($1, $2, $3)",
                 migration.version, migration.name, sha256(migration.sql))
        .run();
}
} // namespace

Result<void> migrate(Database& database, std::span<const Migration> known) {
    bool done = false;
    while (!done) { // one a turn; between two turns another process may have gone ahead
        auto turn = writing(database, [&](Session& session) -> Result<void> {
            DOCKET_TRY(const auto there, applied(session));
            DOCKET_CHECK(compare(there, known));
            done = there.size() == known.size();
            return done ? Result<void>() : apply(session, known[there.size()]);
        });
        if (!turn) return turn;
    }
    return {};
}

} // namespace docket::store
