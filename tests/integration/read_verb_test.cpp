// `docket read` reads and stores nothing: text for people, JSON for scripts, and one bad file stops no other.
#include "fixtures/score/cer.hpp"
#include "tests/support/demo_house.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace docket {
namespace {

using testing::Ended;
using testing::Words;

Ended read(const Words& words) {
    Words all{DOCKET_PROGRAM, "read"};
    all.insert(all.end(), words.begin(), words.end());
    return testing::run(all);
}

bool contains(const std::string& text, const std::string& words) {
    return score::normal_form(text).find(score::normal_form(words)) != std::u32string::npos;
}

TEST(ReadVerb, Prints_the_text_of_each_letter_in_reading_order) {
    const auto said =
        read({"--text", testing::fixture("bus-1").string(), testing::fixture("review-3").string()});
    ASSERT_EQ(said.exit, 0) << said.err;
    std::size_t from = 0;
    for (const auto* words :
         {"海沧区信访局", "每天乘公交车", "建议把早高峰的发车间隔缩短到八分钟", "2026年6月4日", "复查"}) {
        EXPECT_TRUE(contains(said.out.substr(from), words)) << words << " after\n"
                                                            << said.out.substr(0, from);
        from = std::max(from, said.out.find(words) == std::string::npos ? from : said.out.find(words));
    }
}

void expect_page(const json::Value& page) {
    EXPECT_GT(page.int_at("width"), 0);
    EXPECT_GT(page.int_at("height"), 0);
    EXPECT_GT(page.int_at("ms"), 0);
    EXPECT_TRUE(page.text_at("engine").starts_with("PP-OCRv4@")) << page.text_at("engine");
    ASSERT_GT(page.array_at("lines").size(), 2U);
    for (const auto& line : page.array_at("lines")) {
        EXPECT_FALSE(line.text_at("text").empty());
        EXPECT_FALSE(line.text_at("engine").empty());
        EXPECT_EQ(line.array_at("box").size(), 4U);
        EXPECT_GE(line.int_at("confidence", -1), 0); // in thousandths
        EXPECT_LE(line.int_at("confidence", -1), 1000);
    }
}

TEST(ReadVerb, Tells_scripts_one_object_a_file_with_pages_lines_fields_and_time) {
    const auto said =
        read({"--json", testing::fixture("bus-1").string(), testing::fixture("lift-1").string()});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto lines = testing::lines_of(said.out);
    ASSERT_EQ(lines.size(), 2U);
    const std::size_t pages[] = {1, 2};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto letter = json::parse(lines[i]);
        ASSERT_TRUE(letter) << lines[i];
        EXPECT_EQ(letter->array_at("pages").size(), pages[i]);
        EXPECT_GT(letter->int_at("ms"), 0);
        EXPECT_TRUE(letter->at("read").object() != nullptr);
        EXPECT_FALSE(letter->at("read").array_at("fields").empty()) << json::dump(letter->at("read"));
        for (const auto& page : letter->array_at("pages")) expect_page(page);
    }
}

TEST(ReadVerb, Names_the_bad_file_among_good_ones_and_reads_the_others) {
    const testing::TemporaryFolder folder;
    const auto bad = folder.path() / "letter.pdf";
    std::ofstream(bad) << "this is no PDF";
    const auto said =
        read({"--json", bad.string(), testing::fixture("bus-1").string(), (folder.path() / "gone").string()});
    EXPECT_EQ(said.exit, 8) << said.err; // of 3 and 8 the graver
    EXPECT_EQ(testing::lines_of(said.err).size(), 2U) << said.err;
    EXPECT_NE(said.err.find("file.unknown_kind"), std::string::npos) << said.err;
    const auto lines = testing::lines_of(said.out);
    ASSERT_EQ(lines.size(), 1U);
    const auto letter = json::parse(lines[0]);
    ASSERT_TRUE(letter);
    EXPECT_TRUE(contains(letter->array_at("pages").at(0).text_at("text"), "海沧区信访局"));
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(ReadVerb, Writes_the_archive_copy_and_a_file_a_page_beside_the_text) {
    const testing::TemporaryFolder folder;
    const auto out = folder.path() / "pages", archive = folder.path() / "archive";
    const auto letter = testing::fixture("lift-1").string();
    const auto said =
        read({"--alto", "--hocr", "--out", out.string(), "--archive", archive.string(), letter});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto text = testing::run({"pdftotext", (archive / "letter.pdf").string(), "-"});
    EXPECT_EQ(text.exit, 0) << text.err;
    EXPECT_EQ(score::normal_form(text.out), score::normal_form(said.out)); // the text is printed as ever
    for (const auto* page : {"letter-0001", "letter-0002"}) {
        EXPECT_NE(bytes_of(out / (std::string(page) + ".alto.xml")).find("<alto "), std::string::npos);
        EXPECT_NE(bytes_of(out / (std::string(page) + ".hocr")).find("ocr_page"), std::string::npos);
    }
}

TEST(ReadVerb, Refuses_forms_that_cannot_stand_together) {
    const auto letter = testing::fixture("bus-1").string();
    for (const Words& words : {Words{"--alto", "--hocr", letter}, Words{"--out", "/tmp", letter},
                               Words{"--alto", "--json", letter}})
        EXPECT_EQ(read(words).exit, 2) << words.front();
}

} // namespace
} // namespace docket
