// Everything that differs between engines, in one place. Owned by a Database. Immutable after construction,
// so any thread.
#pragma once

#include "pipeline/store/connection.hpp"

#include <memory>
#include <string_view>

namespace docket::store {

// How an engine is asked about its own tables (tables_sql.cpp); a name is a value, `$1`, unless said
// otherwise.
struct Catalogue {
    // Of every table of ours: table, column, type, place in the key (0: none), whether the engine numbers it.
    std::string_view columns;
    std::string_view references;  // table, the table it refers to
    std::string_view last_id;     // of the table $1
    std::string_view set_last_id; // of the table $1, to $2; statements that each take both
    std::string_view others;      // how many programs beside this one have the database open
    // Said in a transaction that reads for long and may be kept waiting; empty where nobody would end it.
    std::string_view at_leisure;
    // What lies on the disk, in how many blocks, and to where the server can be asked to read them, in this
    // order; and how: of $1 to $2 the blocks from $3 to $4. Empty where the file is ours to read.
    std::string_view on_disk, read_blocks;
};

class Dialect {
  public:
    Dialect() = default;
    Dialect(const Dialect&) = delete;
    Dialect& operator=(const Dialect&) = delete;
    virtual ~Dialect() = default;

    // What stands for a token of our SQL (sql_text.hpp), empty for one this engine has no need of.
    // Tokens: id, int, real, strict, skip_locked, row_lock; joined (texts, what is between them), position
    // (of the second text in the first, 0 where it is not), own (before the name of a table that WITH gives
    // another).
    virtual std::string_view token(std::string_view name) const = 0;
    // One transaction writes at a time, on every engine: what a transaction reads by other ports and decides
    // by stays true until it commits. Those of a process queue before they ask the engine.
    virtual bool takes_turns(Mode mode) const = 0;
    // Whether WITH may hold statements that write.
    virtual bool writes_in_with() const = 0;
    // A query for the engine's own clock, milliseconds since 1970; empty where that is this machine's.
    virtual std::string_view clock() const = 0;
    virtual const Catalogue& catalogue() const = 0;
    // What can be known to be wrong before the database is used.
    virtual Result<void> check() const = 0;
    // Ready for use: with everything set on it that the store relies on.
    virtual Result<std::unique_ptr<Connection>> connect() const = 0;
};

} // namespace docket::store
