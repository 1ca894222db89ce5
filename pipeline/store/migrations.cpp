#include "pipeline/store/migrations.hpp"

#include "pipeline/store/dialect.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"

namespace docket::store {

namespace {
using Applied = std::tuple<int, Digest>;

constexpr int first_mark = static_cast<int>(Mark::incoming);

Result<std::vector<Applied>> applied(Session& session) {
    DOCKET_CHECK(
        Query(session, spoken(session.dialect(), "CREATE TABLE IF NOT EXISTS schema_migration ("
                                                 "version {int} NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
                                                 "checksum TEXT NOT NULL){strict}"))
            .run());
    return Query(session,
                 "SELECT version, checksum FROM schema_migration WHERE version < $1 ORDER BY version",
                 first_mark)
        .rows<Applied>();
}

using Marked = std::tuple<int, std::string>;
Result<std::optional<Marked>> marked(Session& session) {
    return Query(session, "SELECT version, name FROM schema_migration WHERE version >= $1", first_mark)
        .maybe<Marked>();
}

Result<void> unmark(Session& session) {
    return Query(session, "DELETE FROM schema_migration WHERE version >= $1", first_mark).run();
}

// What arrived whole becomes an installation with its first opening.
Result<void> take_over(Session& session) {
    DOCKET_TRY(const auto mark, marked(session));
    if (!mark) return {};
    const auto& [version, told] = *mark;
    if (version == static_cast<int>(Mark::incoming))
        return fail(
            Kind::conflict, "store.incoming",
            "数据正在移入或恢复到这个数据库，还不完整；请再次运行当时的 docket move 或 docket restore。");
    if (version == static_cast<int>(Mark::moved))
        return fail(Kind::conflict, "store.moved",
                    "这个数据库的内容已移到 " + told + "；请使用新的数据库，旧的只作留存。");
    DOCKET_CHECK(Query(session, "DROP TABLE IF EXISTS incoming").run());
    return unmark(session);
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

// One a turn; between two turns another process may have gone ahead.
template <class First>
Result<void> migrate_after(Database& database, std::span<const Migration> known, const First& first) {
    bool done = false;
    while (!done) {
        auto turn = writing(database, [&](Session& session) -> Result<void> {
            DOCKET_TRY(const auto there, applied(session));
            DOCKET_CHECK(first(session));
            DOCKET_CHECK(compare(there, known));
            done = there.size() == known.size();
            return done ? Result<void>() : apply(session, known[there.size()]);
        });
        if (!turn) return turn;
    }
    return {};
}
} // namespace

Result<void> migrate(Database& database, std::span<const Migration> known) {
    return migrate_after(database, known, take_over);
}

Result<void> migrate_marked(Database& database, std::span<const Migration> known) {
    return migrate_after(database, known, [](Session&) { return Result<void>(); });
}

Result<Standing> standing(Session& session, std::span<const Migration> known) {
    DOCKET_TRY(const auto there,
               Query(session,
                     "SELECT version, checksum FROM schema_migration WHERE version < $1 ORDER BY version",
                     first_mark)
                   .rows<Applied>());
    DOCKET_CHECK(compare(there, known));
    DOCKET_TRY(const auto mark, marked(session));
    Standing found;
    if (!there.empty()) found.schema = std::get<0>(there.back());
    if (mark) found.mark = static_cast<Mark>(std::get<0>(*mark)), found.told = std::get<1>(*mark);
    return found;
}

Result<void> set_mark(Session& session, Mark mark, std::string_view told) {
    DOCKET_CHECK(unmark(session));
    return Query(session, "INSERT INTO schema_migration(version, name, checksum) VALUES ($1, $2, '')",
                 static_cast<int>(mark), told)
        .run();
}

Result<int> applied_migrations(Database& database) {
    return reading(database, [](Session& session) {
        return Query(session, "SELECT count(*) FROM schema_migration WHERE version < $1",
                     static_cast<int>(Mark::incoming))
            .one<int>();
    });
}

} // namespace docket::store
