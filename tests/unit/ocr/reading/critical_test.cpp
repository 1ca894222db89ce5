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
    return !critical_lines(page).empty();
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
TEST(A_short_line, Is_a_signature_only_where_people_sign) {
    EXPECT_TRUE(is_critical(U"白 雪", 2000));
    EXPECT_FALSE(is_critical(U"前言", 100));
}

} // namespace
} // namespace docket::ocr
