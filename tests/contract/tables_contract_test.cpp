// A database as rows, on both engines and from each to the other: all of it arrives, proved from outside, and
// a target that is not whole is opened by nobody.
#include "pipeline/backup/carry.hpp"
#include "pipeline/backup/names.hpp"
#include "pipeline/backup/row_text.hpp"
#include "pipeline/files/file_blobs.hpp"
#include "pipeline/store/layout.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/tables.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/premises.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

namespace docket::testing {
namespace {

using backup::Table;
using backup::TableDone;
using ::testing::IsEmpty;
using State = backup::Tables::State;

const std::string origin = "demo/1";

std::string server_of(Engine engine) {
    return engine == Engine::postgres ? PostgresServer::shared().new_database() : "";
}

template <class T> std::string code_of_failure(const Result<T>& done) {
    return done ? "done" : done.error().code;
}

// The n-th call that changes anything fails, as one that was cut off would.
class Broken final : public backup::Tables {
  public:
    Broken(Tables& real, int at) : real_(real), left_(at) {}
    Result<State> state() override { return real_.state(); }
    Result<std::unique_ptr<backup::Rows>> rows() override { return real_.rows(); }
    Result<backup::Filled> begin(int schema, std::string_view of) override {
        DOCKET_CHECK(reached());
        return real_.begin(schema, of);
    }
    Result<void> clear(const Table& table) override {
        DOCKET_CHECK(reached());
        return real_.clear(table);
    }
    Result<void> add(const Table& table, const std::vector<backup::Row>& rows) override {
        DOCKET_CHECK(reached());
        return real_.add(table, rows);
    }
    Result<void> filled(const Table& table, const Digest& digest, std::int64_t last) override {
        DOCKET_CHECK(reached());
        return real_.filled(table, digest, last);
    }
    Result<void> arrived() override {
        DOCKET_CHECK(reached());
        return real_.arrived();
    }
    Result<void> moved(std::string_view where) override { return real_.moved(where); }
    Result<int> others() override { return real_.others(); }

  private:
    Result<void> reached() {
        return --left_ == 0 ? Result<void>(fail(Kind::unavailable, "test.cut_off", "")) : Result<void>();
    }
    Tables& real_;
    int left_;
};

struct FromTo {
    Engine from, to;
};
void PrintTo(const FromTo& tested, std::ostream* out) {
    *out << name(tested.from) << "To" << name(tested.to);
}

class Rows_carried : public ::testing::TestWithParam<FromTo> {
  protected:
    Premises old{1, server_of(GetParam().from)}, young{2, server_of(GetParam().to)};
    std::optional<House> house{std::in_place, old};

    static std::unique_ptr<backup::Tables> tables_of(const Premises& premises) {
        return store::open_tables(premises.store()).value();
    }
    // Two letters, one of them carried to the archive with its documents, one that waits.
    void live_a_little() {
        carry(*house, house->register_letter(review_application(12)), review::Stage::archived);
        ASSERT_TRUE(house->receive("认不出的一页"));
        house->work();
    }
    Result<void> carry_all(backup::Tables& target, std::vector<TableDone>* done = nullptr) {
        const auto source = tables_of(old);
        const auto rows = source->rows().value();
        return backup::carry(*rows, target, origin, [&](const TableDone& table) {
            if (done != nullptr) done->push_back(table);
        });
    }
    Result<void> carry_all() { return carry_all(*tables_of(young)); }

