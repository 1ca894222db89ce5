#include "pipeline/store/dialect_postgres.hpp"

#include "pipeline/store/postgres_connection.hpp"

#include <algorithm>
#include <array>

namespace docket::store {

namespace {
using Options = PostgresConnection::Options;

constexpr int oldest_server = 130'000; // older ones are no longer maintained
// What is said of a connection unless the address says otherwise: a fail-over is followed to the host that
// writes, and a host that fell silent is noticed in about twenty seconds.
const Options customary{{"target_session_attrs", "read-write"},
                        {"client_encoding", "UTF8"},
                        {"application_name", "docket"},
                        {"connect_timeout", "5"},
                        {"keepalives_idle", "10"},
                        {"keepalives_interval", "5"},
                        {"keepalives_count", "2"},
                        {"tcp_user_timeout", "20000"}};
// Whoever stands still in the middle of an act (a host that lost its power, a program that was stopped) is
// cut off before those who wait for their turn give up. Of a hundred thousand cases what is found is sorted
// in memory: 4 MB, as servers have it, send it to the disk and back. A page is a short question among many:
// helpers of its own, each of which makes the same table of a join, and code compiled for it cost more than
// they give, most of all just after a start.
constexpr const char* habits =
    "SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '20s'; "
    "SET work_mem = '16MB'; SET max_parallel_workers_per_gather = 0; SET jit = off";
// Numbers of documents and keys are compared byte by byte, as on the other engine.
constexpr std::array<std::string_view, 4> orders{"C", "C.UTF-8", "C.utf8", "POSIX"};

constexpr Catalogue tables_of_postgres{
    .columns =
        "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT), "
        "COALESCE(CAST(k.ordinal_position AS BIGINT), 0), "
        "CAST(EXISTS (SELECT 1 FROM information_schema.columns AS i WHERE i.table_schema = c.table_schema "
        "AND i.table_name = c.table_name AND i.is_identity = 'YES') AS INTEGER) "
        "FROM information_schema.tables AS b "
        "JOIN information_schema.columns AS c ON c.table_schema = b.table_schema AND c.table_name = "
        "b.table_name "
        "LEFT JOIN information_schema.table_constraints AS p ON p.table_schema = c.table_schema "
        "AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY' "
        "LEFT JOIN information_schema.key_column_usage AS k ON k.constraint_schema = p.constraint_schema "
        "AND k.constraint_name = p.constraint_name AND k.table_name = c.table_name "
        "AND k.column_name = c.column_name "
        "WHERE b.table_schema = current_schema() AND b.table_type = 'BASE TABLE' "
        "ORDER BY c.table_name, c.ordinal_position",
    .references = "SELECT CAST(c.relname AS TEXT), CAST(p.relname AS TEXT) FROM pg_constraint AS f "
                  "JOIN pg_class AS c ON c.oid = f.conrelid JOIN pg_class AS p ON p.oid = f.confrelid "
                  "JOIN pg_namespace AS n ON n.oid = f.connamespace "
                  "WHERE f.contype = 'f' AND n.nspname = current_schema()",
    .last_id = "SELECT COALESCE(pg_sequence_last_value(CAST(pg_get_serial_sequence(CAST($1 AS TEXT), 'id') "
               "AS regclass)), 0)",
    .set_last_id = "SELECT setval(pg_get_serial_sequence(CAST($1 AS TEXT), 'id'), CAST($2 AS BIGINT))",
    .others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
              "application_name = 'docket' AND pid <> pg_backend_pid()",
    .at_leisure = "SET LOCAL idle_in_transaction_session_timeout = 0",
    // By the extension pg_prewarm, which only whoever rules the server can install. What the register and the
    // search go through as a whole comes first and into the memory that is the server's own, as far as three
    // quarters of it go; the rest only into the system's, the smallest first.
    .on_disk =
        "WITH ours AS (SELECT c.oid, c.reltoastrelid, c.relname IN ('case_file', 'case_file_pkey', "
        "'case_words', 'case_words_pkey', 'search_block', 'search_block_pkey', 'search_page', "
        "'search_page_pkey') AS first FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'i') "
        "AND to_regproc('pg_prewarm') IS NOT NULL), "
        "every AS (SELECT oid, first FROM ours UNION ALL "
        "SELECT reltoastrelid, first FROM ours WHERE reltoastrelid > 0), "
        "sized AS (SELECT oid, first, pg_relation_size(oid) AS size FROM every) "
        "SELECT CAST(oid AS BIGINT), size / CAST(current_setting('block_size') AS BIGINT), "
        "CASE WHEN first AND sum(size) OVER (PARTITION BY first ORDER BY size, oid) <= "
        "pg_size_bytes(current_setting('shared_buffers')) * 3 / 4 THEN 'buffer' ELSE 'read' END "
        "FROM sized WHERE size > 0 ORDER BY first DESC, size, oid",
    .read_blocks = "SELECT pg_prewarm(CAST(CAST($1 AS OID) AS REGCLASS), $2, 'main', CAST($3 AS BIGINT), "
                   "CAST($4 AS BIGINT)) * CAST(current_setting('block_size') AS BIGINT)"};

Failure not_usable(std::string why) { return fail(Kind::invalid, "store.server", std::move(why)); }

Result<Options> options_of(const std::string& server) {
    if (!server.starts_with("postgresql://") && !server.starts_with("postgres://"))
        return not_usable("数据库须写成 postgresql://用户@主机/数据库。");
    // Why it is none is not told: the words repeat the address, a password in it included.
    const Handle<PQconninfoOption, PQconninfoFree> parsed(PQconninfoParse(server.c_str(), nullptr));
    if (!parsed) return not_usable("数据库地址不合写法，或有 libpq 不认识的项。");
    Options options = customary;
    for (const auto* one = parsed.get(); one->keyword != nullptr; ++one) {
        if (one->val == nullptr) continue;
        if (std::string_view(one->keyword) == "password")
            return not_usable(
                "数据库地址里不写密码；写入一个文件，用 passfile=文件 指明（libpq 的 .pgpass 格式）。");
        options[one->keyword] = one->val;
    }
    return options;
}

class PostgresDialect final : public Dialect {
  public:
    explicit PostgresDialect(Options options) : options_(std::move(options)) {}

