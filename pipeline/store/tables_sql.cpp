#include "pipeline/store/database.hpp"
#include "pipeline/store/layout.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tables.hpp"
#include "pipeline/store/tx.hpp"

#include <algorithm>
#include <map>

namespace docket::store {

namespace {
using backup::Layout;
using backup::Table;

constexpr std::size_t rows_a_page = 500;
constexpr std::size_t values_a_statement = 1000; // SQLite takes 32766, PostgreSQL 65535

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}
std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names;
    for (const auto& column : table.columns) names.push_back(column.name);
    return names;
}
// "($4, $5, $6)" for three from the fourth on.
std::string values(std::size_t from, std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back("$" + std::to_string(from + i));
    return "(" + listed(names) + ")";
}

Row shape_of(const Table& table) {
    Row shape;
    for (const auto& column : table.columns)
        shape.push_back(column.kind == backup::ColumnKind::integer ? Cell(std::int64_t{})
                        : column.kind == backup::ColumnKind::real  ? Cell(0.0)
                                                                   : Cell(std::string()));
    return shape;
}

// A page after another by the key, so that no engine holds more of a table than that.
class Pages {
  public:
    explicit Pages(const Table& table) : shape_(shape_of(table)) {
        const auto key = listed(table.key);
        const auto all = "SELECT " + listed(names_of(table)) + " FROM " + table.name;
        const auto order = " ORDER BY " + key + " LIMIT " + std::to_string(rows_a_page);
        first_ = all + order;
        next_ = all + " WHERE (" + key + ") > " + values(1, table.key.size()) + order;
        for (const auto& name : table.key)
            key_at_.push_back(static_cast<std::size_t>(
                std::ranges::find(table.columns, name, &backup::Column::name) - table.columns.begin()));
    }

    Result<void> read(Session& session, const backup::RowSink& sink) const {
        Row after;
        for (;;) {
            DOCKET_TRY(const auto rows, session.execute(after.empty() ? first_ : next_, after, shape_));
            for (const auto& row : rows) DOCKET_CHECK(sink(row));
            if (rows.size() < rows_a_page) return {};
            after.clear();
            for (const auto at : key_at_) after.push_back(rows.back()[at]);
        }
    }

  private:
    Row shape_;
    std::string first_, next_;
    std::vector<std::size_t> key_at_;
};

class SqlRows final : public backup::Rows {
  public:
    SqlRows(Layout layout, std::unique_ptr<Tx> tx) : layout_(std::move(layout)), tx_(std::move(tx)) {}

    const Layout& layout() const override { return layout_; }
    Result<void> read(const Table& table, const backup::RowSink& sink) override {
        return Pages(table).read(tx_->session(), sink);
    }
    Result<std::int64_t> last_id(const Table& table) override {
        if (!table.numbered) return std::int64_t{0};
        const auto sql = tx_->session().dialect().catalogue().last_id;
        return Query(tx_->session(), sql, table.name).one<std::int64_t>();
    }

  private:
    Layout layout_;
    std::unique_ptr<Tx> tx_; // one snapshot
};

class SqlTables final : public backup::Tables {
  public:
    explicit SqlTables(std::unique_ptr<Database> database) : database_(std::move(database)) {}

    Result<State> state() override {
        return reading(*database_, [&](Session& session) -> Result<State> {
            DOCKET_TRY(const auto tables, all_tables(session));
            if (tables.empty()) return State::empty;
            if (std::ranges::find(tables, "schema_migration", &Table::name) == tables.end())
                return State::in_use; // of another program
            DOCKET_TRY(const auto found, standing(session, migrations()));
            return found.mark == Mark::incoming  ? State::incoming
                   : found.mark == Mark::arrived ? State::arrived
                   : found.mark == Mark::moved   ? State::moved
                                                 : State::in_use;
        });
    }

    Result<std::unique_ptr<backup::Rows>> rows() override {
        DOCKET_TRY(auto tx, Tx::begin(*database_, Mode::read));
        auto& session = tx->session();
        if (const auto words = session.dialect().catalogue().at_leisure; !words.empty())
            DOCKET_CHECK(Query(session, words).run());
        DOCKET_TRY(const auto found, standing(session, migrations()));
        DOCKET_TRY(auto layout, layout_of(session, found.schema));
        return std::unique_ptr<backup::Rows>(std::make_unique<SqlRows>(std::move(layout), std::move(tx)));
    }

