// A store on a server of its own that is stopped, started again and badly set up.
#include "pipeline/store/store.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace docket::testing {
namespace {

using ::testing::HasSubstr;

constexpr Instant t0{Millis{1'780'000'000'000}};

class A_store_on_a_server : public ::testing::Test {
  protected:
    PostgresServer server{PostgresServer::Disk::kept};
    const std::string address = server.new_database();
    std::unique_ptr<store::Store> store = open();

    std::unique_ptr<store::Store> open() const { return store::open_store({.server = address}).value(); }
    Result<void> append(const std::string& subject) {
        return store->work.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(
                store->record.append(tx, {subject, "received", "clerk-1", t0, "", "", "", "", "{}"}));
            return {};
        });
    }
    std::int64_t events() {
        const auto head = store->record.head();
        EXPECT_TRUE(head) << (head ? "" : head.error().detail);
        return head ? head->n : -1;
    }
};

TEST_F(A_store_on_a_server, Goes_on_by_itself_after_the_server_lost_its_power) {
    ASSERT_TRUE(append("case:1"));
    server.crash();
    server.start();
    EXPECT_EQ(events(), 1) << "the first question after it";
    server.stop();
    server.start();
    EXPECT_TRUE(append("case:2")) << "the first act after it";
    EXPECT_EQ(events(), 2);
}
TEST_F(A_store_on_a_server, Says_that_it_is_away_and_comes_back_with_it) {
    server.stop();
    for (int i = 0; i < 20; ++i) // more often than there are sessions
        ASSERT_EQ(append("case:1").error().code, "store.unavailable");
    EXPECT_EQ(store->record.head().error().kind, Kind::unavailable);
    server.start();
    EXPECT_TRUE(append("case:1"));
    EXPECT_EQ(events(), 1);
}
TEST_F(A_store_on_a_server, Keeps_nothing_of_an_act_in_which_the_connection_was_cut) {
    const auto cut = store->work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(store->record.append(tx, {"case:1", "received", "clerk-1", t0, "", "", "", "", "{}"}));
        PostgresServer::ask(address,
                            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> "
                            "pg_backend_pid() AND application_name = 'docket'");
        return {};
    });
    EXPECT_EQ(cut.error().kind, Kind::unavailable);
    EXPECT_EQ(events(), 0);
    EXPECT_TRUE(append("case:1"));
}
TEST_F(A_store_on_a_server, Is_brought_to_its_schema_once_by_programs_that_start_together) {
    const auto empty = server.new_database();
    std::vector<std::jthread> programs;
    std::atomic<int> opened = 0;
    for (int i = 0; i < 6; ++i)
        programs.emplace_back([&] { opened += store::open_store({.server = empty}) ? 1 : 0; });
    programs.clear();
    EXPECT_EQ(opened, 6);
}
TEST_F(A_store_on_a_server, Has_the_server_read_what_it_keeps_where_that_can) {
    EXPECT_EQ(store->read_ahead(Millis{2'000}).value(), 0U) << "without the extension nothing is asked";
    PostgresServer::ask(address, "CREATE EXTENSION pg_prewarm");
    ASSERT_TRUE(append("case:1"));
    EXPECT_GT(store->read_ahead(Millis{2'000}).value(), std::uint64_t{100'000});
    EXPECT_EQ(store->read_ahead(Millis{0}).value(), 0U) << "there was no time";
    store.reset();
    store = open();
    EXPECT_EQ(events(), 1) << "an extension beside our tables is nobody's trouble";
}
TEST_F(A_store_on_a_server, Refuses_a_newer_schema) {
    PostgresServer::ask(address,
                        "INSERT INTO schema_migration(version, name, checksum) VALUES (9999, 'later', '" +
                            std::string(64, '0') + "')");
    EXPECT_EQ(store::open_store({.server = address}).error().code, "store.schema_newer");
}
TEST_F(A_store_on_a_server, Refuses_a_database_that_compares_texts_otherwise) {
    PostgresServer::ask(server.address("postgres"),
                        "CREATE DATABASE old TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    const auto refused = store::open_store({.server = server.address("old")});
    EXPECT_EQ(refused.error().code, "store.server");
    EXPECT_THAT(refused.error().detail, HasSubstr("createdb"));
}
TEST_F(A_store_on_a_server, Names_what_is_wrong_with_an_address) {
    const auto code = [](const std::string& address) {
        return store::open_store({.server = address}).error().code;
    };
    EXPECT_EQ(code("host=here"), "store.server");
    EXPECT_EQ(code("postgresql://clerk:secret@db/docket"), "store.server");
    EXPECT_EQ(code("postgresql://db/docket?no_such_key=1"), "store.server");
    EXPECT_EQ(code(server.address("nowhere")), "store.unavailable");
    const auto secret = store::open_store({.server = "postgresql://clerk:se%63ret@db/docket"}).error().detail;
    EXPECT_THAT(secret, ::testing::Not(HasSubstr("ret@")));
}

} // namespace
} // namespace docket::testing
