// Every kind of bad file is named in one line with its reason and its exit code, leaves the duty to scan
// again with its clock, and never keeps the next file from its way.
#include "tests/support/demo_house.hpp"
#include "tests/unit/pipeline/intake/made_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket {
namespace {

using intake::save;
using testing::DemoHouse;
namespace fs = std::filesystem;

constexpr int invalid = 3, over_a_limit = 7, corrupt = 8;

// The mailroom's table: files to hand in, and a good letter to hand in after a bad one.
class BadInput : public ::testing::Test {
  protected:
    fs::path file(const std::string& name) const { return tray_ / name; }

    // Hands in the bad file with a good letter behind it.
    void expect_rejected(const fs::path& bad, const std::string& code, int exit) {
        const auto good = testing::fixture("bus-1");
        // One engine is enough for what is told of the bad file, and a second takes its time.
        const auto said =
            house_.docket({"intake", "--wait", "--engine", "tesseract", "--", bad.string(), good.string()});
        EXPECT_EQ(said.exit, exit) << said.out << said.err;
        EXPECT_TRUE(said.err.empty()) << said.err;
        const auto lines = testing::lines_of(said.out);
        ASSERT_EQ(lines.size(), 2U) << said.out;
        EXPECT_TRUE(lines[0].starts_with("A000001  退回重扫  ")) << lines[0];
        EXPECT_NE(lines[0].find(code + "："), std::string::npos) << lines[0];
        EXPECT_TRUE(lines[1].starts_with("A000002  ")) << lines[1];
        const auto arrivals = house_.arrivals();
        ASSERT_EQ(arrivals.size(), 2U);
        expect_duty_to_scan_again(arrivals[0], code);
        expect_read_and_understood(arrivals[1]);
        testing::expect_sound(house_);
    }

    // Whether it then registers itself or waits for a person is not our matter here.
    static void expect_read_and_understood(const json::Value& arrival) {
        const auto state = arrival.text_at("state");
        EXPECT_TRUE(state == "registered" || state == "needs_person") << json::dump(arrival);
        EXPECT_EQ(arrival.int_at("pages_read"), 1);
        EXPECT_FALSE(arrival.text_at("fields").empty()) << json::dump(arrival);
    }

    static void expect_duty_to_scan_again(const json::Value& arrival, const std::string& code) {
        EXPECT_EQ(arrival.text_at("state"), "rejected") << json::dump(arrival);
        EXPECT_EQ(arrival.text_at("code"), code);
        EXPECT_FALSE(arrival.text_at("reason").empty());
        EXPECT_TRUE(arrival.bool_at("scan_again"));
        EXPECT_EQ(arrival.at("due").text_at("rule"), "T1") << json::dump(arrival);
    }

