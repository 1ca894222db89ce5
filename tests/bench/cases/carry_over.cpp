#include "tests/bench/cases/carry_over.hpp"

#include "pipeline/base/handle.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <array>
#include <stdexcept>

namespace docket::testing {

namespace {

using Server = Handle<PGconn, PQfinish>;
using Answer = Handle<PGresult, PQclear>;
using File = Handle<sqlite3, sqlite3_close>;
using Rows = Handle<sqlite3_stmt, sqlite3_finalize>;

// What is referred to comes first.
constexpr std::array tables{"arrival",      "page",       "verification",   "case_file",    "case_applicant",
                            "case_claim",   "case_round", "case_deadline",  "case_notice",  "case_mandate",
                            "case_recusal", "case_words", "case_portrait",  "portrait_key", "case_ruling",
                            "event",        "event_head", "search_subject", "search_entry", "search_block",
                            "search_page",  "search_head"};
constexpr std::array numbered{"arrival", "page", "case_file"};

void ask(PGconn* server, const std::string& sql, ExecStatusType expected) {
    const Answer answer(PQexec(server, sql.c_str()));
    if (PQresultStatus(answer.get()) != expected) throw std::runtime_error(PQerrorMessage(server));
}

Rows rows_of(sqlite3* file, const std::string& sql) {
    sqlite3_stmt* rows = nullptr;
    if (sqlite3_prepare_v2(file, sql.c_str(), -1, &rows, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(file));
    return Rows(rows);
}

// As COPY's text format has it.
void append(std::string& line, sqlite3_stmt* row, int column) {
    if (column > 0) line += '\t';
    const auto* text = sqlite3_column_text(row, column);
    if (text == nullptr) {
        line += "\\N";
        return;
    }
    for (const auto* c = text; *c != 0; ++c) switch (*c) {
        case '\\': line += "\\\\"; break;
        case '\t': line += "\\t"; break;
        case '\n': line += "\\n"; break;
        case '\r': line += "\\r"; break;
        default: line += static_cast<char>(*c);
        }
}

void carry(sqlite3* file, PGconn* server, const std::string& table) {
    const auto rows = rows_of(file, "SELECT * FROM " + table);
    std::string columns;
    for (int i = 0; i < sqlite3_column_count(rows.get()); ++i)
        columns += (i > 0 ? ", " : "") + std::string(sqlite3_column_name(rows.get(), i));
    ask(server, "COPY " + table + "(" + columns + ") FROM STDIN", PGRES_COPY_IN);
    std::string line;
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        line.clear();
        for (int i = 0; i < sqlite3_column_count(rows.get()); ++i) append(line, rows.get(), i);
        line += '\n';
        PQputCopyData(server, line.data(), static_cast<int>(line.size()));
    }
    PQputCopyEnd(server, nullptr);
    const Answer answer(PQgetResult(server));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(server));
    while (const Answer rest{PQgetResult(server)}) {
    }
}

} // namespace

void carry_over(const std::filesystem::path& sqlite, const std::string& postgres) {
    sqlite3* opened = nullptr;
    const int failed = sqlite3_open_v2(sqlite.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const File file(opened);
    if (failed != SQLITE_OK) throw std::runtime_error(sqlite.string() + " cannot be opened");
    const Server server(PQconnectdb(postgres.c_str()));
    ask(server.get(), "BEGIN", PGRES_COMMAND_OK);
    std::string all;
    for (const auto* table : tables) all += (all.empty() ? "" : ", ") + std::string(table);
    ask(server.get(), "TRUNCATE " + all + " CASCADE", PGRES_COMMAND_OK);
    for (const auto* table : tables) carry(file.get(), server.get(), table);
    for (const std::string table : numbered)
        ask(server.get(),
            "SELECT setval(pg_get_serial_sequence('" + table + "', 'id'), (SELECT max(id) FROM " + table +
                "))",
            PGRES_TUPLES_OK);
    ask(server.get(), "COMMIT", PGRES_COMMAND_OK);
}

} // namespace docket::testing
