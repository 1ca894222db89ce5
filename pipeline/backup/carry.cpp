#include "pipeline/backup/carry.hpp"

#include "pipeline/backup/row_text.hpp"

namespace docket::backup {

namespace {

// One transaction of the target, whichever comes first.
constexpr std::size_t rows_a_turn = 5'000, bytes_a_turn = 8U << 20U;

std::size_t bytes_of(const Row& row) {
    std::size_t bytes = 0;
    for (const auto& cell : row)
        if (const auto* text = std::get_if<std::string>(&cell)) bytes += text->size();
    return bytes;
}

// How many tables from the first on are there as they stand in the source now.
Result<std::size_t> there_already(Rows& source, const Filled& filled, std::vector<TableDone>& known) {
    for (const auto& table : source.layout().tables) {
        const auto there = filled.find(table.name);
        if (there == filled.end()) break;
        DOCKET_TRY(auto read, read_whole(source, table));
        if (read.digest != there->second) break; // the office has worked since
        known.push_back(std::move(read));
    }
    return known.size();
}

Result<TableDone> fill(Rows& source, Tables& target, const Table& table) {
    std::vector<Row> turn;
    std::size_t bytes = 0;
    const auto bring = [&]() -> Result<void> {
        if (turn.empty()) return {};
        DOCKET_CHECK(target.add(table, turn));
        turn.clear();
        bytes = 0;
        return {};
    };
    DOCKET_TRY(auto read, read_whole(source, table, [&](const Row& row) -> Result<void> {
                   turn.push_back(row);
                   bytes += bytes_of(row);
                   return turn.size() < rows_a_turn && bytes < bytes_a_turn ? Result<void>() : bring();
               }));
    DOCKET_CHECK(bring());
    DOCKET_TRY(const auto last_id, source.last_id(table));
    DOCKET_CHECK(target.filled(table, read.digest, last_id));
    return read;
}

// The target may have been made by a program that laid its columns in another order; a row is read as the
// source has it.
Result<void> prove(Tables& target, const std::vector<Table>& tables, const std::vector<TableDone>& wanted,
                   const std::function<void(const TableDone&)>& done) {
    DOCKET_TRY(const auto there, target.rows());
    for (std::size_t i = 0; i < tables.size(); ++i) {
        DOCKET_TRY(const auto read, read_whole(*there, tables[i]));
        if (read != wanted[i])
            return fail(Kind::corrupt, "backup.differs",
                        "表 " + read.name + " 在目标数据库中是 " + std::to_string(read.rows) +
                            " 行，与来源的 " + std::to_string(wanted[i].rows) +
                            " 行不一致；请检查目标数据库后重新运行同一命令。");
        if (done) done(read);
    }
    return {};
}

} // namespace

Result<TableDone> read_whole(Rows& rows, const Table& table, const RowSink& beside) {
    TableDone read{table.name, 0, {}};
    Hasher hasher;
    DOCKET_CHECK(rows.read(table, [&](const Row& row) -> Result<void> {
        const auto line = line_of(row);
        hasher.add(std::span(reinterpret_cast<const std::uint8_t*>(line.data()), line.size()));
        ++read.rows;
        return beside ? beside(row) : Result<void>();
    }));
    read.digest = hasher.finish();
    return read;
}

Result<void> carry(Rows& source, Tables& target, std::string_view origin,
                   const std::function<void(const TableDone&)>& done) {
    const auto& tables = source.layout().tables;
    DOCKET_TRY(const auto filled, target.begin(source.layout().schema, origin));
    std::vector<TableDone> known;
    DOCKET_TRY(const auto first, there_already(source, filled, known));
    for (auto i = tables.size(); i > first; --i) DOCKET_CHECK(target.clear(tables[i - 1]));
    for (auto i = first; i < tables.size(); ++i) {
        DOCKET_TRY(auto read, fill(source, target, tables[i]));
        known.push_back(std::move(read));
    }
    DOCKET_CHECK(prove(target, tables, known, done));
    return target.arrived();
}

} // namespace docket::backup
