// Databases of every schema that was released, as fixtures/schema keeps them, opened by today's program on
// both engines: nothing is lost on the way, the books balance, the chain holds, and work goes on.
#include "pipeline/flow/audit.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const fs::path fixtures = fs::path(DOCKET_SOURCE_DIR) / "fixtures/schema";
// From this one on letters, cases and the record are all there, so that they can be held against each other.
constexpr int first_whole = 3;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<int> versions() {
    std::vector<int> out;
    for (const auto& entry : fs::directory_iterator(fixtures))
        if (entry.path().extension() == ".sql") out.push_back(std::stoi(entry.path().stem().string()));
    std::ranges::sort(out);
    return out;
}

fs::path fixture_of(int version) {
    auto name = std::to_string(version);
    return fixtures / (name.insert(0, 4 - name.size(), '0') + ".sql");
}

// By table, the columns its rows name.
std::map<std::string, std::string> columns_of(const std::vector<std::string>& statements) {
    constexpr std::string_view insert = "INSERT INTO ";
    std::map<std::string, std::string> out;
    for (const auto& statement : statements) {
        if (!statement.starts_with(insert)) continue;
        const auto open = statement.find('('), close = statement.find(')');
        out[statement.substr(insert.size(), open - insert.size())] =
            statement.substr(open + 1, close - open - 1);
    }
    return out;
}

// A queue's priorities were rounded by 0015; what the search must index anew is marked by 0009.
bool changes_on_the_way(const std::string& table) { return table == "job" || table.starts_with("search_"); }

using Rows = std::multiset<std::vector<std::string>>;

struct Upgrade : ::testing::TestWithParam<std::tuple<Engine, int>> {
    static Engine engine() { return std::get<0>(GetParam()); }
    static int version() { return std::get<1>(GetParam()); }
    Premises premises{1, engine() == Engine::postgres ? PostgresServer::shared().new_database() : ""};
    const std::vector<std::string> held = store::statements(text_of(fixture_of(version())));

    // The database as the program of that version left it.
    void lay_down() {
        const auto database = store::Database::open(premises.store()).value();
        const auto known = store::migrations().first(static_cast<std::size_t>(version()));
        ASSERT_TRUE(store::migrate(*database, known));
        const auto done = store::writing(*database, [&](store::Session& session) -> Result<void> {
            for (const auto& statement : held) DOCKET_CHECK(store::Query(session, statement).run());
            return {};
        });
        ASSERT_TRUE(done) << done.error().detail;
    }
    // Given numbers are not counted by the server's own count, as they were where the rows came to be.
    void count_on() {
        if (engine() != Engine::postgres) return;
        for (const auto& row : premises.ask("SELECT table_name FROM information_schema.columns "
                                            "WHERE column_name = 'id' AND is_identity = 'YES'"))
            premises.ask("SELECT setval(pg_get_serial_sequence('" + row.front() +
                         "', 'id'), COALESCE((SELECT max(id) FROM " + row.front() + "), 0) + 1)");
    }
    static void save_again(House& house) {
        auto cases = house.store().cases.all().value();
        for (auto& c : cases)
            EXPECT_TRUE(house.store().work.transact(
                [&](Transaction& tx) { return house.store().cases.save(tx, c, c.version); }));
    }
    std::map<std::string, Rows> rows() {
        std::map<std::string, Rows> out;
        for (const auto& [table, columns] : columns_of(held)) {
            if (changes_on_the_way(table)) continue;
            const auto found = premises.ask("SELECT " + columns + " FROM " + table);
            out[table] = Rows(found.begin(), found.end());
        }
        return out;
    }
};

