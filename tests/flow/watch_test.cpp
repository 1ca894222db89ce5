// A folder whose files are taken in by themselves, each once, whatever happens on the way.
#include "pipeline/intake/watch.hpp"
#include "tests/support/batch_house.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

struct Watched : ::testing::Test {
    Premises premises;
    std::unique_ptr<House> house = std::make_unique<House>(premises);
    fs::path folder = premises.folder.path() / "scan";
    std::vector<std::string> complaints;
    std::unique_ptr<intake::WatchedFolder> watch;

    Watched() {
        fs::create_directories(folder);
        look_again();
    }
    void look_again() { // as a program that starts
        watch = nullptr;
        intake::WatchSettings settings;
        settings.folder = folder;
        watch = std::make_unique<intake::WatchedFolder>(
            house->tools(), settings,
            [this](const Failure& failure, const std::string&) { complaints.push_back(failure.code); });
    }
    void put(const std::string& name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    int turn() {
        const auto done = watch->turn();
        EXPECT_TRUE(done) << (done ? "" : done.error().detail);
        return done.value_or(-1);
    }
    // Looks, waits, looks: what lies still is taken by the second look.
    int after(Millis time) {
        (void)turn();
        premises.clock.advance(time);
        return turn();
    }
    std::size_t taken() {
        std::size_t n = 0;
        if (!fs::exists(folder / "taken")) return 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder / "taken"))
            n += entry.is_regular_file();
        return n;
    }
};

TEST_F(Watched, Takes_what_lies_still_as_one_batch_and_keeps_the_files) {
    put("001.pdf", first_letter(1));
    put("002.pdf", re_review_application(2));
    EXPECT_EQ(turn(), 0) << "it may still grow";
    premises.clock.advance(6s);
    EXPECT_EQ(turn(), 2);
    EXPECT_EQ(taken(), 2U);
    house->work();
    BatchDesk desk(*house);
    const auto batch = desk.load(1);
    EXPECT_EQ(batch.source, "folder");
    EXPECT_EQ(batch.state, flow::BatchState::sorted);
    EXPECT_THAT(desk.letters(1), SizeIs(2));
    EXPECT_THAT(house->faults(), IsEmpty());
    EXPECT_EQ(after(10s), 0) << "nothing is taken twice";
}

TEST_F(Watched, Leaves_alone_what_grows_what_is_open_and_what_is_on_its_way_by_name) {
    put("growing.pdf", "甲\n");
    put("half.pdf.part", "乙\n");
    put(".hidden.pdf", "丙\n");
    (void)turn();
    premises.clock.advance(6s);
    put("growing.pdf", "甲\n还有\n");
    EXPECT_EQ(turn(), 0);
    const int pen = ::open((folder / "growing.pdf").c_str(), O_WRONLY | O_CLOEXEC);
    EXPECT_EQ(after(10s), 0) << "somebody has it open for writing";
    ::close(pen);
    EXPECT_EQ(turn(), 1) << "it has lain still for long";
    EXPECT_EQ(taken(), 1U);
}

TEST_F(Watched, Takes_no_link_and_says_so_once) {
    std::ofstream(premises.folder.path() / "elsewhere.pdf") << first_letter(1);
    fs::create_symlink(premises.folder.path() / "elsewhere.pdf", folder / "link.pdf");
    EXPECT_EQ(after(6s), 0);
    EXPECT_EQ(after(6s), 0);
    EXPECT_THAT(complaints, ElementsAre("watch.link"));
}

TEST_F(Watched, Gives_a_bad_file_a_named_end) {
    put("bad.pdf", "UNREADABLE");
    EXPECT_EQ(after(6s), 1);
    const auto arrivals = house->store().arrivals.all().value();
    ASSERT_THAT(arrivals, SizeIs(1));
    EXPECT_EQ(arrivals[0].state, flow::ArrivalState::rejected);
    EXPECT_TRUE(arrivals[0].scan_again);
    house->work();
    EXPECT_THAT(house->faults(), IsEmpty());
}

TEST_F(Watched, Takes_each_file_once_wherever_the_program_ends_on_the_way) {
    for (int n = 1; n <= 30; ++n) {
        SCOPED_TRACE("point " + std::to_string(n));
        put("a" + std::to_string(n) + ".pdf", first_letter(100 + n));
        put("b" + std::to_string(n) + ".pdf", first_letter(200 + n));
        (void)turn();
        premises.clock.advance(6s);
        premises.faults.at(n, Faults::How::crash);
        try {
            (void)watch->turn();
        } catch (const Crash&) {
            premises.faults.none();
            watch = nullptr;
            house = nullptr;
            house = std::make_unique<House>(premises);
            look_again();
        }
        premises.faults.none();
        (void)turn();
        EXPECT_EQ(house->store().arrivals.all().value().size(), static_cast<std::size_t>(2 * n));
        EXPECT_EQ(taken(), static_cast<std::size_t>(2 * n));
    }
    house->work();
    EXPECT_THAT(house->faults(), IsEmpty());
}

TEST_F(Watched, Is_watched_by_one_at_a_time) {
    intake::WatchedFolder second(house->tools(), {folder, 5s, 120s, "letter"}, {});
    (void)turn();
    EXPECT_EQ(second.turn().error().code, "watch.held");
}

} // namespace
} // namespace docket::testing
