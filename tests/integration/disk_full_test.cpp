// A disk that fills up: new letters are refused by name and stay where they lie, what was taken in is kept,
// and all goes on once there is room.
#include "tests/support/demo_house.hpp"
#include "tests/support/small_disk.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <thread>

namespace docket {
namespace {

using testing::DemoHouse;
using testing::Words;
namespace fs = std::filesystem;

constexpr std::int64_t megabyte = 1 << 20;

bool write_to(const fs::path& file, const std::string& text) {
    std::ofstream out(file);
    return static_cast<bool>(out << text << std::flush);
}

// A PDF whose one page must be drawn, and takes more than a megabyte once it is.
std::string drawing() {
    std::mt19937 chance(1);
    const auto somewhere = [&] {
        return std::to_string(chance() % 595) + " " + std::to_string(chance() % 842);
    };
    std::string lines;
    for (int n = 0; n < 3000; ++n) lines += somewhere() + " m " + somewhere() + " l S\n";
    return "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
           "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
           "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>> endobj\n"
           "4 0 obj <</Length " +
           std::to_string(lines.size()) + ">> stream\n" + lines +
           "\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";
}

class DiskFull : public ::testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(small_.usable()) << small_.why();
        house_.emplace(disk_.path() / "house");
        fs::create_directory(script());
        write_to(script() / "otherwise.json",
                 json::dump(json::Object{{"text", "海沧区信访局：\n路灯坏了。\n建议修复路灯。"}}));
        for (const auto& letter : testing::fixture_letters()) copy_in(letter);
    }

    // The letters lie on another disk, each under a name of its own.
    void copy_in(const score::Letter& letter) {
        const fs::path source = letter.folder / letter.files.front();
        const auto target = table_.path() / (letter.id + source.extension().string());
        fs::copy_file(source, target);
        letters_.push_back(target);
    }
    fs::path script() const { return table_.path() / "script"; }
    const DemoHouse& house() const { return *house_; }

    testing::Ended hand_in(const fs::path& letter) const {
        return house().docket({"intake", "--move", letter.string()});
    }
    Words work() const {
        return house().command(
            {"work", "--until-idle", "--engine", "scripted", "--script", script().string()});
    }
    void expect_refused(const fs::path& letter, const testing::Ended& said) const {
        EXPECT_EQ(said.exit, 7) << said.out << said.err;
        EXPECT_EQ(testing::lines_of(said.err).size(), 1U) << said.err;
        EXPECT_TRUE(said.err.find("blob.no_room") != std::string::npos ||
                    said.err.find("store.full") != std::string::npos)
            << said.err;
        EXPECT_TRUE(fs::exists(letter));
    }
    // Takes in letters until one is refused; how many were taken.
    std::size_t hand_in_until_refused() const {
        for (std::size_t i = 0; i < letters_.size(); ++i) {
            const auto said = hand_in(letters_[i]);
            if (said.exit != 0) {
                expect_refused(letters_[i], said);
                return i;
            }
            EXPECT_FALSE(fs::exists(letters_[i]));
        }
        return letters_.size();
    }
    void expect_all_taken_in_and_finished(std::size_t letters) const {
        const auto counts = house().ledger().at("arrivals");
        EXPECT_EQ(counts.int_at("received"), static_cast<std::int64_t>(letters));
        EXPECT_EQ(counts.int_at("registered") + counts.int_at("needs_person"),
                  static_cast<std::int64_t>(letters));
        EXPECT_EQ(counts.int_at("in_progress"), 0);
        EXPECT_TRUE(house().dead_jobs().empty());
        testing::expect_sound(house());
    }

    testing::TemporaryFolder disk_, table_;
    testing::SmallDisk small_{disk_.path(), 24};
    std::optional<DemoHouse> house_;
    std::vector<fs::path> letters_;
};

TEST_F(DiskFull, Refuses_new_letters_by_name_and_takes_them_once_there_is_room) {
    small_.fill(3 * megabyte / 2);
    const auto taken = hand_in_until_refused();
    ASSERT_GT(taken, 0U);
    ASSERT_LT(taken, letters_.size());
    testing::expect_sound(house());
    EXPECT_EQ(house().ledger().at("arrivals").int_at("in_progress"), static_cast<std::int64_t>(taken));

    small_.make_room();
    const auto again = hand_in(letters_[taken]);
    EXPECT_EQ(again.exit, 0) << again.err;
    EXPECT_FALSE(fs::exists(letters_[taken]));
    const auto worked = testing::run(work());
    EXPECT_EQ(worked.exit, 0) << worked.err;
    expect_all_taken_in_and_finished(taken + 1);
}

TEST_F(DiskFull, To_its_last_byte_loses_nothing_and_still_says_why) {
    ASSERT_EQ(hand_in(letters_[0]).exit, 0);
    small_.fill(0);
    expect_refused(letters_[1], hand_in(letters_[1]));

    small_.make_room();
    testing::expect_sound(house());
    EXPECT_EQ(hand_in(letters_[1]).exit, 0);
    EXPECT_EQ(testing::run(work()).exit, 0);
    expect_all_taken_in_and_finished(2);
}

TEST_F(DiskFull, Makes_the_work_wait_and_buries_none_of_it) {
    constexpr std::size_t some = 6;
    const auto drawn = table_.path() / "drawn.pdf";
    write_to(drawn, drawing());
    ASSERT_EQ(hand_in(drawn).exit, 0);
    for (std::size_t i = 1; i < some; ++i) ASSERT_EQ(hand_in(letters_[i]).exit, 0);
    small_.fill(megabyte / 10); // enough to open the database, and for no page
    testing::Program working(work());
    std::this_thread::sleep_for(std::chrono::seconds{4});
    EXPECT_TRUE(working.runs());
    small_.make_room();
    const auto worked = working.wait();
    EXPECT_EQ(worked.exit, 0) << worked.err;
    for (const auto& job : house().jobs("list")) EXPECT_EQ(job.int_at("attempt"), 0) << json::dump(job);
    expect_all_taken_in_and_finished(some);
}

} // namespace
} // namespace docket
