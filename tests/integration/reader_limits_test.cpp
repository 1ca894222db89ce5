// A reader that hangs, eats memory, crashes or leaves costs its page three tries, and nothing else in the
// house notices. The scripted engine plays every kind of reader.
#include "pipeline/base/digest.hpp"
#include "tests/support/demo_house.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace docket {
namespace {

using testing::DemoHouse;
using testing::Words;
namespace fs = std::filesystem;

constexpr auto good_letter =
    "关于修复路灯的建议\n海沧区信访局：\n我叫柯雨桐，女，住厦门市海沧区嵩屿街道未来海岸社区水云湾22号，"
    "手机13900170760。\n小区北门的路灯坏了两个月，夜里行人很不方便。\n因此建议：\n"
    "1. 建议修复小区北门的路灯；\n2. 建议每月检查一次。\n建议人：柯雨桐\n2026年6月4日";

// The smallest picture that no other has: a PNG of one grey pixel, with a comment that tells it apart. The
// scripted engine reads its bytes, not its pixels.
std::string picture(const std::string& name) {
    const auto number = [](std::uint32_t n) {
        std::string bytes;
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            bytes.push_back(static_cast<char>(n >> shift & 0xFFU));
        return bytes;
    };
    const auto chunk = [&](const std::string& type, const std::string& data) {
        std::uint32_t crc = 0xFFFFFFFFU; // ISO/IEC 15948, annex D
        for (const char c : type + data) {
            crc ^= static_cast<std::uint8_t>(c);
            for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xEDB88320U ^ (crc >> 1U) : crc >> 1U;
        }
        return number(static_cast<std::uint32_t>(data.size())) + type + data + number(~crc);
    };
    using namespace std::string_literals;
    // One row: a filter byte and a pixel, stored without compression (RFC 1950, 1951).
    const auto pixels = "\x78\x01\x01\x02\x00\xfd\xff\x00\x80\x00\x82\x00\x81"s;
    return "\x89PNG\r\n\x1a\n"s + chunk("IHDR", number(1) + number(1) + "\x08\x00\x00\x00\x00"s) +
           chunk("tEXt", "Comment\0"s + name) + chunk("IDAT", pixels) + chunk("IEND", "");
}

// A tray of letters, and for each what the scripted engine does with it.
class Tray {
  public:
    Tray() {
        fs::create_directory(script());
        say("otherwise", json::Object{{"text", good_letter}});
    }
    void put(const std::string& name, const std::string& misbehaviour = "") {
        const auto bytes = picture(name);
        save(folder_.path() / name, bytes);
        files_.push_back((folder_.path() / name).string());
        if (!misbehaviour.empty()) say(digest_of(bytes), json::Object{{"misbehave", misbehaviour}});
    }
    void heal() {
        fs::remove_all(script()), fs::create_directory(script()),
            say("otherwise", json::Object{{"text", good_letter}});
    }
    fs::path script() const { return folder_.path() / "script"; }
    Words files() const { return files_; }

