#include "pipeline/store/translate.hpp"

#include "pipeline/base/result.hpp"

#include <sqlite3.h>

namespace docket::store {

namespace {
Failure failure(Kind kind, const char* code, const char* advice, std::string_view text) {
    std::string detail = std::string(advice) + ": " + std::string(text);
    for (char& c : detail)
        if (c == '\n') c = ' ';
    return fail(kind, code, std::move(detail));
}
} // namespace

Failure translate_sqlite(int code, std::string_view text) {
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
        code == SQLITE_CONSTRAINT_ROWID)
        return failure(Kind::conflict, "store.taken", "the value is there already", text);
    if (code == SQLITE_IOERR_SHMSIZE) // how SQLite meets a full disk before it can write at all
        return failure(Kind::exhausted, "store.full", "the disk is full; make room", text);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return failure(Kind::conflict, "store.busy", "another process is writing; try again", text);
    case SQLITE_FULL: return failure(Kind::exhausted, "store.full", "the disk is full; make room", text);
    case SQLITE_CONSTRAINT:
        return failure(Kind::internal, "store.rule", "a rule of the schema refused a row", text);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return failure(Kind::corrupt, "store.damaged", "the database is damaged; restore it from a backup",
                       text);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
        return failure(Kind::unavailable, "store.unavailable",
                       "the database cannot be used; look at its disk and rights", text);
    default: return failure(Kind::internal, "store.fault", "the database refused a statement", text);
    }
}

Failure translate_postgres(std::string_view state, std::string_view text) {
    const auto family = state.substr(0, 2);
    if (state == "23505") return failure(Kind::conflict, "store.taken", "the value is there already", text);
    if (family == "22" || family == "23")
        return failure(Kind::internal, "store.rule", "a rule of the schema refused a row", text);
    if (family == "40" || state == "55P03") // a deadlock, or a lock waited for in vain
        return failure(Kind::conflict, "store.busy", "another process is writing; try again", text);
    if (state == "53100") return failure(Kind::exhausted, "store.full", "the disk is full; make room", text);
    if (family == "XX" && state != "XX000")
        return failure(Kind::corrupt, "store.damaged", "the database is damaged; restore it from a backup",
                       text);
    // Away, going down, out of connections or memory, a standby that does not write, a session it ended.
    if (state.empty() || family == "08" || family == "53" || family == "57" || family == "58" ||
        family == "28" || state == "25006" || state == "25P03" || state == "3D000")
        return failure(Kind::unavailable, "store.unavailable",
                       "the database server cannot be used; look whether it runs and lets us in", text);
    return failure(Kind::internal, "store.fault", "the database refused a statement", text);
}

} // namespace docket::store
