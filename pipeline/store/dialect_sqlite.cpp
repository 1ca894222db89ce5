#include "pipeline/store/dialect_sqlite.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/store/cell_handler.hpp"
#include "pipeline/store/text_map.hpp"
#include "pipeline/store/translate.hpp"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Exception.h>
#include <sqlite3.h>

#include <array>
#include <charconv>
#include <fstream>
#include <mutex>
#include <system_error>

namespace docket::store {

namespace {
namespace fs = std::filesystem;
using Poco::Data::Keywords::into;
using Poco::Data::Keywords::now;

// https://sqlite.org/fileformat.html#the_database_header
constexpr std::size_t header_size = 100;
constexpr std::size_t application_id_at = 68; // big-endian
constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t login_seconds = 1; // Poco tries this long to open what cannot be opened

// An empty table that numbers its rows has no row in sqlite_sequence. Who else has the file open it cannot
// tell.
constexpr Catalogue tables_of_sqlite{
    .columns = "SELECT t.name, c.name, c.type, c.pk, t.sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema AS t "
               "JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite#_%' "
               "ESCAPE '#' ORDER BY t.name, c.cid",
    .references =
        "SELECT t.name, f.\"table\" FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS f "
        "WHERE t.type = 'table'",
    .last_id = "SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = $1), 0)",
    .set_last_id = "DELETE FROM sqlite_sequence WHERE name = $1 AND $2 > 0; "
                   "INSERT INTO sqlite_sequence(name, seq) VALUES ($1, $2)",
    .others = "SELECT 0",
    .at_leisure = "",
    .on_disk = "",
    .read_blocks = ""};

void register_once() {
    static std::once_flag once;
    std::call_once(once, [] { Poco::Data::SQLite::Connector::registerConnector(); });
}

Failure unusable(const fs::path& path, const char* why) {
    return fail(Kind::unavailable, "store.unavailable", path.string() + " " + why);
}

bool ours(std::string_view header) {
    if (header.size() < header_size || header.substr(0, magic.size()) != magic) return false;
    std::uint32_t id = 0;
    for (std::size_t i = 0; i < 4; ++i)
        id = id << 8U | static_cast<unsigned char>(header[application_id_at + i]);
    return id == static_cast<std::uint32_t>(sqlite_application_id);
}

// The statement refers to the cells beside it, so a Prepared never moves.
struct Prepared {
    explicit Prepared(Poco::Data::Session& connection) : statement(connection) {}
    Row args;
    std::vector<std::vector<Cell>> columns;
    Poco::Data::Statement statement; // last: gone before the cells it refers to
};

// `$1, $2, ...` that each stand once are `?, ?, ...`: of those with a name SQLite and Poco look through all
// to find each, which takes a text of 512 jobs longer than storing them.
std::string without_names(std::string_view sql) {
    std::string out;
    int last = 0;
    for (std::size_t at = 0; at < sql.size();) {
        if (sql[at] != '$') {
            out += sql[at++];
            continue;
        }
        int number = 0;
        const auto* from = sql.data() + at + 1;
        const auto* end = std::from_chars(from, sql.data() + sql.size(), number).ptr;
        if (number != ++last) return std::string(sql);
        out += '?';
        at = static_cast<std::size_t>(end - sql.data());
    }
    return out;
}

std::vector<Row> turned_to_rows(std::vector<std::vector<Cell>>& columns) {
    std::vector<Row> rows(columns.empty() ? 0 : columns.front().size(), Row(columns.size()));
    for (std::size_t c = 0; c < columns.size(); ++c)
        for (std::size_t r = 0; r < rows.size(); ++r) rows[r][c] = std::move(columns[c][r]);
    return rows;
}

class SqliteConnection final : public Connection {
  public:
    explicit SqliteConnection(Poco::Data::Session connection) : connection_(std::move(connection)) {}

    Result<void> set_up(Millis busy) {
        return guarded([&] {
            tell("PRAGMA busy_timeout=" + std::to_string(busy.count()));
            std::int64_t id = 0, tables = 0;
            connection_ << "PRAGMA application_id", into(id), now;
            connection_ << "SELECT count(*) FROM sqlite_schema", into(tables), now;
            // Before the file becomes a WAL database: so no file of ours is ever without its name.
            if (id == 0 && tables == 0)
                tell("PRAGMA application_id=" + std::to_string(sqlite_application_id));
            std::string journal;
            connection_ << "PRAGMA journal_mode=WAL", into(journal), now;
            tell("PRAGMA synchronous=FULL");
            tell("PRAGMA temp_store=MEMORY"); // a file for each sort and each WITH costs milliseconds
            tell("PRAGMA foreign_keys=ON");
            // What was written goes into the file every 32 MB: each time all that write wait for the disk.
            tell("PRAGMA wal_autocheckpoint=8000");
        });
    }