TEST_P(Upgrade, Loses_nothing_balances_verifies_and_work_goes_on) {
    lay_down();
    if (HasFatalFailure()) return;
    count_on();
    const auto before = rows();
    const auto jobs = premises.ask("SELECT count(*) FROM job");
    { const auto opened = store::open_store(premises.store()).value(); }
    EXPECT_EQ(rows(), before);
    EXPECT_EQ(premises.ask("SELECT count(*) FROM job"), jobs);
    if (version() < first_whole) return;

    House house(premises);
    EXPECT_TRUE(house.store().ledger.count().value().balanced());
    const auto words = premises.ask("SELECT words FROM case_words ORDER BY case_id");
    EXPECT_THAT(words, Not(IsEmpty()));
    save_again(house);
    EXPECT_EQ(premises.ask("SELECT words FROM case_words ORDER BY case_id"), words)
        << "the migration and the store write the same";
    const auto audit = flow::verify(house.tools(), premises.anchors).value();
    EXPECT_THAT(audit.findings, IsEmpty());
    EXPECT_GT(audit.events, 20);
    EXPECT_THAT(house.register_letter(review_application(9)), Not(IsEmpty()));
    EXPECT_TRUE(house.store().ledger.count().value().balanced());
    EXPECT_THAT(flow::verify(house.tools(), premises.anchors).value().findings, IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Released, Upgrade, ::testing::Combine(engines(), ::testing::ValuesIn(versions())),
                         [](const auto& tested) {
                             return name(std::get<0>(tested.param)) + "_" +
                                    std::to_string(std::get<1>(tested.param));
                         });

TEST(Migrations, That_were_released_are_never_changed_and_have_a_fixture_of_their_schema) {
    std::istringstream list(text_of(fixtures / "migrations.txt"));
    const auto known = store::migrations();
    int released = 0;
    for (std::string line; std::getline(list, line);) {
        if (line.starts_with("#")) continue;
        ASSERT_LT(released, static_cast<int>(known.size())) << line << " is gone";
        const auto& migration = known[static_cast<std::size_t>(released++)];
        EXPECT_EQ(line, sha256(migration.sql).hex() + "  " + std::string(migration.name))
            << "a released migration was changed; write a new one instead";
    }
    EXPECT_GE(released, 15);
    EXPECT_THAT(versions(), ::testing::Contains(released))
        << "docket_schema_dump was forgotten at the release";
    EXPECT_LE(versions().back(), static_cast<int>(known.size()));
}

// What breaks in the middle, or is killed there, leaves the schema before it, and the next start does it
// again.
struct Interrupted : ::testing::TestWithParam<Engine> {
    StorePlace place{GetParam()};
    std::unique_ptr<store::Database> database = store::Database::open(place.settings()).value();
    std::int64_t rows() {
        return store::reading(
                   *database,
                   [](store::Session& session) {
                       return store::Query(session, "SELECT count(*) FROM leaf").one<std::int64_t>();
                   })
            .value();
    }
};
TEST_P(Interrupted, A_migration_that_breaks_off_changes_nothing_and_is_done_whole_the_next_time) {
    std::vector<store::Migration> steps{
        {1, "0001_leaf.sql", "CREATE TABLE leaf (n {int} NOT NULL){strict}; INSERT INTO leaf(n) VALUES (1);"},
        {2, "0002_more.sql",
         "INSERT INTO leaf(n) VALUES (2); ALTER TABLE leaf ADD COLUMN colour TEXT; "
         "INSERT INTO no_such_table(n) VALUES (3);"}};
    EXPECT_FALSE(store::migrate(*database, steps));
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(store::applied_migrations(*database).value(), 1);
    steps[1].sql = "INSERT INTO leaf(n) VALUES (2); ALTER TABLE leaf ADD COLUMN colour TEXT;";
    ASSERT_TRUE(store::migrate(*database, steps));
    EXPECT_EQ(rows(), 2);
    EXPECT_EQ(store::applied_migrations(*database).value(), 2);
}
INSTANTIATE_TEST_SUITE_P(On, Interrupted, engines(), engine_name);

} // namespace
} // namespace docket::testing
