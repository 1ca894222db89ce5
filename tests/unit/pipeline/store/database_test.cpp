#include "pipeline/store/database.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/query.hpp"
#include "pipeline/store/tx.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

namespace docket::store {
namespace {

using docket::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Three = std::tuple<std::int64_t, std::optional<std::string>, double>;

class A_database : public ::testing::Test {
  protected:
    TemporaryFolder folder;
    StoreSettings settings{
        .file = folder.path() / "docket.db", .sessions = 2, .wait = Millis{50}, .busy = Millis{50}};
    std::unique_ptr<Database> database = Database::open(settings).value();

    void SetUp() override {
        ASSERT_TRUE(
            run("CREATE TABLE t(n INTEGER NOT NULL, s TEXT UNIQUE, x REAL NOT NULL DEFAULT 0.5) STRICT"));
    }
    template <class... A> Result<void> run(const char* sql, const A&... args) {
        return writing(*database, [&](Session& session) { return Query(session, sql, args...).run(); });
    }
    template <class T, class... A> Result<std::vector<T>> rows(const char* sql, const A&... args) {
        return reading(*database,
                       [&](Session& session) { return Query(session, sql, args...).template rows<T>(); });
    }
    int count() { return rows<int>("SELECT count(*) FROM t").value().at(0); }
};

TEST_F(A_database, Gives_back_what_was_bound_by_value) {
    ASSERT_TRUE(run("INSERT INTO t VALUES ($1, $2, $3)", std::int64_t{1} << 62U, "来信", 0.1 + 0.2));
    ASSERT_TRUE(run("INSERT INTO t VALUES ($1, $2, $3)", -1, std::optional<std::string>(), 1.0));
    ASSERT_TRUE(run("INSERT INTO t VALUES ($1, $2, $3)", 0, "", -0.0));
    EXPECT_THAT(rows<Three>("SELECT n, s, x FROM t ORDER BY n").value(),
                ElementsAre(Three{-1, std::nullopt, 1.0}, Three{0, "", 0.0},
                            Three{std::int64_t{1} << 62U, "来信", 0.1 + 0.2}));
    EXPECT_THAT(rows<int>("SELECT n FROM t WHERE n > $1 AND s = $2", 5, "none").value(), IsEmpty());
}
TEST_F(A_database, Refuses_a_number_outside_its_range_and_a_NULL_where_a_value_must_be) {
    ASSERT_TRUE(run("INSERT INTO t(n) VALUES ($1)", std::int64_t{1} << 40U));
    EXPECT_EQ(rows<int>("SELECT n FROM t").error().code, "store.column");
    EXPECT_EQ(rows<bool>("SELECT n FROM t").error().code, "store.column");
    EXPECT_EQ(rows<std::string>("SELECT s FROM t").error().kind, Kind::corrupt);
    EXPECT_EQ(rows<Date>("SELECT 'soon' FROM t").error().code, "store.column");
}
TEST_F(A_database, Refuses_a_NUL_and_bytes_that_are_no_text) {
    EXPECT_EQ(run("INSERT INTO t(n, s) VALUES (1, $1)", std::string("a\0b", 3)).error().code, "store.text");
    EXPECT_EQ(run("INSERT INTO t(n, s) VALUES (1, $1)", std::string("\xFF")).error().kind, Kind::invalid);
    EXPECT_EQ(count(), 0);
}
TEST_F(A_database, Uses_a_statement_again_after_it_failed) {
    const char* insert = "INSERT INTO t(n, s) VALUES ($1, $2)";
    ASSERT_TRUE(run(insert, 1, "a"));
    EXPECT_EQ(run(insert, 2, "a").error().code, "store.taken");
    EXPECT_TRUE(run(insert, 2, "b"));
    EXPECT_EQ(count(), 2);
}
TEST_F(A_database, Says_which_rule_refused_a_row) {
    EXPECT_EQ(run("INSERT INTO t(n, s) VALUES ($1, 'x')", std::optional<int>()).error().code, "store.rule");
    EXPECT_EQ(run("INSERT INTO t(n, s) VALUES ('text', 'x')").error().code, "store.rule");
    EXPECT_EQ(run("no sql at all").error().code, "store.fault");
}
TEST_F(A_database, Does_not_commit_after_a_failed_statement_even_if_nobody_looked) {
    ASSERT_TRUE(run("INSERT INTO t(n, s) VALUES (1, 'a')"));
    const auto done = writing(*database, [](Session& session) -> Result<void> {
        DOCKET_CHECK(Query(session, "INSERT INTO t(n, s) VALUES (2, 'b')").run());
        static_cast<void>(Query(session, "INSERT INTO t(n, s) VALUES (3, 'a')").run());
        return {};
    });
    EXPECT_EQ(done.error().code, "store.taken");
    EXPECT_EQ(count(), 1);
}
TEST_F(A_database, Rolls_back_what_an_exception_broke_off) {
    EXPECT_THROW((void)writing(*database,
                               [](Session& session) -> Result<void> {
                                   DOCKET_CHECK(Query(session, "INSERT INTO t(n) VALUES (1)").run());
                                   throw std::runtime_error("broken off");
                               }),
                 std::runtime_error);
    EXPECT_EQ(count(), 0);
}
TEST_F(A_database, Throws_away_a_session_that_comes_back_in_a_transaction) {
    {
        auto lent = database->borrow().value();
        ASSERT_TRUE(lent->begin(Mode::write));
        ASSERT_TRUE(Query(*lent, "INSERT INTO t(n) VALUES (1)").run());
    }
    EXPECT_EQ(database->open_sessions(), 0);
    EXPECT_EQ(count(), 0);
}
TEST_F(A_database, Lends_no_more_sessions_than_it_has) {
    const auto first = database->borrow().value(), second = database->borrow().value();
    EXPECT_EQ(database->borrow().error().code, "store.unavailable");
    EXPECT_EQ(database->open_sessions(), 2);
}
TEST_F(A_database, Waits_for_a_session_to_come_back) {
    settings.wait = std::chrono::seconds{30}; // the thread below may be late on a busy machine
    const auto patient = Database::open(settings).value();
    auto first = patient->borrow().value();
    const auto second = patient->borrow().value();
    std::jthread later([&] { first.reset(); });
    EXPECT_TRUE(patient->borrow());
    EXPECT_EQ(patient->open_sessions(), 2);
}
TEST_F(A_database, Reads_one_snapshot_while_another_writes) {
    const auto counts = reading(*database, [&](Session& session) -> Result<std::pair<int, int>> {
        DOCKET_TRY(const int before, Query(session, "SELECT count(*) FROM t").one<int>());
        DOCKET_CHECK(run("INSERT INTO t(n) VALUES (1)"));
        DOCKET_TRY(const int after, Query(session, "SELECT count(*) FROM t").one<int>());
        return std::pair(before, after);
    });
    EXPECT_EQ(counts.value(), std::pair(0, 0));
    EXPECT_EQ(count(), 1);
}
TEST_F(A_database, Of_another_process_that_writes_too_long_is_busy_and_works_again_after) {
    const auto other = Database::open(settings).value();
    const auto busy = writing(*other, [&](Session&) -> Result<void> {
        const auto refused = run("INSERT INTO t(n) VALUES (1)");
        return refused ? fail(Kind::internal, "test.both_wrote", "") : refused.error();
    });
    EXPECT_EQ(busy.error().code, "store.busy");
    EXPECT_EQ(busy.error().kind, Kind::conflict);
    EXPECT_TRUE(run("INSERT INTO t(n) VALUES (1)"));
}
TEST_F(A_database, That_is_full_says_so_and_keeps_what_it_had) {
    ASSERT_TRUE(run("INSERT INTO t(n, s) VALUES (1, 'a')"));
    const auto full = writing(*database, [](Session& session) -> Result<void> {
        DOCKET_CHECK(Query(session, "PRAGMA max_page_count=3").one<int>());
        return Query(session, "INSERT INTO t(n, s) VALUES (2, $1)", std::string(100'000, 'x')).run();
    });
    EXPECT_EQ(full.error().code, "store.full");
    EXPECT_EQ(full.error().kind, Kind::exhausted);
    EXPECT_EQ(count(), 1);
}
TEST_F(A_database, Is_opened_only_where_one_can_be) {
    const auto code = [&](const std::filesystem::path& file) {
        const auto opened = Database::open({.file = file});
        return opened ? "it was opened" : opened.error().code;
    };
    EXPECT_EQ(code(folder.path() / "missing" / "docket.db"), "store.unavailable");
    EXPECT_EQ(code(folder.path()), "store.unavailable");
    const auto file = folder.path() / "letter.pdf";
    std::ofstream(file) << "%PDF-1.7 and more";
    EXPECT_EQ(code(file), "store.foreign");
    std::ofstream(file) << std::string(4096, 'x');
    EXPECT_EQ(code(file), "store.foreign");
    std::string other = "SQLite format 3";
    other.resize(4096, '\0'); // a database, but of another program
    std::ofstream(file, std::ios::binary) << other;
    EXPECT_EQ(code(file), "store.foreign");
    EXPECT_EQ(std::filesystem::file_size(file), 4096U);
    std::ofstream(file, std::ios::trunc).close();
    EXPECT_EQ(code(file), "it was opened") << "an empty file is a new database";
}
TEST_F(A_database, That_is_damaged_is_not_used) {
    database.reset();
    {
        std::fstream file(settings.file, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(100);
        file << std::string(8000, '\xAA');
    }
    EXPECT_EQ(Database::open(settings).error().code, "store.damaged");
}
TEST_F(A_database, Lets_a_thread_into_one_writing_transaction_at_a_time) {
    EXPECT_THROW((void)writing(*database, [&](Session&) { return run("INSERT INTO t(n) VALUES (1)"); }),
                 std::logic_error);
    EXPECT_TRUE(run("INSERT INTO t(n) VALUES (1)"));
}

class A_schema : public ::testing::Test {
  protected:
    TemporaryFolder folder;
    StoreSettings settings{.file = folder.path() / "docket.db"};
    std::unique_ptr<Database> database = Database::open(settings).value();
    std::vector<Migration> known{
        {1, "0001_a.sql", "CREATE TABLE a(n {int} NOT NULL){strict}; INSERT INTO a VALUES (1);"},
        {2, "0002_b.sql", "CREATE TABLE b(n {int} NOT NULL); INSERT INTO b SELECT n FROM a;"}};

    std::int64_t versions() {
        return reading(*database,
                       [](Session& s) {
                           return Query(s, "SELECT count(*) FROM schema_migration").one<std::int64_t>();
                       })
            .value();
    }
};

TEST_F(A_schema, Is_brought_up_to_date_step_by_step_and_then_left_alone) {
    ASSERT_TRUE(migrate(*database, std::span(known).first(1)));
    EXPECT_EQ(versions(), 1);
    ASSERT_TRUE(migrate(*database, known));
    ASSERT_TRUE(migrate(*database, known));
    EXPECT_EQ(versions(), 2);
}
TEST_F(A_schema, Of_a_newer_program_is_refused) {
    ASSERT_TRUE(migrate(*database, known));
    const auto refused = migrate(*database, std::span(known).first(1));
    EXPECT_EQ(refused.error().code, "store.schema_newer");
    EXPECT_EQ(versions(), 2);
}
TEST_F(A_schema, Whose_past_reads_differently_now_is_refused) {
    ASSERT_TRUE(migrate(*database, known));
    known[0].sql = "CREATE TABLE a(n {int});";
    EXPECT_EQ(migrate(*database, known).error().code, "store.schema_changed");
}
TEST_F(A_schema, Keeps_nothing_of_a_step_that_failed) {
    known[1].sql = "CREATE TABLE b(n {int}); INSERT INTO nowhere VALUES (1);";
    EXPECT_EQ(migrate(*database, known).error().code, "store.fault");
    EXPECT_EQ(versions(), 1);
    known[1].sql = "CREATE TABLE b(n {int});";
    EXPECT_TRUE(migrate(*database, known));
}
TEST_F(A_schema, Is_made_once_though_two_programs_start_together) {
    const auto other = Database::open(settings).value();
    {
        std::jthread one([&] { EXPECT_TRUE(migrate(*database, migrations())); });
        std::jthread two([&] { EXPECT_TRUE(migrate(*other, migrations())); });
    }
    EXPECT_EQ(versions(), std::ssize(migrations()));
}
TEST_F(A_schema, Of_the_program_is_numbered_from_one_and_newer_ones_keep_the_store_closed) {
    int expected = 0;
    for (const auto& migration : migrations()) EXPECT_EQ(migration.version, ++expected);
    ASSERT_TRUE(open_store(settings));
    ASSERT_TRUE(writing(*database, [](Session& s) {
        return Query(s, "INSERT INTO schema_migration VALUES (999, 'future.sql', $1)", sha256("future"))
            .run();
    }));
    EXPECT_EQ(open_store(settings).error().code, "store.schema_newer");
}

} // namespace
} // namespace docket::store