  private:
    static std::string digest_of(const std::string& bytes) {
        return sha256({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}).hex();
    }
    static void save(const fs::path& file, const std::string& bytes) {
        std::ofstream(file, std::ios::binary) << bytes;
    }
    void say(const std::string& page, const json::Value& what) const {
        save(script() / (page + ".json"), json::dump(what));
    }
    testing::TemporaryFolder folder_;
    Words files_;
};

void take_in(const DemoHouse& house, const Tray& tray) {
    Words words{"intake"};
    for (const auto& file : tray.files()) words.push_back(file);
    const auto taken = house.docket(words);
    ASSERT_EQ(taken.exit, 0) << taken.out << taken.err;
}

void work(const DemoHouse& house, const Tray& tray) {
    // Long enough for the one that eats to reach its limit on a busy machine, where a sanitized one needs
    // seconds to start.
#ifdef DOCKET_SANITIZED
    const std::string seconds = "DOCKET_READER_SECONDS=20";
#else
    const std::string seconds = "DOCKET_READER_SECONDS=5";
#endif
    const auto worked =
        house.docket({"work", "--until-idle", "--engine", "scripted", "--script", tray.script().string()},
                     {seconds, "DOCKET_READER_MB=250"});
    ASSERT_EQ(worked.exit, 0) << worked.err;
}

std::map<std::string, json::Value> by_name(const DemoHouse& house) {
    std::map<std::string, json::Value> out;
    for (const auto& arrival : house.arrivals()) out[arrival.text_at("name")] = arrival;
    return out;
}

// A house whose readers misbehave on one letter each: by name of the letter, the code it ends with.
struct Misbehaviour {
    std::string letter, how, code;
};
const std::vector<Misbehaviour> misbehaviours{{"hang.png", "hang", "child.timeout"},
                                              {"eat.png", "eat", "child.memory"},
                                              {"abort.png", "abort", "child.died"},
                                              {"exit.png", "exit", "child.died"},
                                              {"garbage.png", "garbage", "child.died"}};

void fill(Tray& tray) {
    tray.put("before.png");
    for (const auto& each : misbehaviours) tray.put(each.letter, each.how);
    tray.put("after.png");
}

TEST(ReaderLimits, Cost_the_page_of_a_bad_reader_three_tries_and_no_other_letter_anything) {
    const DemoHouse house;
    Tray tray;
    fill(tray);
    take_in(house, tray);
    work(house, tray);

    const auto letters = by_name(house);
    for (const auto* good : {"before.png", "after.png"})
        EXPECT_EQ(letters.at(good).text_at("state"), "registered") << json::dump(letters.at(good));
    for (const auto& each : misbehaviours) {
        const auto& letter = letters.at(each.letter);
        EXPECT_EQ(letter.text_at("state"), "needs_person") << json::dump(letter);
        EXPECT_EQ(letter.text_at("code"), each.code) << json::dump(letter);
        EXPECT_FALSE(letter.text_at("reason").empty());
    }
    const auto dead = house.dead_jobs();
    EXPECT_EQ(dead.size(), misbehaviours.size());
    for (const auto& job : dead) {
        EXPECT_EQ(job.text_at("kind"), "page.read");
        EXPECT_EQ(job.int_at("attempt"), 3) << json::dump(job);
        EXPECT_EQ(job.int_at("returns"), 0) << json::dump(job);
    }
    const auto counts = house.ledger().at("arrivals");
    EXPECT_EQ(counts.int_at("needs_person"), static_cast<std::int64_t>(misbehaviours.size()));
    EXPECT_EQ(counts.int_at("in_progress"), 0);
    testing::expect_sound(house);
}

TEST(ReaderLimits, Passed_by_a_bad_reader_leave_a_letter_that_a_healthy_one_finishes_on_request) {
    const DemoHouse house;
    Tray tray;
    fill(tray);
    take_in(house, tray);
    work(house, tray);
    tray.heal();
    for (const auto& job : house.dead_jobs()) {
        const auto asked = house.docket({"jobs", "requeue", std::to_string(job.int_at("id"))});
        EXPECT_EQ(asked.exit, 0) << asked.err;
    }
    work(house, tray);

    EXPECT_TRUE(house.dead_jobs().empty());
    EXPECT_EQ(house.ledger().at("arrivals").int_at("registered"),
              static_cast<std::int64_t>(tray.files().size()));
    testing::expect_sound(house);
}

TEST(ReaderLimits, Are_refused_by_name_where_they_make_no_sense) {
    const DemoHouse house;
    for (const auto* wrong : {"DOCKET_READER_SECONDS=0", "DOCKET_READER_SECONDS=soon",
                              "DOCKET_READER_SECONDS=", "DOCKET_READER_MB=-5", "DOCKET_READER_MB=500MB"}) {
        const auto refused = house.docket({"work", "--until-idle"}, {wrong});
        EXPECT_EQ(refused.exit, 2) << wrong;
        const std::string text = wrong;
        EXPECT_NE(refused.err.find(text.substr(0, text.find('='))), std::string::npos) << refused.err;
    }
}

} // namespace
} // namespace docket
