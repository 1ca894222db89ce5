#include "tests/unit/ocr/fields/pages.hpp"

#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

TEST(Place, Of_a_value_is_the_box_around_its_glyphs) {
    const auto found = fields_of("复查申请书\n申请人：张喆堃，女\n");
    ASSERT_NE(found.find("applicant"), nullptr);
    EXPECT_EQ(found.find("applicant")->box, (Box{200 + 4 * em, 200 + line_pitch, 3 * em, em}));
    EXPECT_EQ(found.find("applicant")->page, 0);
}
TEST(Place, Of_a_value_on_the_second_page_is_that_page) {
    const auto found = fields_of("复查申请书\n请求重新处理。\n=== page ===\n申请人：张喆堃\n2026年5月6日\n");
    ASSERT_NE(found.find("letter_date"), nullptr);
    EXPECT_EQ(found.find("letter_date")->page, 1);
    EXPECT_EQ(found.find("applicant")->page, 1);
}
TEST(Raw, Keeps_the_characters_as_they_were_read) {
    const auto found = fields_of(
        "復查申請書\n申請人：陳慧嫻\n不服新陽街道辦事處處理意見書（海新街信訪［２０２６］１２號）。\n");
    EXPECT_EQ(found.value("applicant"), "陳慧嫻");
    ASSERT_NE(found.find("disputed_number"), nullptr);
    EXPECT_EQ(found.find("disputed_number")->raw, "海新街信訪［２０２６］１２號");
    EXPECT_EQ(found.value("disputed_number"), "海新街信访〔2026〕12号");
}
TEST(Name, Padded_with_a_gap_is_one_name_and_two_names_with_a_gap_are_two) {
    EXPECT_EQ(fields_of("反映人：张　三　\n2026年5月6日").value("applicant"), "张三");
    EXPECT_EQ(fields_of("反映人：张三丰　李四光\n2026年5月6日").value("applicants"), "张三丰、李四光");
}

} // namespace
} // namespace docket::ocr::testing
