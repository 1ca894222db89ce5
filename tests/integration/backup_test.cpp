// Backups while letters arrive and are read, killed at any moment, damaged, on a full disk; restored
// elsewhere and on the other engine. What was acknowledged before a backup began is in it, and what is
// restored proves itself. DOCKET_KILLS says how often (6), DOCKET_SEED when.
#include "tests/support/busy_house.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/kills.hpp"
#include "tests/support/small_disk.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <random>
#include <set>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
namespace fs = std::filesystem;

std::string read_handbook() {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/docs/backup.md");
    return {std::istreambuf_iterator<char>(in), {}};
}

class Backups : public ::testing::TestWithParam<Engine> {
  protected:
    TemporaryFolder place{TemporaryFolder::in_memory()};
    const fs::path depot = place.path() / "backups";
    BusyHouse office{store_of(GetParam(), "originals")};
    std::mt19937_64 chance{kill_seed()};
    int restored = 0;

    // Options that lay a store where this engine lies.
    Words store_of(Engine engine, const std::string& originals) const {
        if (engine == Engine::sqlite) return {};
        return {"--store", PostgresServer::shared().new_database(), "--blobs", place.path() / originals};
    }
    Words backup(const Words& more = {}) const {
        Words words{"backup", depot.string()};
        words.insert(words.end(), more.begin(), more.end());
        return office.house().command(words);
    }
    static void expect_done(const Ended& ended) { EXPECT_EQ(ended.exit, 0) << ended.out << ended.err; }
    static std::set<std::string> originals_in(const fs::path& data) {
        std::set<std::string> digests;
        for (const auto& arrival : arrivals_in(data)) digests.insert(arrival.text_at("original"));
        return digests;
    }
    fs::path next_folder() { return place.path() / ("restored" + std::to_string(++restored)); }
    Words restore(const fs::path& into, const Words& more = {}) const {
        Words words{DOCKET_PROGRAM, "restore", depot.string(), "--data", into.string()};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    Millis somewhen(std::int64_t longest) {
        return Millis{std::uniform_int_distribution<std::int64_t>(0, longest)(chance)};
    }
    static bool killed(const Words& words, Millis after) {
        Program program(words);
        std::this_thread::sleep_for(after);
        program.kill(SIGKILL);
        return program.wait().signal == SIGKILL;
    }
    // Restore proves itself: its exit code is that of the ledger and of the audit.
    void expect_restored(const fs::path& into, const std::set<std::string>& wanted, const Words& more = {}) {
        const auto done = run(restore(into, more));
        ASSERT_EQ(done.exit, 0) << done.out << done.err;
        EXPECT_THAT(done.out, HasSubstr("两本账均平"));
        EXPECT_THAT(done.out, HasSubstr("：完整"));
        EXPECT_THAT(originals_in(into), IsSupersetOf(wanted));
    }
    Engine other() const { return GetParam() == Engine::sqlite ? Engine::postgres : Engine::sqlite; }
};

TEST_P(Backups, Taken_while_letters_arrive_and_are_read_hold_all_that_was_acknowledged_before) {
    Program worker(office.work());
    std::vector<std::set<std::string>> before; // each backup: what was safe when it began
    std::set<std::string> safe;
    for (int round = 0; round < 3; ++round) {
        for (int n = 0; n < 2; ++n) safe.insert(office.hand_in());
        before.push_back(safe);
        Program taking(backup());
        for (int n = 0; n < 2; ++n) safe.insert(office.hand_in());
        expect_done(taking.wait());
    }
    worker.kill(SIGTERM);
    worker.wait();
    for (std::size_t n = 0; n < before.size(); ++n)
        expect_restored(next_folder(), before[n], {"--at", std::to_string(n + 1)});
    auto elsewhere = store_of(other(), "originals-elsewhere");
    expect_restored(next_folder(), before.back(), elsewhere);
    expect_sound(office.house());
}

TEST_P(Backups, Killed_at_any_moment_leave_the_earlier_ones_good) {
    office.hand_in();
    office.work_until_idle();
    expect_done(run(backup()));
    std::set<std::string> safe = originals_in(office.house().path());
    for (auto left = kills_wanted(6); left > 0; --left) {
        safe.insert(office.hand_in());
        killed(backup(), somewhen(400));
        expect_done(run({DOCKET_PROGRAM, "backup", depot.string(), "--check", "--at", "1"}));
    }
    expect_done(run(backup({"--keep", "2"})));
    expect_done(run({DOCKET_PROGRAM, "backup", depot.string(), "--check"}));
    const auto into = next_folder();
    // Killed after it was done and before it had gone it leaves a whole house, which must be a sound one.
    const auto whole = [&] {
        return fs::exists(into / "docket.json") && !fs::exists(into / "restoring.json");
    };
    for (auto left = kills_wanted(6); left > 0 && !whole(); --left) {
        killed(restore(into), somewhen(900));
        if (whole()) break;
        const auto opened = docket_in(into, {"cases"});
        EXPECT_NE(opened.exit, 0) << "half a restore was opened";
    }
    if (!whole()) expect_restored(into, safe);
    for (const auto& proof : {Words{"ledger"}, Words{"audit", "verify"}}) {
        const auto proven = docket_in(into, proof);
        EXPECT_EQ(proven.exit, 0) << proven.out << proven.err;
    }
    EXPECT_THAT(originals_in(into), IsSupersetOf(safe));
}

TEST_P(Backups, That_were_damaged_name_what_is_bad) {
    office.hand_in();
    office.work_until_idle();
    expect_done(run(backup()));
    const auto original = office.house().arrivals().at(0).text_at("original");
    const auto blob = depot / "blobs" / original.substr(0, 2) / original.substr(2);
    fs::permissions(blob, fs::perms::owner_write, fs::perm_options::add);
    const auto size = fs::file_size(blob);
    std::fstream(blob, std::ios::in | std::ios::out | std::ios::binary)
            .seekp(static_cast<std::streamoff>(size / 2))
        << "x~x";
    for (const auto& words :
         {restore(next_folder()), Words{DOCKET_PROGRAM, "backup", depot.string(), "--check"}}) {
        const auto refused = run(words);
        EXPECT_EQ(refused.exit, 8) << refused.out;
        EXPECT_THAT(refused.err, HasSubstr("backup.damaged"));
        EXPECT_THAT(refused.err, HasSubstr(original));
        EXPECT_THAT(refused.err, HasSubstr("arrival.original 1"));
    }
    fs::remove(blob);
    EXPECT_THAT(run(restore(next_folder())).err, HasSubstr(original));
    expect_done(run(backup())); // which writes what the folder lacks
    expect_restored(next_folder(), {original});
}

TEST_P(Backups, Say_which_originals_are_lost_and_keep_everything_else) {
    const auto lost = office.hand_in(), kept = office.hand_in();
    const auto originals =
        GetParam() == Engine::sqlite ? office.house().path() / "blobs" : place.path() / "originals";
    fs::remove(originals / lost.substr(0, 2) / lost.substr(2));
    const auto said = run(backup());
    EXPECT_EQ(said.exit, 1) << said.err;
    EXPECT_THAT(said.out, HasSubstr("缺失：arrival.original 1 所指的 " + lost));
    const auto into = next_folder();
    const auto back = run(restore(into));
    EXPECT_EQ(back.exit, 1) << "the books say that an original is missing: " << back.out << back.err;
    EXPECT_THAT(back.out, HasSubstr("有 1 份原件"));
    EXPECT_TRUE(originals_in(into).contains(kept));
}

TEST_P(Backups, Are_events_of_the_record_and_go_into_no_folder_that_holds_anything_else) {
    expect_done(run(backup()));
    const auto events = docket_in(office.house().path(), {"audit", "verify"});
    EXPECT_EQ(events.exit, 0) << events.out;
    const auto full = place.path() / "full";
    fs::create_directory(full);
    std::ofstream(full / "mine.txt") << "mine";
    EXPECT_EQ(run(office.house().command({"backup", full.string()})).exit, 4);
    EXPECT_THAT(run(restore(full)).err, HasSubstr("folder.not_empty"));
    if (GetParam() == Engine::postgres) {
        auto onto_itself = Words{"--store", office.house().docket({"config", "explain"}).out, "--blobs", "x"};
        onto_itself[1] = onto_itself[1].substr(8, onto_itself[1].find('\n') - 8); // store = …
        EXPECT_THAT(run(restore(next_folder(), onto_itself)).err, HasSubstr("store.not_empty"));
    }
}
// The commands of docs/backup.md, "Bringing one case back", as they stand there.
TEST_P(Backups, Give_one_case_back_by_the_commands_of_the_handbook) {
    office.hand_in();
    office.work_until_idle();
    const auto number = office.house().cases().at(0).text_at("number");
    std::ofstream(office.house().path() / "issued" / "note.txt") << "beside";
    fs::create_directories(office.house().path() / "issued" / number);
    std::ofstream(office.house().path() / "issued" / number / "文书.pdf") << "%PDF";
    expect_done(run(backup()));
    const auto before = office.house().docket({"audit", "verify"}).out;
    const auto side = place.path() / "side";
    std::string text = read_handbook();
    text = text.substr(text.find("## Bringing one case back"));
    text = text.substr(text.find("```\n") + 4);
    text = text.substr(0, text.find("```"));
    std::vector<std::string> said;
    for (const auto& [word, with] : std::vector<std::pair<std::string, std::string>>{
             {"/backup/docket", depot}, {"A000012", "A000001"}, {"CASE", number}, {"SIDE", side}})
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + with.size()))
            text.replace(at, word.size(), with);
    for (auto line : lines_of(text)) {
        line = line.substr(0, line.find(" #"));
        if (line.starts_with("docket ")) line.replace(0, 6, DOCKET_PROGRAM);
        const auto done = run({"sh", "-c", line});
        EXPECT_EQ(done.exit, 0) << line << '\n' << done.out << done.err;
        said.push_back(done.out);
    }
    ASSERT_EQ(said.size(), 5U);
    EXPECT_THAT(said[1], HasSubstr("\"number\": \"" + number));
    EXPECT_THAT(said[2], HasSubstr("\"original_file\": \"" + (side / "blobs").string()));
    EXPECT_THAT(said[3], HasSubstr("文书.pdf"));
    EXPECT_FALSE(fs::exists(side));
    EXPECT_EQ(office.house().docket({"audit", "verify"}).out, before) << "the office was not touched";
}