    // By another way than the code under test: the rows as somebody with a tool sees them.
    void expect_same_rows() {
        for (const auto& row : old.ask(tables_sql(GetParam().from))) {
            if (store::stays_behind(row[0])) continue;
            const auto there = young.ask("SELECT count(*) FROM " + row[0]);
            EXPECT_EQ(old.ask("SELECT count(*) FROM " + row[0]), there) << row[0];
        }
        for (const auto* sql :
             {"SELECT n, subject, act, detail, hash FROM event ORDER BY n",
              "SELECT id, uid, name, original, state, due, version FROM arrival ORDER BY id",
              "SELECT id, image, reading, CAST(confidence * 1000000 AS INTEGER) FROM page ORDER BY id",
              "SELECT subject, mark, done FROM search_subject ORDER BY subject",
              "SELECT series, year, last FROM number_series ORDER BY series, year"})
            EXPECT_EQ(old.ask(sql), young.ask(sql)) << sql;
    }
    static std::string tables_sql(Engine engine) {
        return engine == Engine::sqlite
                   ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                   : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    }
};

TEST_P(Rows_carried, Are_all_there_and_the_office_goes_on_where_it_stood) {
    live_a_little();
    const auto last = house->receive("又一封")->id;
    std::vector<TableDone> done;
    const auto target = tables_of(young);
    ASSERT_EQ(code_of_failure(carry_all(*target, &done)), "done");
    expect_same_rows();
    EXPECT_EQ(done.size(), tables_of(old)->rows().value()->layout().tables.size());
    EXPECT_EQ(target->state().value(), State::arrived);

    House there(young);
    EXPECT_EQ(target->state().value(), State::in_use);
    EXPECT_THAT(there.faults(), IsEmpty());
    EXPECT_EQ(there.receive("下一封")->id, last + 1);
}
TEST_P(Rows_carried, Never_give_an_id_again_that_was_given_and_removed) {
    live_a_little();
    const auto rows = old.ask("SELECT max(id) FROM job");
    old.ask("DELETE FROM job WHERE id = " + rows.at(0).at(0));
    ASSERT_TRUE(carry_all());
    House there(young);
    ASSERT_TRUE(there.receive("下一封"));
    EXPECT_EQ(young.ask("SELECT max(id) FROM job").at(0).at(0),
              std::to_string(std::stoi(rows.at(0).at(0)) + 1));
}
TEST_P(Rows_carried, Half_way_are_opened_by_nobody_and_come_whole_with_the_next_attempt) {
    live_a_little();
    const auto target = tables_of(young);
    int at = 1;
    for (;; at += 14) { // at every fourteenth point another attempt ends
        Broken broken(*target, at);
        const auto done = carry_all(broken);
        if (done) break;
        ASSERT_EQ(done.error().code, "test.cut_off") << done.error().detail;
        if (at > 1) {
            EXPECT_EQ(target->state().value(), State::incoming);
            EXPECT_EQ(code_of_failure(store::open_store(young.store())), "store.incoming");
        }
        EXPECT_TRUE(at != 15 || house->receive("搬移中断时又来一封")); // the source still counts
    }
    EXPECT_GT(at, 30);
    expect_same_rows();
    EXPECT_THAT(House(young).faults(), IsEmpty());
}
TEST_P(Rows_carried, Go_into_no_database_that_holds_anything_else) {
    const auto target = tables_of(young);
    { House other(young); }
    EXPECT_EQ(code_of_failure(carry_all(*target)), "store.not_empty");
    Premises third(3, server_of(GetParam().to));
    const auto half = tables_of(third);
    ASSERT_TRUE(half->begin(store::migrations().back().version, "office/2"));
    EXPECT_EQ(code_of_failure(carry_all(*half)), "store.other_origin");
    EXPECT_EQ(code_of_failure(half->begin(1'000, "office/2")), "store.schema_newer");
}
TEST_P(Rows_carried, Leave_a_source_that_says_where_they_went) {
    ASSERT_TRUE(tables_of(old)->moved("postgresql://db/docket"));
    const auto opened = store::open_store(old.store());
    EXPECT_EQ(code_of_failure(opened), "store.moved");
    EXPECT_THAT(opened.error().detail, ::testing::HasSubstr("postgresql://db/docket"));
    EXPECT_EQ(tables_of(old)->state().value(), State::moved);
}
TEST_P(Rows_carried, Of_an_earlier_version_are_brought_to_this_one_when_they_are_opened) {
    Premises earlier(4, server_of(GetParam().from));
    {
        const auto database = store::Database::open(earlier.store()).value();
        ASSERT_TRUE(store::migrate(*database, store::migrations().first(9)));
    }
    earlier.ask(
        "INSERT INTO arrival(uid, name, channel, received, received_confirmed, original, bytes, media, "
        "pages_opened, state, code, reason, case_number, fields, scan_again, at_ms, version) VALUES "
        "('u', 'a\"b', 'letter', '2026-01-05', 1, '', 3, 'image/png', 1, 'rejected', '', '', '', '', 0, 7, "
        "1)");
    const auto target = tables_of(young);
    {
        const auto source = tables_of(earlier);
        const auto rows = source->rows().value();
        EXPECT_EQ(rows->layout().schema, 9);
        ASSERT_EQ(code_of_failure(backup::carry(*rows, *target, origin, {})), "done");
    }
    House there(young);
    EXPECT_EQ(there.arrival(1).name, "a\"b");
    EXPECT_EQ(there.arrival(1).state, flow::ArrivalState::rejected);
    EXPECT_EQ(target->rows().value()->layout().schema, store::migrations().back().version);
}
INSTANTIATE_TEST_SUITE_P(Stores, Rows_carried,
                         ::testing::Values(FromTo{Engine::sqlite, Engine::sqlite},
                                           FromTo{Engine::sqlite, Engine::postgres},
                                           FromTo{Engine::postgres, Engine::sqlite}),
                         [](const auto& tested) {
                             return name(tested.param.from) + "To" + name(tested.param.to);
                         });

class Tables_of_a_store : public ::testing::TestWithParam<Engine> {
  protected:
    Premises premises{1, server_of(GetParam())};

    static std::vector<Table> tables_in(const Premises& some) {
        const auto tables = store::open_tables(some.store()).value();
        return tables->rows().value()->layout().tables;
    }
};

// The list of tables stands in the migrations alone; this one reads them as a person would.
TEST_P(Tables_of_a_store, Are_carried_every_one_unless_they_are_left_behind_by_name) {
    const House house(premises);
    std::set<std::string> made;
    const std::regex create(R"(CREATE TABLE (\w+))"), drop(R"(DROP TABLE (\w+))");
    for (const auto& migration : store::migrations()) {
        const std::string sql(migration.sql);
        for (std::sregex_iterator it(sql.begin(), sql.end(), create), end; it != end; ++it)
            made.insert((*it)[1]);
        for (std::sregex_iterator it(sql.begin(), sql.end(), drop), end; it != end; ++it)
            made.erase((*it)[1]);
    }
    std::set<std::string> carried;
    for (const auto& table : tables_in(premises)) carried.insert(table.name);
    for (const auto& table : made) EXPECT_NE(carried.contains(table), store::stays_behind(table)) << table;
    EXPECT_EQ(carried.size() + 3, made.size())
        << "web_session, sign_in_try and departure alone of them stay behind";
}
TEST_P(Tables_of_a_store, Are_the_same_on_both_engines) {
    const House house(premises);
    Premises file;
    const House beside(file);
    EXPECT_EQ(tables_in(premises), tables_in(file));
}
TEST_P(Tables_of_a_store, Come_with_whoever_is_referred_to_first) {
    const House house(premises);
    std::vector<std::string> order;
    for (const auto& table : tables_in(premises)) order.push_back(table.name);
    const auto at = [&](const char* table) { return std::ranges::find(order, table) - order.begin(); };
    EXPECT_LT(at("batch"), at("arrival"));
    EXPECT_LT(at("arrival"), at("page"));
    EXPECT_LT(at("person"), at("account"));
    EXPECT_LT(at("case_file"), at("case_round"));
    EXPECT_LT(at("search_block"), at("search_page"));
}

// A digest that stands anywhere in a row, and is a blob's, is known to be one.
TEST_P(Tables_of_a_store, Name_their_blobs_in_the_columns_that_backups_look_into) {
    House house(premises);
    carry(house, house.register_letter(review_application(12)), review::Stage::archived);
    const auto blobs = files::FileBlobs::open(premises.folder.path() / "blobs").value();
    const auto tables = store::open_tables(premises.store()).value();
    const auto rows = tables->rows().value();
    std::set<Digest> named, found;
    ASSERT_TRUE(rows->layout().tables.size() > 20);
    const std::regex digest("[0-9a-f]{64}");
    for (const auto& table : rows->layout().tables) {
        const backup::Names names(table);
        ASSERT_TRUE(rows->read(table, [&](const backup::Row& row) {
            const auto line = backup::line_of(row);
            for (std::sregex_iterator it(line.begin(), line.end(), digest), end; it != end; ++it) {
                const auto one = Digest::from_hex(it->str()).value();
                if (blobs->has(one).value()) found.insert(one);
            }
            return names.each(row, [&](const backup::Name& name) -> Result<void> {
                named.insert(name.blob);
                return {};
            });
        }));
    }
    EXPECT_GT(found.size(), 5U);
    for (const auto& one : found) EXPECT_TRUE(named.contains(one)) << one.hex();
    for (const auto& column : backup::naming_columns()) {
        const auto table = std::ranges::find(rows->layout().tables, column.table, &Table::name);
        ASSERT_NE(table, rows->layout().tables.end()) << column.table;
        EXPECT_NE(std::ranges::find(table->columns, column.column, &backup::Column::name),
                  table->columns.end())
            << column.table << "." << column.column;
    }
}
INSTANTIATE_TEST_SUITE_P(Stores, Tables_of_a_store, engines(), engine_name);

} // namespace
} // namespace docket::testing
