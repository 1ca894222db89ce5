#include "pipeline/store/dialect_postgres.hpp"
#include "pipeline/store/dialect_sqlite.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/translate.hpp"
#include "pipeline/store/utf8.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

namespace docket::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Sql_text, Is_split_at_its_semicolons_and_nowhere_else) {
    EXPECT_THAT(
        statements("CREATE TABLE a(x);\n-- a comment; with one\n\nINSERT INTO a VALUES ('x;''y', \"z;\") ;"),
        ElementsAre("CREATE TABLE a(x)", "INSERT INTO a VALUES ('x;''y', \"z;\")"));
    EXPECT_THAT(statements("SELECT 1 -- the last"), ElementsAre("SELECT 1"));
    EXPECT_THAT(statements("  ;\n; -- nothing\n"), IsEmpty());
    EXPECT_THAT(statements("SELECT 2 - 1 - -1"), ElementsAre("SELECT 2 - 1 - -1"));
}
TEST(Sql_text, Speaks_the_dialect_and_refuses_a_token_that_no_dialect_knows) {
    const auto sqlite = sqlite_dialect({.file = "x"});
    EXPECT_EQ(spoken(*sqlite, "n {int}, x {real}){strict}{skip_locked}{row_lock}"),
              "n INTEGER, x REAL) STRICT");
    const auto postgres = postgres_dialect("postgresql://db/docket").value();
    EXPECT_EQ(spoken(*postgres, "n {int}, x {real}){strict}{skip_locked}{row_lock}"),
              "n BIGINT, x DOUBLE PRECISION) FOR UPDATE SKIP LOCKED FOR UPDATE");
    EXPECT_THROW((void)spoken(*sqlite, "n {nit}"), std::logic_error);
    EXPECT_THROW((void)spoken(*sqlite, "n {int"), std::logic_error);
}

TEST(Text, Is_stored_when_it_is_UTF_8_without_NUL) {
    for (const std::string_view good : {"", "a", "来信", "é", "\U0001F600", "\U00020BB7", "\xF4\x8F\xBF\xBF"})
        EXPECT_TRUE(storable_text(good)) << good;
    using namespace std::string_view_literals;
    for (const std::string_view bad :
         {"a\0b"sv, "\x80"sv, "\xC0\x80"sv, "\xE6\x9D"sv, "\xED\xA0\x80"sv, "\xE0\x80\x80"sv,
          "\xF4\x90\x80\x80"sv, "\xFF"sv, "\xF0\x9F\x98x"sv, "\xE6x\x9D"sv})
        EXPECT_FALSE(storable_text(bad)) << bad.size();
}
TEST(Text, Of_every_code_point_is_stored_and_of_every_surrogate_refused) {
    const auto encoded = [](std::uint32_t c) {
        const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
        if (c < 0x80) return std::string{static_cast<char>(c)};
        if (c < 0x800) return std::string{static_cast<char>(0xC0U | c >> 6U), tail(0)};
        if (c < 0x10000) return std::string{static_cast<char>(0xE0U | c >> 12U), tail(6), tail(0)};
        return std::string{static_cast<char>(0xF0U | c >> 18U), tail(12), tail(6), tail(0)};
    };
    for (std::uint32_t c = 1; c <= 0x10FFFF; c += 17)
        ASSERT_EQ(storable_text(encoded(c)), c < 0xD800 || c > 0xDFFF) << c;
}

TEST(An_error_of_SQLite, Is_a_failure_that_says_whether_to_try_again) {
    const auto code = [](int sqlite) { return translate_sqlite(sqlite, "why").code; };
    EXPECT_EQ(code(SQLITE_BUSY), "store.busy");
    EXPECT_EQ(code(SQLITE_BUSY_SNAPSHOT), "store.busy");
    EXPECT_EQ(code(SQLITE_FULL), "store.full");
    EXPECT_EQ(code(SQLITE_IOERR_SHMSIZE), "store.full");
    EXPECT_EQ(code(SQLITE_IOERR_FSYNC), "store.unavailable");
    EXPECT_EQ(code(SQLITE_CANTOPEN), "store.unavailable");
    EXPECT_EQ(code(SQLITE_READONLY_DBMOVED), "store.unavailable");
    EXPECT_EQ(code(SQLITE_CORRUPT_INDEX), "store.damaged");
    EXPECT_EQ(code(SQLITE_CONSTRAINT_UNIQUE), "store.taken");
    EXPECT_EQ(code(SQLITE_CONSTRAINT_PRIMARYKEY), "store.taken");
    EXPECT_EQ(code(SQLITE_CONSTRAINT_CHECK), "store.rule");
    EXPECT_EQ(code(SQLITE_CONSTRAINT_FOREIGNKEY), "store.rule");
    EXPECT_EQ(code(SQLITE_ERROR), "store.fault");
    EXPECT_EQ(translate_sqlite(SQLITE_FULL, "a\nb").kind, Kind::exhausted);
    EXPECT_EQ(translate_sqlite(SQLITE_FULL, "a\nb").detail.find('\n'), std::string::npos);
}
TEST(An_error_of_PostgreSQL, Is_a_failure_that_says_whether_to_try_again) {
    const auto code = [](std::string_view state) { return translate_postgres(state, "ERROR: why").code; };
    EXPECT_EQ(code("40001"), "store.busy");
    EXPECT_EQ(code("40P01"), "store.busy");
    EXPECT_EQ(code("55P03"), "store.busy");
    EXPECT_EQ(code("53100"), "store.full");
    EXPECT_EQ(code("53300"), "store.unavailable");
    EXPECT_EQ(code("57P01"), "store.unavailable");
    EXPECT_EQ(code("25006"), "store.unavailable");
    EXPECT_EQ(code("08006"), "store.unavailable");
    EXPECT_EQ(code(""), "store.unavailable") << "the connection broke";
    EXPECT_EQ(code("XX001"), "store.damaged");
    EXPECT_EQ(code("23505"), "store.taken");
    EXPECT_EQ(code("23514"), "store.rule");
    EXPECT_EQ(code("22P02"), "store.rule");
    EXPECT_EQ(code("42601"), "store.fault");
    EXPECT_EQ(translate_postgres("53100", "a\nb").detail.find('\n'), std::string::npos);
}

} // namespace
} // namespace docket::store