// As if the case had been closed between the snapshot and the copy of the shelf.
TEST_P(Backups, Leave_a_record_that_was_sealed_after_their_rows_to_the_next_one) {
    const auto shelf = office.house().path() / "issued" / "LX1";
    fs::create_directories(shelf);
    const json::Object head{{"n", 9'999}, {"hash", std::string(64, 'a')}};
    std::ofstream(shelf / "案卷.json") << json::dump(json::Object{{"sealed_ms", 1}, {"chain_head", head}});
    std::ofstream(shelf / "文书.pdf") << "%PDF";
    expect_done(run(backup()));
    const auto into = next_folder();
    expect_restored(into, {});
    EXPECT_TRUE(fs::exists(into / "issued/LX1/文书.pdf"));
    EXPECT_FALSE(fs::exists(into / "issued/LX1/案卷.json"));
}
INSTANTIATE_TEST_SUITE_P(Engines, Backups, engines(), engine_name);

TEST(A_full_disk, Of_backups_is_said_and_harms_none_of_them) {
    const TemporaryFolder folder;
    const SmallDisk disk(folder.path(), 8);
    ASSERT_TRUE(disk.usable()) << disk.why();
    BusyHouse office;
    const auto depot = folder.path() / "backups";
    const auto backup = [&] { return office.house().docket({"backup", depot.string()}); };
    office.hand_in();
    ASSERT_EQ(backup().exit, 0);
    for (int n = 0; n < 4; ++n) office.hand_in();
    disk.fill(100'000);
    const auto refused = backup();
    EXPECT_EQ(refused.exit, 7) << refused.out;
    EXPECT_THAT(refused.err, HasSubstr("backup.no_room"));
    EXPECT_EQ(run({DOCKET_PROGRAM, "backup", depot.string(), "--check"}).exit, 0);

    const auto half =
        run({DOCKET_PROGRAM, "restore", depot.string(), "--data", (folder.path() / "again").string()});
    EXPECT_NE(half.exit, 0);
    disk.make_room();
    EXPECT_EQ(backup().exit, 0);
    const auto whole = run({DOCKET_PROGRAM, "restore", depot.string(), "--at", "1", "--data",
                            (folder.path() / "again").string()});
    EXPECT_EQ(whole.exit, 0) << whole.out << whole.err;
}

} // namespace
} // namespace docket::testing
