// Several hosts of one office on one database and one folder of originals: each has a data folder of its own.
#include "tests/support/demo_house.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Hosts : public ::testing::Test {
  protected:
    PostgresServer server;
    TemporaryFolder folder;
    const std::string address = server.new_database();
    const Words shared{"--store", address, "--blobs", folder.path() / "originals"};

    std::int64_t registered(const DemoHouse& house) const {
        return house.ledger().at("arrivals").int_at("registered");
    }
};

TEST_F(Hosts, Of_one_office_share_its_work_and_lose_nothing_when_one_is_killed) {
    const DemoHouse first(folder.path() / "first", shared), second(folder.path() / "second", shared);
    Words intake{"intake"};
    for (std::size_t i = 0; i < 8; ++i) {
        const auto& letter = fixture_letters().at(i);
        intake.push_back(letter.folder / letter.files.front());
    }
    ASSERT_EQ(first.docket(intake).exit, 0);
    Program one(first.command({"work", "--engine", "tesseract"}));
    Program other(second.command({"work", "--engine", "tesseract"}));
    const auto read = [&] {
        return PostgresServer::ask(address, "SELECT count(*) FROM page WHERE reading <> ''");
    };
    for (int i = 0; i < 600 && read() == "0"; ++i) std::this_thread::sleep_for(100ms);
    one.kill(SIGKILL);
    one.wait();
    other.kill(SIGTERM);
    other.wait();
    const auto finished = second.docket({"work", "--until-idle", "--engine", "tesseract"});
    ASSERT_EQ(finished.exit, 0) << finished.err;
    expect_sound(first);
    expect_sound(second);
    EXPECT_THAT(second.dead_jobs(), IsEmpty());
    EXPECT_EQ(PostgresServer::ask(address, "SELECT count(*) FROM arrival WHERE state = 'in_progress'"), "0");
    EXPECT_EQ(first.arrivals().size(), second.arrivals().size());
    EXPECT_EQ(PostgresServer::ask(address,
                                  "SELECT count(*) FROM (SELECT arrival FROM case_file GROUP BY arrival "
                                  "HAVING count(*) > 1) AS doubled"),
              "0");
}
TEST_F(Hosts, Of_another_office_are_refused_at_the_database) {
    const DemoHouse ours(folder.path() / "ours", shared), others(folder.path() / "others");
    std::ofstream(others.path() / "docket.properties") << "store = " << address << '\n';
    const auto refused = others.docket({"cases"});
    EXPECT_EQ(refused.exit, 4);
    EXPECT_THAT(refused.err, HasSubstr("folder.other_store"));
    const auto joined = run({DOCKET_PROGRAM, "init", "--data", folder.path() / "real", "--store", address,
                             "--blobs", folder.path() / "originals"});
    EXPECT_EQ(joined.exit, 4) << "a demo's database takes no real folder";
}
TEST_F(Hosts, Explain_what_they_are_set_to) {
    const DemoHouse house(folder.path() / "ours", shared);
    const auto told = house.docket({"config", "explain"});
    EXPECT_EQ(told.exit, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("store = " + address));
    EXPECT_THAT(DemoHouse().docket({"config", "explain"}).out, HasSubstr("store = （默认"));
}

} // namespace
} // namespace docket::testing
