#include "pipeline/text/search_form.hpp"

#include <gtest/gtest.h>

namespace docket::text {
namespace {

bool finds(std::u32string_view typed, std::u32string_view text) {
    const auto form = search_form(text);
    const auto words = search_words(typed);
    if (words.empty()) return false;
    for (const auto& word : words)
        if (places_of(word, form.text).empty()) return false;
    return true;
}

TEST(A_search_form, Keeps_letters_digits_and_ideographs_in_one_writing) {
    EXPECT_EQ(search_form(U"海滄區，ＡＢＣ　１２3 “噪音”。").text, U"海沧区abc123噪音");
    EXPECT_EQ(search_form(U"扰\n民").text, U"扰民") << "a phrase goes on in the next line";
    EXPECT_EQ(search_form(U"3.5倍，第3.").text, U"3.5倍第3") << "a dot between two digits only";
    EXPECT_EQ(search_form(U"，。！\n").text, U"");
}
TEST(A_search_form, Knows_the_source_of_every_character) {
    const std::u32string text = U"（ 海　滄 ）１３８-0000";
    const auto form = search_form(text);
    ASSERT_EQ(form.text, U"海沧1380000");
    ASSERT_EQ(form.source.size(), form.text.size());
    EXPECT_EQ(form.source[0], (SourceSpan{2, 3}));
    EXPECT_EQ(form.source[1], (SourceSpan{4, 5}));
    const auto hyphen = static_cast<std::uint32_t>(text.find(U'-'));
    EXPECT_EQ(form.source[5], (SourceSpan{hyphen + 1, hyphen + 2}));
}
TEST(A_search, Finds_traditional_with_simplified_and_the_reverse) {
    EXPECT_TRUE(finds(U"噪声扰民", U"噪聲擾民已逾三月"));
    EXPECT_TRUE(finds(U"噪聲擾民", U"噪声扰民已逾三月"));
    EXPECT_FALSE(finds(U"噪聲擾邻", U"噪声扰民已逾三月"));
}
TEST(A_search, Takes_full_and_half_width_and_large_and_small_letters_for_the_same) {
    EXPECT_TRUE(finds(U"ABC-12", U"ａｂｃ－１２楼"));
    EXPECT_TRUE(finds(U"ｘ", U"35020519850101001X"));
}
TEST(A_search, Finds_numbers_with_and_without_separators) {
    for (const auto* typed :
         {U"350205198501010018", U"350205 19850101 0018", U"3502051985", U"350205 1985", U"0018"})
        EXPECT_TRUE(finds(typed, U"身份证350205 19850101 0018号"));
    for (const auto* typed : {U"138-0000-5678", U"13800005678", U"138 0000 5678", U"５６７８"})
        for (const auto* text : {U"电话13800005678", U"电话：138-0000-5678。", U"电话 138 0000 5678"})
            EXPECT_TRUE(finds(typed, text));
    for (const auto* typed :
         {U"海信访〔2026〕15号", U"海信访[2026]15号", U"海信访（2026）15号", U"海信访2026 15"})
        EXPECT_TRUE(finds(typed, U"收到海信访〔2026〕15号答复意见"));
    EXPECT_FALSE(finds(U"海信访〔2026〕16号", U"收到海信访〔2026〕15号答复意见"));
    EXPECT_TRUE(finds(U"1,000元", U"共1000元"));
    EXPECT_TRUE(finds(U"1000元", U"共1,000元"));
}
TEST(A_search, Finds_a_day_however_it_is_written) {
    const std::vector<std::u32string> ways{U"2026年5月6日", U"2026-05-06",         U"2026.5.6",
                                           U"2026/5/6",     U"二〇二六年五月六日", U"２０２６年５月６日"};
    for (const auto& typed : ways)
        for (const auto& text : ways) EXPECT_TRUE(finds(typed, U"我于" + text + U"收到答复"));
    EXPECT_TRUE(finds(U"5月6日", U"于2026-05-06签收"));
    EXPECT_TRUE(finds(U"5月6日签收", U"于2026.5.6签收"));
    EXPECT_TRUE(finds(U"五月六日", U"于5月6日签收"));
    EXPECT_FALSE(finds(U"2026年5月7日", U"于2026-05-06签收"));
}
TEST(A_search, Finds_sums_and_numbers_in_chinese_digits) {
    EXPECT_TRUE(finds(U"1万元", U"赔偿壹万元整"));
    EXPECT_TRUE(finds(U"壹万元", U"赔偿1万元整"));
    EXPECT_TRUE(finds(U"10000元", U"赔偿1万元整"));
    EXPECT_TRUE(finds(U"3.5万", U"共计35000元"));
    EXPECT_TRUE(finds(U"十五号", U"第15号楼"));
    EXPECT_TRUE(finds(U"15号", U"第十五号楼"));
    EXPECT_FALSE(finds(U"16号", U"第十五号楼"));
}
TEST(A_search, Of_several_words_wants_every_one_and_of_signs_nothing) {
    EXPECT_TRUE(finds(U"夜间  噪音", U"噪音在夜间更响"));
    EXPECT_FALSE(finds(U"夜间 扬尘", U"噪音在夜间更响"));
    EXPECT_TRUE(search_words(U" ，。 〔〕 ").empty());
    EXPECT_EQ(search_words(U"甲 甲　乙").size(), 2U) << "a word typed twice is one";
}
TEST(Places_of_a_word, Lead_back_to_the_very_characters) {
    const std::u32string text = U"收到 2026-05-06 的答复";
    const auto form = search_form(text);
    const auto places = places_of(search_words(U"2026年5月6日").front(), form.text);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_EQ(form.source[places[0].begin], (SourceSpan{3, 13})) << "the day as it stands there";
    EXPECT_EQ(places_of(search_words(U"aa").front(), U"aaaa"), (std::vector<SourceSpan>{{0, 4}}));
}

} // namespace
} // namespace docket::text