    Result<std::vector<Row>> execute(std::string_view sql, Row args, const Row& shape) override {
        struct Forget { // of a statement that did not end well: "Statement still executing" for ever after
            SqliteConnection& of;
            std::string_view sql;
            bool well = false;
            ~Forget() {
                if (!well) of.prepared_.erase(std::string(sql));
            }
        } forget{*this, sql};
        std::vector<Row> rows;
        DOCKET_CHECK(guarded([&] {
            auto& run = prepared(sql, args, shape);
            DOCKET_ASSERT(run.args.size() == args.size(), "a fixed text was given another number of values");
            std::move(args.begin(), args.end(), run.args.begin());
            for (auto& column : run.columns) column.clear();
            run.statement.execute();
            rows = turned_to_rows(run.columns);
        }));
        forget.well = true;
        return rows;
    }

    // Poco's begin() is BEGIN DEFERRED: a write after a read then fails at once, without waiting.
    Result<void> begin(Mode mode) override {
        return guarded([&] { tell(mode == Mode::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"); });
    }
    Result<void> commit() override {
        return guarded([&] { tell("COMMIT"); });
    }
    Result<void> rollback() override {
        return guarded([&] { tell("ROLLBACK"); });
    }
    bool idle() const override {
        return sqlite3_get_autocommit(Poco::Data::SQLite::Utility::dbHandle(connection_)) != 0;
    }

  private:
    void tell(const std::string& sql) { connection_ << sql, now; }

    template <class Act> Result<void> guarded(const Act& act) {
        try {
            act();
            return {};
        } catch (const Poco::Exception& surprise) {
            const int code = sqlite3_extended_errcode(Poco::Data::SQLite::Utility::dbHandle(connection_));
            return translate_sqlite(code, surprise.displayText());
        }
    }

    Prepared& prepared(std::string_view sql, const Row& args, const Row& shape) {
        if (const auto known = prepared_.find(sql); known != prepared_.end()) return *known->second;
        auto made = std::make_unique<Prepared>(connection_);
        made->args = args;
        made->columns.resize(shape.size());
        made->statement << without_names(sql);
        for (auto& cell : made->args) made->statement.addBind(Poco::Data::Keywords::use(cell));
        for (std::size_t i = 0; i < shape.size(); ++i)
            made->statement.addExtract(
                new Poco::Data::Extraction<std::vector<Cell>>(made->columns[i], shape[i]));
        return *prepared_.emplace(std::string(sql), std::move(made)).first->second;
    }

    Poco::Data::Session connection_;
    TextMap<std::unique_ptr<Prepared>> prepared_;
};

class SqliteDialect final : public Dialect {
  public:
    SqliteDialect(const fs::path& file, Millis busy) : file_(fs::absolute(file)), busy_(busy) {
        register_once();
    }

    std::string_view token(std::string_view name) const override {
        if (name == "id") return "INTEGER PRIMARY KEY AUTOINCREMENT"; // an id is never given twice
        if (name == "int") return "INTEGER";
        if (name == "real") return "REAL";
        if (name == "strict") return " STRICT";
        if (name == "joined") return "group_concat";
        if (name == "position") return "instr";
        if (name == "own") return "main.";
        return "";
    }
    bool takes_turns(Mode mode) const override { return mode != Mode::read; }
    bool writes_in_with() const override { return false; }
    std::string_view clock() const override { return ""; }
    const Catalogue& catalogue() const override { return tables_of_sqlite; }

    Result<void> check() const override {
        std::error_code code;
        if (!fs::is_directory(file_.parent_path(), code))
            return unusable(file_.parent_path(), "is no folder; create it or name another data folder");
        const auto status = fs::status(file_, code);
        if (!fs::exists(status)) return {};
        if (!fs::is_regular_file(status)) return unusable(file_, "is not a file; name another data folder");
        std::array<char, header_size> header{};
        std::ifstream in(file_, std::ios::binary);
        if (!in) return unusable(file_, "cannot be read; look at its owner and rights");
        in.read(header.data(), header.size());
        const std::string_view read(header.data(), static_cast<std::size_t>(in.gcount()));
        if (!read.empty() && !ours(read))
            return fail(Kind::corrupt, "store.foreign",
                        file_.string() +
                            " is not a database of docket; name another data folder or restore a backup");
        return {};
    }

    Result<std::unique_ptr<Connection>> connect() const override {
        try {
            auto connection = std::make_unique<SqliteConnection>(
                Poco::Data::Session(Poco::Data::SQLite::Connector::KEY, file_.string(), login_seconds));
            DOCKET_CHECK(connection->set_up(busy_));
            return std::unique_ptr<Connection>(std::move(connection));
        } catch (const Poco::Exception& surprise) {
            return fail(Kind::unavailable, "store.unavailable",
                        "the database cannot be opened; look at its disk and rights: " +
                            surprise.displayText());
        }
    }

  private:
    fs::path file_;
    Millis busy_;
};
} // namespace

std::unique_ptr<Dialect> sqlite_dialect(const StoreSettings& settings) {
    return std::make_unique<SqliteDialect>(settings.file, settings.busy);
}

} // namespace docket::store
