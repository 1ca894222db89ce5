#include "ocr/fields/doubts.hpp"
#include "ocr/fields/letter_pages.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::HasSubstr;

const std::string opening = "信访事项复查申请书\n申请人：张喆堃，电话13800138000\n被申请人：新阳街道办事处\n"
                            "申请人不服新阳街道办事处2026年4月8日作出的处理意见书（海新街信访〔2026〕12号），"
                            "于2026年4月15日收到，请求复查。";
const std::string closing = "\n=== page ===\n申请人：张喆堃\n2026年5月6日";
constexpr int limit = static_cast<int>(LetterPages::at_the_beginning + LetterPages::at_the_end);

std::string middle(int pages, const std::string& words = "雨水从屋面流下来，院子里的水沟堵了很久。") {
    std::string out;
    for (int n = 0; n < pages; ++n) out += "\n=== page ===\n" + words;
    return out;
}

TEST(FieldsOfLongLetters, Give_their_fields_from_the_first_and_the_last_pages) {
    const auto found = fields_of(opening + middle(248) + closing);
    EXPECT_EQ(found.value("applicant"), "张喆堃");
    EXPECT_EQ(found.value("disputed_number"), "海新街信访〔2026〕12号");
    EXPECT_EQ(found.value("letter_date"), "2026-05-06");
    EXPECT_EQ(found.find("letter_date")->page, 249) << "pages keep their numbers";
    EXPECT_EQ(found.left_out, 250 - limit);
    EXPECT_EQ(from_json(to_json(found)).value().left_out, found.left_out);
}
TEST(FieldsOfLongLetters, Up_to_the_bound_are_looked_at_whole) {
    const auto found = fields_of(opening + middle(limit - 2) + closing);
    EXPECT_EQ(found.left_out, 0);
    std::string why;
    EXPECT_FALSE(needs_person(found, why)) << why;
}
TEST(FieldsOfLongLetters, With_all_that_is_needed_wait_for_nobody) {
    std::string why;
    EXPECT_FALSE(needs_person(fields_of(opening + middle(limit) + closing), why)) << why;
}
TEST(FieldsOfLongLetters, That_wait_say_how_many_pages_gave_no_fields) {
    std::string why;
    EXPECT_TRUE(needs_person(fields_of("信访事项复查申请书\n申请人：张喆堃" + middle(limit) + closing), why));
    EXPECT_THAT(why, HasSubstr("页数很多，中间 2 页没有提取要素"));
}
TEST(FieldsOfLongLetters, Count_every_character_and_know_their_worst_page) {
    auto pages = pages_of(opening + middle(98) + closing);
    for (auto& line : pages[50].lines)
        for (auto& glyph : line.glyphs) glyph.confidence = 0.5F;
    const auto found = understand(pages, haicang()).value();
    EXPECT_FLOAT_EQ(found.page_confidence, 0.5F);
    std::size_t glyphs = 0;
    for (const auto& page : pages)
        for (const auto& line : page.lines) glyphs += line.glyphs.size();
    EXPECT_EQ(static_cast<std::size_t>(found.characters), glyphs);
}
TEST(FieldsOfLongLetters, Know_another_document_on_any_of_their_pages) {
    const auto with =
        opening + middle(60) +
        "\n=== page ===\n厦门市海沧区新阳街道办事处\n信访事项处理意见书\n海新街信访〔2026〕12号" +
        middle(60) + closing;
    EXPECT_EQ(fields_of(with).value("disputed_number"), "海新街信访〔2026〕12号");
    EXPECT_EQ(fields_of(with).left_out, 122 - limit) << "it is none of the pages of the letter itself";
}
TEST(FieldsOfLongLetters, Count_no_blank_backs) {
    const auto found = fields_of(opening + middle(100, "") + closing);
    EXPECT_EQ(found.left_out, 0);
    EXPECT_EQ(found.find("letter_date")->page, 101);
}

} // namespace
} // namespace docket::ocr::testing