    Result<backup::Filled> begin(int schema, std::string_view origin) override {
        DOCKET_TRY(const auto now, state());
        if (now == State::empty) DOCKET_CHECK(found(origin));
        if (now == State::in_use || now == State::moved)
            return fail(Kind::conflict, "store.not_empty",
                        "目标数据库不是空的，未作任何改动；请用一个新建的空数据库。");
        DOCKET_CHECK(compare_origin(origin));
        DOCKET_CHECK(raise(schema));
        DOCKET_CHECK(
            writing(*database_, [&](Session& session) { return set_mark(session, Mark::incoming, origin); }));
        return reading(*database_, [](Session& session) -> Result<backup::Filled> {
            using There = std::tuple<std::string, Digest>;
            DOCKET_TRY(const auto there, Query(session, "SELECT name, digest FROM incoming").rows<There>());
            backup::Filled filled;
            for (const auto& [name, digest] : there) filled.emplace(name, digest);
            return filled;
        });
    }

    Result<void> clear(const Table& table) override {
        return writing(*database_, [&](Session& session) -> Result<void> {
            DOCKET_CHECK(Query(session, "DELETE FROM incoming WHERE name = $1", table.name).run());
            return Query(session, "DELETE FROM " + table.name).run();
        });
    }

    Result<void> add(const Table& table, const std::vector<Row>& rows) override {
        const auto together = std::max<std::size_t>(1, values_a_statement / table.columns.size());
        return writing(*database_, [&](Session& session) -> Result<void> {
            for (std::size_t from = 0; from < rows.size(); from += together) {
                const auto count = std::min(together, rows.size() - from);
                DOCKET_CHECK(insert(session, table, std::span(rows).subspan(from, count)));
            }
            return {};
        });
    }

    Result<void> filled(const Table& table, const Digest& digest, std::int64_t last_id) override {
        return writing(*database_, [&](Session& session) -> Result<void> {
            if (table.numbered && last_id > 0)
                for (const auto& sql : statements(session.dialect().catalogue().set_last_id))
                    DOCKET_CHECK(Query(session, sql, table.name, last_id).run());
            return Query(session, "INSERT INTO incoming(name, digest) VALUES ($1, $2)", table.name, digest)
                .run();
        });
    }

    Result<void> arrived() override { return mark(Mark::arrived, ""); }
    Result<void> moved(std::string_view where) override { return mark(Mark::moved, where); }

    Result<int> others() override {
        return reading(*database_, [](Session& session) {
            return Query(session, session.dialect().catalogue().others).one<int>();
        });
    }

  private:
    Result<void> mark(Mark mark, std::string_view told) {
        return writing(*database_, [&](Session& session) { return set_mark(session, mark, told); });
    }

    // In one transaction: whoever opens the database sees it empty or marked.
    Result<void> found(std::string_view origin) {
        return writing(*database_, [&](Session& session) -> Result<void> {
            for (const auto* sql :
                 {"CREATE TABLE schema_migration (version {int} NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
                  "checksum TEXT NOT NULL){strict}",
                  "CREATE TABLE incoming (name TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL){strict}"})
                DOCKET_CHECK(Query(session, spoken(session.dialect(), sql)).run());
            return set_mark(session, Mark::incoming, origin);
        });
    }

    // What arrived was told where from as well, until somebody opened it.
    Result<void> compare_origin(std::string_view origin) {
        DOCKET_TRY(const auto there,
                   reading(*database_, [](Session& session) { return standing(session, migrations()); }));
        if (there.mark == Mark::arrived || there.told == origin) return {};
        return fail(Kind::conflict, "store.other_origin",
                    "目标数据库中有另一次移动或恢复留下的半成品；请换一个空数据库，或先清空它。");
    }

    Result<void> raise(int schema) {
        const auto known = migrations();
        const auto end = std::ranges::find(known, schema, &Migration::version);
        if (end == known.end())
            return fail(Kind::conflict, "store.schema_newer",
                        "the rows were written by a newer docket; use that version");
        return migrate_marked(*database_, known.first(static_cast<std::size_t>(end - known.begin()) + 1));
    }

    // Its texts are prepared once each and kept by the session: a whole statement, and a last shorter one.
    static Result<void> insert(Session& session, const Table& table, std::span<const Row> rows) {
        std::string sql = "INSERT INTO " + table.name + "(" + listed(names_of(table)) + ") VALUES ";
        Row args;
        for (const auto& row : rows) {
            if (!args.empty()) sql += ", ";
            sql += values(args.size() + 1, row.size());
            args.insert(args.end(), row.begin(), row.end());
        }
        return Query(session, sql, args).run();
    }

    std::unique_ptr<Database> database_;
};
} // namespace

Result<std::unique_ptr<backup::Tables>> open_tables(const StoreSettings& settings) {
    DOCKET_TRY(auto database, Database::open(settings));
    return std::unique_ptr<backup::Tables>(std::make_unique<SqlTables>(std::move(database)));
}

} // namespace docket::store
