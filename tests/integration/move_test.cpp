// A house is moved to a server and back, killed on the way, and refused while anybody works in it.
#include "pipeline/files/durable.hpp"
#include "tests/support/busy_house.hpp"
#include "tests/support/kills.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <random>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class Moving : public ::testing::Test {
  protected:
    TemporaryFolder place{TemporaryFolder::in_memory()};
    const std::string address = PostgresServer::shared().new_database();
    BusyHouse office;

    void SetUp() override {
        for (int n = 0; n < 3; ++n) office.hand_in();
        office.work_until_idle();
    }
    Words move(const Words& more) const {
        Words words{"move"};
        words.insert(words.end(), more.begin(), more.end());
        return office.house().command(words);
    }
    Words to_server() const { return move({"--to", address, "--blobs", place.path() / "originals"}); }
    std::string on_server(const std::string& sql) const { return PostgresServer::ask(address, sql); }
    std::string settings() const {
        std::ifstream in(office.house().path() / "docket.properties");
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

TEST_F(Moving, Carries_a_house_to_a_server_and_back_and_it_works_on_in_both) {
    const auto before = office.house().arrivals();
    const auto moved = run(to_server());
    ASSERT_EQ(moved.exit, 0) << moved.out << moved.err;
    EXPECT_THAT(moved.out, HasSubstr("arrival"));
    EXPECT_THAT(settings(), HasSubstr("store = " + address));
    EXPECT_EQ(office.house().arrivals(), before);
    expect_sound(office.house());
    EXPECT_EQ(on_server("SELECT count(*) FROM event WHERE act = 'move'"), "1");
    office.hand_in();
    office.work_until_idle();
    EXPECT_EQ(on_server("SELECT max(id) FROM arrival"), "4");
    EXPECT_EQ(run(to_server()).exit, 4) << "it is there already";

    // A file that was left is not opened, and none is laid over it.
    EXPECT_THAT(run(move({"--to", "docket.db"})).err, HasSubstr("store.not_empty"));
    for (const auto* file : {"docket.db", "docket.db-wal", "docket.db-shm"})
        fs::remove(office.house().path() / file);
    const auto back = run(move({"--to", "docket.db", "--blobs", ""}));
    ASSERT_EQ(back.exit, 0) << back.out << back.err;
    EXPECT_THAT(settings(), ::testing::Not(HasSubstr("store =")));
    office.hand_in();
    office.work_until_idle();
    EXPECT_EQ(office.house().arrivals().size(), 5U);
    expect_sound(office.house());
}

TEST_F(Moving, Killed_at_any_moment_leaves_one_house_and_goes_on_where_it_stood) {
    std::mt19937_64 chance(kill_seed());
    for (auto left = kills_wanted(6); left > 0; --left) {
        Program program(to_server());
        std::this_thread::sleep_for(Millis{std::uniform_int_distribution<std::int64_t>(0, 1'500)(chance)});
        program.kill(SIGKILL);
        if (program.wait().signal != SIGKILL) break; // it was faster
        if (settings().find("store") == std::string::npos) {
            EXPECT_EQ(office.house().arrivals().size(), 3U); // the source counts and is whole
        }
    }
    const auto last = run(to_server());
    EXPECT_TRUE(last.exit == 0 || last.err.find("move.same_place") != std::string::npos)
        << last.out << last.err;
    EXPECT_THAT(settings(), HasSubstr(address));
    expect_sound(office.house());
    EXPECT_EQ(on_server("SELECT count(*) FROM arrival"), "3");
    EXPECT_EQ(on_server("SELECT count(*) FROM event WHERE act = 'move'"), "1");
}

TEST_F(Moving, Is_refused_while_anybody_works_and_lets_nobody_in_while_it_goes_on) {
    {
        Program worker(office.work());
        std::this_thread::sleep_for(1s);
        const auto refused = run(to_server());
        EXPECT_EQ(refused.exit, 4) << refused.out;
        EXPECT_THAT(refused.err, HasSubstr("folder.in_use"));
        worker.kill(SIGTERM);
        worker.wait();
    }
    EXPECT_EQ(on_server("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
    const auto held =
        files::FolderLock::take(office.house().path() / "use.lock", files::FolderLock::How::alone);
    ASSERT_TRUE(held && *held);
    for (const auto& words : {office.work({"--until-idle"}), office.house().command({"cases"}),
                              office.house().command({"serve", "--listen", "127.0.0.1:0"})}) {
        const auto refused = run(words);
        EXPECT_EQ(refused.exit, 4) << refused.out;
        EXPECT_THAT(refused.err, HasSubstr("folder.moving"));
    }
}

TEST_F(Moving, Goes_to_no_database_of_another_office) {
    const BusyHouse other({"--store", address, "--blobs", place.path() / "others"});
    const auto refused = run(to_server());
    EXPECT_EQ(refused.exit, 4);
    EXPECT_THAT(refused.err, HasSubstr("store.not_empty"));
    EXPECT_EQ(settings(), "");
    expect_sound(office.house());
}

} // namespace
} // namespace docket::testing
