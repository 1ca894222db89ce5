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

} // namespace docket::store
