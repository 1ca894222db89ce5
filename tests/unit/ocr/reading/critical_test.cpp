#include "ocr/merge/critical.hpp"
#include "tests/unit/ocr/reading/lines.hpp"

#include <gtest/gtest.h>

namespace docket::ocr {
namespace {

bool is_critical(std::u32string_view text, int y = 100) {
    PageText page;
    page.width = 2000;
    page.height = 3000;
    page.lines = {line(text, 0.9F, y)};
    return !critical_parts(page).empty();
}

TEST(Critical_lines, Hold_numbers_days_document_numbers_amounts_and_names) {
    for (const auto* text : {U"身份证号码：350205198512311232", U"拨打 138-0000-5678", U"2026年5月6日",
                             U"二〇二六年五月六日", U"于2026.5.6收到", U"海信访〔2026〕15号",
                             U"补偿款23600元", U"共计三万五千元", U"申请人：林某", U"我叫白雪，女"})
        EXPECT_TRUE(is_critical(text)) << encode_utf8(text);
}
TEST(Critical_lines, Are_not_those_that_only_tell) {
    for (const auto* text : {U"楼下的小广场从早上五点半到八点", U"第3次去社区反映", U"我去商量过，她们说"})
        EXPECT_FALSE(is_critical(text)) << encode_utf8(text);
}
// What of a line is read twice.
std::string part(std::u32string_view text) {
    PageText page;
    page.width = 2000;
    page.height = 3000;
    page.lines = {line(text, 0.9F, 100)};
    std::string out;
    for (const auto& one : critical_parts(page))
        for (auto i = one.from; i < one.to; ++i) append_utf8(out, page.lines[0].glyphs[i].ch);
    return out;
}

TEST(The_critical_part, Of_a_long_line_goes_from_mark_to_mark_around_what_must_be_right) {
    EXPECT_EQ(part(U"年底公布的账目只贴了半天，领钱的有21000元，就被人撕掉了"), "领钱的有21000元，");
    EXPECT_EQ(part(U"0592-6018442，白天打得通。"), "0592-6018442，");
    EXPECT_EQ(part(U"我叫龙芳，住在厦门市海沧区海沧街道温厝社区温厝新村"), "我叫龙芳，");
    EXPECT_EQ(part(U"意见，日期是2026年4月24日，我拿到的时候是2026年5月2日。"),
              "日期是2026年4月24日，我拿到的时候是2026年5月2日。");
}
TEST(The_critical_part, Is_none_where_the_petitioner_is_spoken_of_and_not_named) {
    EXPECT_EQ(part(U"申请人家和林某家前后相邻，中间隔一条两米宽的"), "");
    EXPECT_EQ(part(U"意见书没有说明理由，申请人不服，"), "");
    EXPECT_NE(part(U"申请人白敏，女，身份证在后面"), "");
    EXPECT_NE(part(U"申请人（签字）：白敏"), "");
}
TEST(A_short_line, Is_a_signature_only_where_people_sign) {
    EXPECT_TRUE(is_critical(U"白 雪", 2000));
    EXPECT_FALSE(is_critical(U"前言", 100));
}

} // namespace
} // namespace docket::ocr
