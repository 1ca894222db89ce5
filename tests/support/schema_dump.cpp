// Writes what a database of some schema holds, as SQL that every engine takes: docket_schema_dump FOLDER
// [VERSION...], without a version that of this program. Done once for a schema, when it is released
// (fixtures/schema/README.md).
#include "pipeline/base/digest.hpp"
#include "pipeline/store/dialect_sqlite.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/sql_text.hpp"
#include "tests/support/sqlite_file.hpp"
#include "tests/support/story.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;

// A letter of each fate, and cases on their way and at its end.
void fill(Premises& premises) {
    House house(premises);
    carry(house, house.register_letter(review_application(1)), review::Stage::archived);
    carry(house, house.register_letter(re_review_application(2)), review::Stage::drafted);
    house.register_letter(first_letter(3));
    house.receive(review_application(1), "twice").value();
    house.receive("", "empty").has_value();
    house.work();
    house.receive(first_letter(4), "waits").value();
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::vector<std::string> first_of(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::string> out;
    for (const auto& row : rows) out.push_back(row.front());
    return out;
}

std::vector<std::string> columns(SqliteFile& file, const std::string& table) {
    return first_of(file.run("SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid"));
}

// An empty database of that schema.
void lay_out(SqliteFile& file, int version) {
    const auto dialect = store::sqlite_dialect({.file = "/tmp/unused.db"});
    for (const auto& migration : store::migrations().first(static_cast<std::size_t>(version)))
        for (const auto& statement : store::statements(store::spoken(*dialect, migration.sql)))
            file.run(statement);
}

// What both know; a column that came later has its default when the fixture is brought on.
void dump(SqliteFile& from, SqliteFile& shape, std::ostream& out) {
    const auto tables = first_of(shape.run(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"));
    for (const auto& table : tables) {
        const auto there = columns(from, table);
        std::vector<std::string> kept, quoted;
        for (const auto& column : columns(shape, table)) {
            if (std::ranges::find(there, column) == there.end()) continue;
            kept.push_back(column);
            quoted.push_back("quote(" + column + ")");
        }
        if (kept.empty()) continue;
        if (shape.one("SELECT count(*) FROM " + table) != "0") out << "DELETE FROM " << table << ";\n";
        for (const auto& row : from.run("SELECT " + joined(quoted) + " FROM " + table + " ORDER BY rowid"))
            out << "INSERT INTO " << table << "(" << joined(kept) << ") VALUES (" << joined(row) << ");\n";
    }
}

void write(SqliteFile& from, const fs::path& folder, int version) {
    TemporaryFolder place;
    SqliteFile shape(place.path() / "shape.db");
    lay_out(shape, version);
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "%04d.sql", version);
    std::ofstream out(folder / name.data());
    out << "-- Schema " << version
        << ", written by docket_schema_dump; all persons and matters are invented.\n";
    dump(from, shape, out);
}

// Of each migration the digest it must keep.
void write_digests(const fs::path& folder) {
    std::ofstream out(folder / "migrations.txt");
    out << "# Migrations that were released: their bytes never change (sha256sum).\n";
    for (const auto& migration : store::migrations())
        out << sha256(migration.sql).hex() << "  " << migration.name << '\n';
}

int main(const std::vector<std::string>& words) {
    if (words.size() < 2) {
        std::cerr << "docket_schema_dump FOLDER [VERSION...]\n";
        return 2;
    }
    Premises premises;
    fill(premises);
    SqliteFile from(premises.database());
    const fs::path folder = words[1];
    const int newest = static_cast<int>(store::migrations().size());
    if (words.size() == 2) write(from, folder, newest);
    for (std::size_t i = 2; i < words.size(); ++i)
        write(from, folder, std::clamp(std::atoi(words[i].c_str()), 1, newest));
    write_digests(folder);
    return 0;
}

} // namespace
} // namespace docket::testing

int main(int argc, char** argv) { return docket::testing::main(std::vector<std::string>(argv, argv + argc)); }
