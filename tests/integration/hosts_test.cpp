// Several hosts of one office on one database and one place of originals, a folder or a store with the S3
// interface: each has a data folder of its own.
#include "tests/support/demo_house.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/s3_server.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Everything that docket wrote into its folder, but for what it was given to keep.
std::string written_in(const std::filesystem::path& folder) {
    std::ostringstream all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) all << std::ifstream(entry.path(), std::ios::binary).rdbuf() << '\n';
    return all.str();
}

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
TEST_F(Hosts, That_share_no_folder_carry_a_letter_through_a_store_of_originals) {
    S3Server store;
    const auto place = store.new_bucket() + "/office";
    const Words apart{"--store", address, "--blobs", store.address(place)};
    const DemoHouse first(folder.path() / "first", apart), second(folder.path() / "second", apart);
    std::string said;
    const auto heard = [&](const Ended& ended) {
        EXPECT_EQ(ended.exit, 0) << ended.err;
        said += ended.out + ended.err;
        return ended.out;
    };
    const auto& letter = fixture_letters().front();
    heard(first.docket({"intake", letter.folder / letter.files.front()}));
    {
        Program worker(second.command({"work", "--until-idle", "--engine", "tesseract"}));
        std::string seen;
        while (worker.runs()) {
            for (const auto& process : descendants_of(::getpid()))
                if (process.words.find("s3_server.py") == std::string::npos) seen += process.words;
            std::this_thread::sleep_for(20ms);
        }
        heard(worker.wait());
        EXPECT_THAT(seen, HasSubstr("work"));
        EXPECT_THAT(seen, Not(HasSubstr(S3Server::secret))) << "in the list of processes";
    }
    for (const auto* host : {&first, &second}) {
        expect_sound(*host);
        ASSERT_EQ(host->arrivals().size(), 1U);
        EXPECT_NE(host->arrivals().front().text_at("state"), "in_progress");
        EXPECT_THAT(heard(host->docket({"config", "explain"})), HasSubstr("s3://" + place));
        std::filesystem::remove_all(host->path() / "cache"); // it is no loss
        EXPECT_THAT(heard(host->docket({"show", "A000001"})), HasSubstr("archive_copy"));
        EXPECT_FALSE(std::filesystem::exists(host->path() / "blobs"));
        EXPECT_THAT(written_in(host->path()), Not(HasSubstr(S3Server::secret)));
    }
    EXPECT_THAT(said, Not(HasSubstr(S3Server::secret)));
}
TEST_F(Hosts, Whose_store_of_originals_is_set_wrong_hear_of_it_before_there_is_a_letter) {
    S3Server store;
    const auto init = [&](const std::string& name, const std::string& blobs) {
        return run({DOCKET_PROGRAM, "init", "--demo", "--data", folder.path() / name, "--blobs", blobs});
    };
    const auto keyed = init("keyed", "s3://AKIA:geheim@letters/office?endpoint=https://a&region=r");
    EXPECT_EQ(keyed.exit, 3);
    EXPECT_THAT(keyed.err, HasSubstr("blob.address"));
    EXPECT_THAT(keyed.err, Not(HasSubstr("geheim")));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "keyed"));
    const auto absent = init("absent", store.address("no-such-bucket/office"));
    EXPECT_EQ(absent.exit, 75);
    EXPECT_THAT(absent.err, HasSubstr("blob.refused"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "absent"))
        << "nothing is in the way of a second try";
    write_credentials(folder.path() / "keys", "office:mailroom", "geheim");
    auto address_of_keys = store.address(store.new_bucket() + "/office");
    address_of_keys.replace(address_of_keys.find("credentials="), std::string::npos,
                            "credentials=" + (folder.path() / "keys").string());
    const auto refused = init("refused", address_of_keys);
    EXPECT_EQ(refused.exit, 75);
    EXPECT_THAT(refused.err, HasSubstr("credentials"));
    EXPECT_THAT(refused.err, Not(HasSubstr("geheim")));
    std::filesystem::permissions(folder.path() / "keys", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    const auto loose = init("loose", address_of_keys);
    EXPECT_EQ(loose.exit, 3);
    EXPECT_THAT(loose.err, HasSubstr("chmod 600"));
    const DemoHouse house(folder.path() / "edited");
    std::ofstream(house.path() / "docket.properties")
        << "blobs = s3://letters/office?endpoint=https://a&region=r&secret=geheim\n";
    const auto told = house.docket({"config", "explain"});
    EXPECT_THAT(told.out, HasSubstr("对象存储的地址不对"));
    EXPECT_THAT(told.out + told.err + house.docket({"cases"}).err, Not(HasSubstr("geheim")));
}
// libfaketime's, for this one process and its children; what waits goes by a clock that is left alone.
class WrongClock {
  public:
    explicit WrongClock(std::filesystem::path file) : file_(std::move(file)) { set("+0s"); }
    void set(const char* by) const { std::ofstream(file_) << by << '\n'; }
    std::vector<std::string> environment() const {
        return {"LD_PRELOAD=" + std::string(library), "FAKETIME_TIMESTAMP_FILE=" + file_.string(),
                "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1"};
    }
    static constexpr const char* library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

  private:
    const std::filesystem::path file_;
};

TEST_F(Hosts, Whose_clock_goes_wrong_do_no_work_until_it_is_right_again) {
    if (!std::filesystem::exists(WrongClock::library)) GTEST_SKIP() << "libfaketime is not for this machine";
#ifdef DOCKET_SANITIZED
    GTEST_SKIP() << "the sanitizers' own library must come first and libfaketime's before it";
#endif
    const DemoHouse house(folder.path() / "ours", shared);
    const auto done = [&] {
        return std::stoi(PostgresServer::ask(address, "SELECT count(*) FROM job WHERE state = 'done'"));
    };
    const auto deliver = [&](const std::string& letter) {
        return house.docket({"intake", fixture(letter)}).exit;
    };
    const auto grows_beyond = [&](int before, std::chrono::seconds patience) {
        for (const auto until = std::chrono::steady_clock::now() + patience;
             done() <= before && std::chrono::steady_clock::now() < until;)
            std::this_thread::sleep_for(200ms);
        return done() > before;
    };
    const WrongClock clock(folder.path() / "clock");
    Program worker(house.command({"work", "--queue", "intake"}), clock.environment());
    ASSERT_EQ(deliver(fixture_letters().at(0).id), 0);
    ASSERT_TRUE(grows_beyond(0, 60s));
    clock.set("+60s");
    std::this_thread::sleep_for(15s); // it looks every ten seconds
    const int before = done();
    ASSERT_EQ(deliver(fixture_letters().at(1).id), 0);
    EXPECT_FALSE(grows_beyond(before, 5s));
    clock.set("+0s");
    EXPECT_TRUE(grows_beyond(before, 60s));
    worker.kill(SIGTERM);
    EXPECT_THAT(worker.wait().err, HasSubstr("store.clock_skew"));
    clock.set("-60s");
    const auto refused = run(house.command({"work", "--until-idle"}), clock.environment());
    EXPECT_EQ(refused.exit, 75) << "one that begins with it does not begin";
    EXPECT_THAT(refused.err, HasSubstr("store.clock_skew"));
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
