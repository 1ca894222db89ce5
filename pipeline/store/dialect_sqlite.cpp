#include "pipeline/store/dialect_sqlite.hpp"

#include "pipeline/store/translate.hpp"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Statement.h>
#include <sqlite3.h>

#include <array>
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
        return "";
    }
    bool one_writer() const override { return true; }

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

    Poco::Data::Session connect() const override {
        return Poco::Data::Session(Poco::Data::SQLite::Connector::KEY, file_.string(), login_seconds);
    }

    void set_up(Poco::Data::Session& connection) const override {
        connection << "PRAGMA busy_timeout=" + std::to_string(busy_.count()), now;
        std::int64_t id = 0, tables = 0;
        connection << "PRAGMA application_id", into(id), now;
        connection << "SELECT count(*) FROM sqlite_schema", into(tables), now;
        // Before the file becomes a WAL database: so no file of ours is ever without its name.
        if (id == 0 && tables == 0)
            connection << "PRAGMA application_id=" + std::to_string(sqlite_application_id), now;
        std::string journal;
        connection << "PRAGMA journal_mode=WAL", into(journal), now;
        connection << "PRAGMA synchronous=FULL", now;
        connection << "PRAGMA foreign_keys=ON", now;
    }

    // Poco's begin() is BEGIN DEFERRED: a write after a read then fails at once, without waiting.
    void begin(Poco::Data::Session& connection, Mode mode) const override {
        connection << (mode == Mode::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"), now;
    }
    void commit(Poco::Data::Session& connection) const override { connection << "COMMIT", now; }
    void rollback(Poco::Data::Session& connection) const override { connection << "ROLLBACK", now; }

    bool idle(const Poco::Data::Session& connection) const override {
        return sqlite3_get_autocommit(Poco::Data::SQLite::Utility::dbHandle(connection)) != 0;
    }
    Failure translate(const Poco::Data::Session& connection, const Poco::Exception& surprise) const override {
        const int code = sqlite3_extended_errcode(Poco::Data::SQLite::Utility::dbHandle(connection));
        return translate_sqlite(code, surprise.displayText());
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
