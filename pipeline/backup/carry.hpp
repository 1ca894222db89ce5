// Carries the rows of one database into another, whatever their engines, and proves that they arrived: every
// table is read again from the target and must have the digest of what was read from the source. What an
// earlier attempt has brought over whole is compared and kept. One thread; memory holds some
// thousand rows.
#pragma once

#include "pipeline/backup/rows.hpp"

namespace docket::backup {

struct TableDone {
    std::string name;
    std::int64_t rows = 0;
    Digest digest;
    friend bool operator==(const TableDone&, const TableDone&) = default;
};

// Counted and digested; `beside` sees every row.
Result<TableDone> read_whole(Rows& rows, const Table& table, const RowSink& beside = {});

// `origin` says whose rows they are: a target that is filled from another is refused. `done` hears of each
// table once it is proved. Afterwards the target has arrived. Failures: those of the two databases, corrupt
// "backup.differs" (names the table).
Result<void> carry(Rows& source, Tables& target, std::string_view origin,
                   const std::function<void(const TableDone&)>& done);

} // namespace docket::backup
