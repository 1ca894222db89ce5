// The program is killed at any moment, again and again, and no letter and no page is lost, none is registered
// twice, no number is given twice or left out, and the record still proves itself. All fixture letters, the
// real reading engine. DOCKET_KILLS says how often (5), DOCKET_SEED when.
#include "pipeline/base/digest.hpp"
#include "tests/support/demo_house.hpp"
#include "tests/support/kills.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace docket {
namespace {

using testing::DemoHouse;
using testing::Program;
using testing::Words;
using Chance = std::mt19937_64;
namespace fs = std::filesystem;

#ifdef DOCKET_SANITIZED
constexpr std::size_t letters_at_most = 10;
constexpr bool memory_is_the_programs_own = false; // the sanitizer's is counted too
#else
constexpr std::size_t letters_at_most = 1000;
constexpr bool memory_is_the_programs_own = true;
#endif
constexpr int kills_a_house = 5, of_them_at_the_door = 2;
constexpr Millis longest_intake{1500}, longest_work{10'000};
constexpr std::int64_t most_memory = 600LL << 20U; // of a reader that holds two engines: its limit

// A letter as it is handed in, with what is true of it.
struct Handed {
    fs::path file;
    std::string digest;
    std::int64_t pages = 0;
};
// What came in the post of one day.
struct Tray {
    std::string received;
    std::vector<Handed> letters;
};

std::string digest_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const Bytes bytes(std::istreambuf_iterator<char>(in), {});
    return sha256(bytes).hex();
}

std::vector<Tray> trays() {
    std::vector<Tray> out{{"2026-06-08", {}}, {"2026-06-09", {}}, {"2026-06-10", {}}};
    std::size_t n = 0;
    for (const auto& letter : testing::fixture_letters())
        for (const auto& file : letter.files) {
            if (n == letters_at_most) return out;
            const auto pages = letter.files.size() == 1 ? letter.pages.size() : 1;
            const auto path = letter.folder / file;
            out[n++ % out.size()].letters.push_back(
                {path, digest_of(path), static_cast<std::int64_t>(pages)});
        }
    return out;
}

std::map<std::string, std::int64_t> true_pages(const std::vector<Tray>& all) {
    std::map<std::string, std::int64_t> pages;
    for (const auto& tray : all)
        for (const auto& letter : tray.letters) pages[letter.digest] = letter.pages;
    return pages;
}

struct Figures {
    std::uint64_t at_the_door = 0, at_work = 0;
    std::size_t letters = 0, houses = 0;
    std::int64_t registered = 0, needs_person = 0, duplicate = 0, reader_memory = 0;
};

void expect_no_orphans() {
    for (const auto& orphan : testing::orphans_after(Millis{3000}))
        ADD_FAILURE() << "still lives though its parent was killed: " << orphan.words;
}

// Starts a command and kills it at a random moment; whether it was still running then.
bool killed(const Words& command, Millis longest, Chance& chance) {
    Program program(command);
    std::this_thread::sleep_for(
        Millis{std::uniform_int_distribution<std::int64_t>(0, longest.count())(chance)});
    program.kill(SIGKILL);
    const auto ended = program.wait();
    expect_no_orphans();
    EXPECT_TRUE(ended.signal == SIGKILL || ended.exit == 0) << ended.err;
    return ended.signal == SIGKILL;
}

Words intake_of(const DemoHouse& house, const Tray& tray) {
    Words words{"intake", "--received", tray.received};
    for (const auto& letter : tray.letters) words.push_back(letter.file.string());
    return house.command(words);
}

// Hands in every tray; some calls are killed, and then all of the tray is handed in again.
void hand_in(const DemoHouse& house, const std::vector<Tray>& all, std::uint64_t kills, Chance& chance,
             Figures& figures) {
    for (const auto& tray : all) {
        for (auto longest = longest_intake; kills > 0; longest /= 2) {
            if (!killed(intake_of(house, tray), longest, chance))
                continue; // it was faster: kill the next one sooner
            ++figures.at_the_door;
            --kills;
            break;
        }
        const auto done = testing::run(intake_of(house, tray));
        EXPECT_EQ(done.exit, 0) << done.err;
    }
}

void work_under_fire(const DemoHouse& house, std::uint64_t kills, Chance& chance, Figures& figures) {
    for (; kills > 0; --kills) {
        EXPECT_TRUE(killed(house.command({"work"}), longest_work, chance)) << "work ended by itself";
        ++figures.at_work;
    }
}

// Works in peace until nothing is left; the most memory a reader held meanwhile.
std::int64_t finish(const DemoHouse& house) {
    std::int64_t peak = 0;
    Program work(house.command({"work", "--until-idle"}));
    while (work.runs()) {
        for (const auto& child : testing::descendants_of(work.id()))
            if (child.words.find(" reader-child ") != std::string::npos)
                peak = std::max(peak, testing::peak_memory(child.id));
        std::this_thread::sleep_for(Millis{100});
    }
    const auto ended = work.wait();
    EXPECT_EQ(ended.exit, 0) << ended.err;
    expect_no_orphans();
    return peak;
}

// Every letter is there once, whole, and read; what is there more often is called a duplicate.
void expect_every_letter_once(const DemoHouse& house, std::map<std::string, std::int64_t> pages) {
    std::map<std::string, int> taken;
    for (const auto& arrival : house.arrivals()) {
        const auto digest = arrival.text_at("original");
        ASSERT_TRUE(pages.contains(digest)) << json::dump(arrival);
        EXPECT_EQ(arrival.int_at("pages"), pages[digest]) << json::dump(arrival);
        if (arrival.text_at("state") == "duplicate") continue;
        ++taken[digest];
        EXPECT_EQ(arrival.int_at("pages_read"), pages[digest]) << json::dump(arrival);
        EXPECT_TRUE(arrival.text_at("state") == "registered" || arrival.text_at("state") == "needs_person")
            << json::dump(arrival);
    }
    for (const auto& [digest, n] : pages) EXPECT_EQ(taken[digest], 1) << digest;
}

// LX350205 20260610 0001 K: the serials of each day run from 1 without a gap; no number is given twice.
void expect_numbers_without_gap(const DemoHouse& house, std::size_t registered) {
    std::set<std::string> numbers;
    std::map<std::string, std::set<int>> days;
    std::set<std::int64_t> arrivals;
    for (const auto& c : house.cases()) {
        const auto number = c.text_at("number");
        ASSERT_GT(number.size(), 13U) << number;
        EXPECT_TRUE(numbers.insert(number).second) << number;
        EXPECT_TRUE(arrivals.insert(c.int_at("arrival")).second) << "two cases of one letter: " << number;
        days[number.substr(0, number.size() - 5)].insert(std::stoi(number.substr(number.size() - 5, 4)));
    }
    EXPECT_EQ(numbers.size(), registered);
    for (const auto& [day, serials] : days)
        EXPECT_EQ(*serials.rbegin(), static_cast<int>(serials.size())) << day;
}

void check(const DemoHouse& house, const std::vector<Tray>& all, Figures& figures) {
    testing::expect_sound(house);
    const auto ledger = house.ledger();
    const auto& counts = ledger.at("arrivals");
    const auto pages = true_pages(all);
    EXPECT_EQ(counts.int_at("in_progress"), 0);
    EXPECT_EQ(counts.int_at("rejected"), 0);
    EXPECT_EQ(ledger.at("pages").int_at("in_progress"), 0);
    EXPECT_EQ(ledger.int_at("missing_bytes"), 0);
    EXPECT_TRUE(house.dead_jobs().empty());
    std::int64_t in_letters = 0;
    for (const auto& [digest, n] : pages) in_letters += n;
    EXPECT_EQ(ledger.at("pages").int_at("in_letters"), in_letters);
    expect_every_letter_once(house, pages);
    expect_numbers_without_gap(house, static_cast<std::size_t>(counts.int_at("registered")));
    figures.letters += pages.size();
    figures.registered += counts.int_at("registered");
    figures.needs_person += counts.int_at("needs_person");
    figures.duplicate += counts.int_at("duplicate");
}

TEST(Kill, At_any_moment_loses_no_page_and_registers_no_letter_twice) {
    testing::adopt_orphans();
    const auto started = std::chrono::steady_clock::now();
    const auto seed = testing::kill_seed(), wanted = testing::kills_wanted(kills_a_house);
    Chance chance(seed);
    const auto all = trays();
    Figures figures;
    for (std::uint64_t left = wanted; left > 0;) {
        const auto here = std::min<std::uint64_t>(left, kills_a_house);
        const auto door = std::min<std::uint64_t>(here / 2, of_them_at_the_door);
        left -= here;
        const DemoHouse house;
        hand_in(house, all, door, chance, figures);
        work_under_fire(house, here - door, chance, figures);
        figures.reader_memory = std::max(figures.reader_memory, finish(house));
        check(house, all, figures);
        ++figures.houses;
    }
    EXPECT_EQ(figures.at_the_door + figures.at_work, wanted);
    EXPECT_TRUE(!memory_is_the_programs_own || figures.reader_memory < most_memory);
    const auto took =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started);
    std::cout << "kill: " << figures.at_the_door << " of intake, " << figures.at_work << " of work, in "
              << figures.houses << " data folders (seed " << seed << "); letters " << figures.letters
              << " = registered " << figures.registered << " + waiting for a person " << figures.needs_person
              << ", offered again " << figures.duplicate << "; a reader held at most "
              << (figures.reader_memory >> 20) << " MB; " << took.count() << " s\n";
}

} // namespace
} // namespace docket
