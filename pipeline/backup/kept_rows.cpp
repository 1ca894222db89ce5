#include "pipeline/backup/kept_rows.hpp"

#include "pipeline/backup/row_text.hpp"

#include <algorithm>

namespace docket::backup {

KeptRows::KeptRows(flow::Blobs& depot, const Manifest& manifest) : depot_(depot), manifest_(manifest) {
    layout_.schema = manifest.schema;
    for (const auto& kept : manifest.tables) layout_.tables.push_back(kept.table);
}

Result<const KeptTable*> KeptRows::kept(const Table& table) const {
    for (const auto& kept : manifest_.tables)
        if (kept.table == table) return &kept;
    return fail(Kind::corrupt, "backup.damaged", "备份中没有表 " + table.name + "。");
}

Result<void> KeptRows::read(const Table& table, const RowSink& sink) {
    DOCKET_TRY(const auto* wanted, kept(table));
    Hasher hasher;
    std::int64_t rows = 0;
    const auto take = [&](std::string_view line) -> Result<void> {
        DOCKET_TRY(const auto row, row_of(line, table));
        const auto whole = line_of(row);
        hasher.add(std::span(reinterpret_cast<const std::uint8_t*>(whole.data()), whole.size()));
        ++rows;
        return sink(row);
    };
    DOCKET_CHECK(read_lines(depot_, wanted->pieces, "表 " + table.name, take));
    if (rows == wanted->rows && hasher.finish() == wanted->digest) return {};
    return fail(Kind::corrupt, "backup.damaged",
                "表 " + table.name + " 的行数或摘要与备份清单不符；请用 --at 选更早的一次备份。");
}

Result<std::int64_t> KeptRows::last_id(const Table& table) {
    DOCKET_TRY(const auto* wanted, kept(table));
    return wanted->last_id;
}

} // namespace docket::backup