    std::string_view token(std::string_view name) const override {
        if (name == "id") return "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
        if (name == "int") return "BIGINT";
        if (name == "real") return "DOUBLE PRECISION";
        if (name == "skip_locked") return " FOR UPDATE SKIP LOCKED";
        if (name == "row_lock") return " FOR UPDATE";
        if (name == "joined") return "string_agg";
        if (name == "position") return "strpos";
        return "";
    }
    bool takes_turns(Mode mode) const override { return mode == Mode::write; }
    bool writes_in_with() const override { return true; }
    std::string_view clock() const override {
        return "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    }
    const Catalogue& catalogue() const override { return tables_of_postgres; }

    Result<void> check() const override {
        DOCKET_TRY(const auto connection, PostgresConnection::open(options_));
        if (connection->server_version() < oldest_server)
            return not_usable("数据库服务器版本过旧，须 PostgreSQL 13 以上。");
        DOCKET_TRY(const auto encoding, connection->tell("SHOW server_encoding"));
        DOCKET_TRY(const auto order, connection->tell("SELECT datcollate FROM pg_database WHERE datname = "
                                                      "current_database()"));
        if (encoding == "UTF8" && std::ranges::find(orders, order) != orders.end()) return {};
        return not_usable("数据库的编码是 " + encoding + "、排序规则是 " + order +
                          "；请用 createdb -T template0 -E UTF8 --locale=C.UTF-8 新建一个。");
    }

    Result<std::unique_ptr<Connection>> connect() const override {
        DOCKET_TRY(auto connection, PostgresConnection::open(options_));
        DOCKET_CHECK(connection->tell(habits));
        return std::unique_ptr<Connection>(std::move(connection));
    }

  private:
    const Options options_;
};
} // namespace

Result<std::unique_ptr<Dialect>> postgres_dialect(const std::string& server) {
    DOCKET_TRY(auto options, options_of(server));
    return std::unique_ptr<Dialect>(std::make_unique<PostgresDialect>(std::move(options)));
}

} // namespace docket::store