    DemoHouse house_;
    intake::Folder tray_;
};

TEST_F(BadInput, That_is_empty_is_rejected) {
    expect_rejected(save(file("empty.pdf"), ""), "file.empty", invalid);
}

TEST_F(BadInput, That_is_a_pdf_of_44_bytes_is_rejected) {
    std::string pdf = "%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n";
    pdf.resize(44, '\n');
    expect_rejected(save(file("short.pdf"), pdf), "file.damaged", corrupt);
}

TEST_F(BadInput, That_asks_for_a_password_is_rejected) {
    const auto plain = save(file("plain.pdf"), intake::pdf_of_text(1));
    intake::encrypt(plain, file("locked.pdf"));
    expect_rejected(file("locked.pdf"), "file.encrypted", invalid);
}

TEST_F(BadInput, That_is_a_tiff_cut_short_is_rejected) {
    auto tiff = intake::bytes_of(testing::fixture("dust-1"));
    tiff.resize(tiff.size() * 2 / 3);
    expect_rejected(save(file("cut.tif"), tiff), "file.damaged", corrupt);
}

TEST_F(BadInput, That_is_a_small_file_of_a_huge_picture_is_rejected) {
    const auto png = intake::picture(intake::Encoding::png, 1, 20'000, 20'000);
    EXPECT_LT(png.size(), 1U << 20U);
    expect_rejected(save(file("huge.png"), png), "file.too_many_pixels", over_a_limit);
}

TEST_F(BadInput, That_holds_500_pages_is_rejected) {
    expect_rejected(save(file("long.pdf"), intake::pdf_of_text(500)), "file.too_many_pages", over_a_limit);
}

TEST_F(BadInput, That_is_text_with_the_name_of_a_pdf_is_rejected) {
    expect_rejected(save(file("letter.pdf"), "海沧区信访局：\n我要反映一个问题。\n"), "file.unknown_kind",
                    invalid);
}

TEST_F(BadInput, That_is_an_archive_is_rejected) {
    using namespace std::string_literals;
    const auto zip = "PK\x05\x06"s + std::string(18, '\0'); // an empty one: the end of its directory
    expect_rejected(save(file("letters.zip"), zip), "file.unknown_kind", invalid);
}

TEST_F(BadInput, That_is_a_picture_of_another_size_than_it_says_is_rejected) {
    const auto png = intake::png_that_says(intake::picture(intake::Encoding::png, 8), 2000, 3000);
    expect_rejected(save(file("lies.png"), png), "file.not_what_it_says", invalid);
}

TEST_F(BadInput, That_is_a_small_jpeg_announcing_a_giant_one_is_rejected) {
    expect_rejected(save(file("bomb.jpg"), intake::jpeg_bomb(65'500, 65'500)), "file.too_many_pixels",
                    over_a_limit);
}

TEST_F(BadInput, With_a_newline_in_its_name_is_told_in_one_line) {
    expect_rejected(save(file("first\nA000009  已登记  second\r\x1b[2J.png"), ""), "file.empty", invalid);
}

TEST_F(BadInput, With_a_name_like_a_path_stays_a_name) {
    expect_rejected(save(file("..\\..\\windows\\..\\letter.png"), "no picture"), "file.unknown_kind",
                    invalid);
    EXPECT_EQ(house_.arrivals()[0].text_at("name"), "..\\..\\windows\\..\\letter.png");
}

TEST_F(BadInput, With_a_name_that_is_not_utf_8_is_still_told_and_counted) {
    expect_rejected(save(file("\xd0\xc5\xb7\xc3.png"), ""), "file.empty", invalid);
}

TEST_F(BadInput, By_a_path_that_climbs_is_taken_under_its_own_name_and_writes_nowhere_else) {
    fs::create_directory(file("folder"));
    save(file("x.png"), "no picture");
    const auto before = std::distance(fs::recursive_directory_iterator(tray_.path()), {});
    expect_rejected(file("folder/../x.png"), "file.unknown_kind", invalid);
    EXPECT_EQ(house_.arrivals()[0].text_at("name"), "x.png");
    EXPECT_EQ(std::distance(fs::recursive_directory_iterator(tray_.path()), {}), before);
    EXPECT_EQ(std::distance(fs::directory_iterator(house_.path().parent_path()), {}), 1);
}

TEST_F(BadInput, That_is_not_there_is_told_and_stores_nothing) {
    const auto said = house_.docket({"intake", file("gone\n.png").string(), tray_.path().string()});
    EXPECT_EQ(said.exit, 5) << said.err;
    EXPECT_EQ(testing::lines_of(said.err).size(), 2U) << said.err;
    EXPECT_TRUE(house_.arrivals().empty());
    testing::expect_sound(house_);
}

// Two stacks as one file with an even sum, and two files that are not equally many.
TEST_F(BadInput, Of_two_sides_that_cannot_be_laid_together_is_refused_before_anything_is_taken_in) {
    intake::Folder two;
    const auto stack = intake::save(file("stack.tif"), intake::tiff_of_pages(tray_, 4, 1)),
               pair = intake::save(two / "pair.tif", intake::tiff_of_pages(two, 2, 1));
    const auto refused = [&](std::vector<std::string> words, const std::string& code) {
        words.insert(words.begin(), {"intake", "--batch", "盘", "--collate"});
        const auto said = house_.docket(words);
        EXPECT_EQ(said.exit, 4) << said.out << said.err;
        EXPECT_NE(said.err.find(code), std::string::npos) << said.err;
    };
    refused({stack.string()}, "batch.sides_unsaid");
    refused({"--fronts", "3", stack.string()}, "batch.uneven_sides");
    refused({stack.string(), pair.string()}, "batch.uneven_sides");
    EXPECT_TRUE(house_.arrivals().empty());
    testing::expect_sound(house_);
}

} // namespace
} // namespace docket
