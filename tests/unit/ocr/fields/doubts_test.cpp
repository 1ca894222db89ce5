#include "ocr/fields/doubts.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::HasSubstr;

const std::string clean = R"(信访事项复查申请书
申请人：张喆堃，电话13800138000
被申请人：新阳街道办事处
申请人不服新阳街道办事处2026年4月8日作出的处理意见书（海新街信访〔2026〕12号），于2026年4月15日收到，请求复查。
申请人：张喆堃
2026年5月6日)";

std::string why(const LetterFields& letter) {
    std::string reason;
    return needs_person(letter, reason) ? reason : "";
}

TEST(Doubts, Let_a_clean_application_pass) { EXPECT_EQ(why(fields_of(clean)), ""); }
TEST(Doubts, Make_a_page_that_was_read_badly_wait) {
    EXPECT_THAT(why(understand(pages_of(clean, 0.55F), haicang()).value()), HasSubstr("页面识读质量太低"));
    EXPECT_THAT(why(understand(pages_of(""), haicang()).value()), HasSubstr("几乎没有读出文字"));
}
TEST(Doubts, Make_one_unsure_digit_of_the_number_wait_though_the_page_is_good) {
    auto pages = pages_of(clean);
    for (auto& line : pages[0].lines)
        for (std::size_t i = 1; i < line.glyphs.size(); ++i)
            if (line.glyphs[i - 1].ch == U'〕') line.glyphs[i].confidence = 0.3F;
    const auto found = understand(pages, haicang()).value();
    EXPECT_FLOAT_EQ(found.find("disputed_number")->confidence, 0.3F);
    EXPECT_THAT(why(found), HasSubstr("争议文号“海新街信访〔2026〕12号”：字迹辨认把握不大"));
}
TEST(Doubts, Make_a_number_wait_that_has_room_for_a_digit_not_read) {
    auto pages = pages_of(clean);
    for (auto& line : pages[0].lines)
        for (std::size_t i = 1; i < line.glyphs.size(); ++i)
            if (line.glyphs[i].ch == U'号' && line.glyphs[i - 1].ch == U'2')
                line.glyphs.erase(line.glyphs.begin() + static_cast<std::ptrdiff_t>(i - 1));
    const auto found = understand(pages, haicang()).value();
    EXPECT_EQ(found.value("disputed_number"), "海新街信访〔2026〕1号");
    EXPECT_THAT(why(found), HasSubstr("可能漏读"));
}
TEST(Doubts, On_form_alone_make_nobody_wait) {
    auto text = clean;
    text.replace(text.find("〔"), std::string("〔").size(), "[")
        .replace(text.find("〕"), std::string("〕").size(), "]");
    const auto found = fields_of(text);
    EXPECT_EQ(found.value("disputed_number"), "海新街信访〔2026〕12号");
    EXPECT_EQ(found.find("disputed_number")->doubts, std::vector<std::string>{"number.square_brackets"});
    EXPECT_EQ(why(found), "");
}
TEST(Doubts, Compare_the_days_with_one_another_and_with_today) {
    using std::chrono::year;
    const auto early = understand(pages_of(clean), haicang(), year{2026} / 5 / 1).value();
    EXPECT_THAT(why(early), HasSubstr("写信日期“2026-05-06”：晚于今天"));
    auto text = clean;
    text.replace(text.find("4月15日"), std::string("4月15日").size(), "4月5日");
    EXPECT_THAT(why(fields_of(text)), HasSubstr("早于意见作出日期"));
}
TEST(Doubts, Are_explained_in_Chinese_whatever_the_letter) {
    for (const auto& letter : letters())
        for (const auto& field : fields_of(letter.text).fields)
            for (const auto& doubt : field.doubts) EXPECT_NE(explain(doubt), doubt);
}
TEST(Confidence, Of_a_field_is_lowered_by_each_doubt) {
    const auto found = fields_of("复查申请书\n申请人：游志鹏\n被申请人：海沧街道\n");
    ASSERT_NE(found.find("respondent"), nullptr);
    EXPECT_NEAR(found.find("respondent")->confidence, sure * 0.6F, 1e-4);
}

} // namespace
} // namespace docket::ocr::testing
