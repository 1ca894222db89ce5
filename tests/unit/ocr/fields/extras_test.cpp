// What a letter says beside who, what and when: places, attachments, sums, representatives, urgent words.
#include "ocr/fields/amounts.hpp"
#include "ocr/fields/doubts.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> doubts(const LetterFields& found, std::string_view name) {
    const auto* field = found.find(name);
    return field == nullptr ? std::vector<std::string>{"absent"} : field->doubts;
}
std::vector<std::string> amounts(std::u32string_view text) {
    std::vector<std::string> out;
    for (const auto& amount : find_amounts_in(text)) out.push_back(amount.yuan);
    return out;
}

TEST(A_sum, Is_read_in_every_form_people_write_it) {
    EXPECT_THAT(amounts(U"损失3860元，另1,200.50元、4.2万元和四万二千元，合计人民币叁万元整"),
                ElementsAre("3860", "1200.5", "42000", "42000", "30000"));
    EXPECT_THAT(amounts(U"￥500，0.35亿元，五百块钱"), ElementsAre("500", "35000000", "500"));
}
TEST(A_sum, That_no_one_writes_so_is_none) {
    EXPECT_THAT(amounts(U"12号、2026年、1,20元、1.234.5元、元、三公里、00元、1.23456万元、十百元"),
                IsEmpty());
}
TEST(Place, Is_the_one_the_matter_is_about_and_not_where_the_applicant_lives) {
    const auto found =
        fields_of("信访人：林阿明，住厦门市海沧区嵩屿街道石塘社区12号\n"
                  "海沧区信访局：\n反映新阳街道霞阳村垃圾清运不及时，霞阳社区多次反映无果。\n");
    EXPECT_EQ(found.value("place"), "新阳街道霞阳社区");
    EXPECT_EQ(found.value("place_code"), "350205002");
    EXPECT_THAT(doubts(found, "place"), IsEmpty());
}
TEST(Place, Of_the_address_alone_is_doubted) {
    const auto found =
        fields_of("信访人：林阿明，住厦门市海沧区嵩屿街道石塘社区12号\n邻居噪声很大，请管一管。\n");
    EXPECT_EQ(found.value("place"), "嵩屿街道石塘社区");
    EXPECT_THAT(doubts(found, "place"), Contains("place.from_address"));
}
TEST(Place, With_a_character_that_looks_alike_is_found_and_doubted) {
    const auto found = fields_of("海沧区信访局：\n新按村的路灯坏了三个月，困瑶村也一样坏了，新按村最急。\n");
    EXPECT_EQ(found.value("place"), "新阳街道新垵村");
    EXPECT_THAT(doubts(found, "place"), Contains("place.fuzzy"));
}
TEST(Place, That_lies_in_another_district_or_in_the_name_of_an_organ_is_none) {
    for (const auto* text :
         {"集美区莲花社区的停车费太贵，请查处一下。", "向新阳街道办事处反映多次没有结果，请答复。",
          "他和村干部说过了，第一农贸市场也去过。"})
        EXPECT_EQ(fields_of(text).find("place"), nullptr) << text;
}
TEST(Place, Whose_street_and_community_do_not_fit_is_doubted) {
    EXPECT_THAT(doubts(fields_of("反映嵩屿街道霞阳社区的道路积水问题，请尽快处理。"), "place"),
                Contains("place.contradicted"));
    EXPECT_THAT(doubts(fields_of("反映东孚镇鼎美村的道路积水问题，请尽快处理。"), "place"),
                Contains("place.former_name"));
}
TEST(Attachments, Are_listed_one_by_one) {
    const auto found =
        fields_of("此致\n申请人：张喆堃\n2026年5月27日\n附：1. 身份证复印件一份；2. 处理意见书复\n"
                  "印件一份；3. 照片十二张、进货单三张。\n");
    EXPECT_THAT(values(found, "attachment"),
                ElementsAre("身份证复印件一份", "处理意见书复印件一份", "照片十二张、进货单三张"));
    EXPECT_THAT(values(fields_of("反映人：张三\n附件：身份证复印件、照片3张\n2026年5月27日\n"), "attachment"),
                ElementsAre("身份证复印件", "照片3张"));
}
TEST(Claims, In_one_sentence_are_parted_at_its_semicolons) {
    EXPECT_THAT(
        values(fields_of("复查申请书\n申请人：张三\n请求：撤销原处理意见书；责令重新调查处理。\n此致\n"),
               "claim"),
        ElementsAre("撤销原处理意见书", "责令重新调查处理"));
    EXPECT_THAT(
        values(fields_of("复查申请书\n请求事项：①撤销原处理意见书；②责令重新调查。\n此致\n"), "claim"),
        ElementsAre("撤销原处理意见书", "责令重新调查"));
}
TEST(Representatives, Are_named_by_a_label_or_chosen_in_a_sentence) {
    EXPECT_EQ(fields_of("联名信\n我们36户业主反映电梯问题。\n业主代表：吴国平、郑丽华\n2026年5月30日\n")
                  .value("representatives"),
              "吴国平、郑丽华");
    const auto found = fields_of("我们全体48名职工反映欠薪，推选吴国平、郑丽华为代表。\n2026年5月30日\n");
    EXPECT_EQ(found.value("representatives"), "吴国平、郑丽华");
    EXPECT_EQ(found.value("collective"), "48");
    EXPECT_EQ(fields_of("申请人：某某商贸有限公司\n法定代表人：吴国平\n").find("representatives"), nullptr);
    EXPECT_THAT(
        doubts(fields_of("村民代表：吴一平、吴二平、吴三平、吴四平、吴五平、吴六平\n"), "representatives"),
        Contains("representatives.many"));
}
TEST(Urgent_words, Are_found_from_the_list_of_the_office) {
    EXPECT_THAT(values(fields_of("再不解决我就去跳楼，扬言的人不止我一个。"), "urgent"),
                ElementsAre("跳楼", "扬言"));
    EXPECT_EQ(fields_of("楼下跳广场舞太吵，请管一管。").find("urgent"), nullptr);
}
TEST(An_identity_number, Is_checked_against_the_sex_and_the_birthday_the_letter_gives) {
    const auto letter = [](const std::string& said) {
        return fields_of("复查申请书\n申请人：张喆堃，" + said + "出生，身份证号码：350205199001010010\n");
    };
    EXPECT_THAT(doubts(letter("男，1990年1月1日"), "id_number"), IsEmpty());
    EXPECT_EQ(letter("男，1990年1月1日").value("sex"), "男");
    EXPECT_THAT(doubts(letter("女，1990年1月1日"), "id_number"), ElementsAre("id.contradicts_sex"));
    EXPECT_THAT(doubts(letter("女，1990年1月1日"), "sex"), ElementsAre("sex.contradicts_id"));
    EXPECT_THAT(doubts(letter("男，1990年1月7日"), "id_number"), ElementsAre("id.contradicts_birth"));
}
TEST(An_organ, Under_its_former_name_is_found_and_doubted) {
    const auto found =
        fields_of("复查申请书\n申请人：张三\n被申请人：东孚镇人民政府\n不服处理意见，请求复查。\n");
    EXPECT_EQ(found.value("respondent_code"), "street-dongfu");
    EXPECT_THAT(doubts(found, "respondent"), Contains("respondent.former_name"));
}
TEST(Divisions, That_are_malformed_are_refused) {
    for (const auto* text : {"{}", R"({"streets": [{}]})", R"({"streets": [{"code": "1"}]})",
                             R"({"streets": [{"code": "1", "name": "甲街道", "units": [{"name": "村"}]}]})"})
        EXPECT_EQ(Divisions::from_json(json::parse(text).value()).error().code, "divisions.malformed")
            << text;
    EXPECT_EQ(urgent_from_json(json::parse(R"({"categories": [{"code": "a"}]})").value()).error().code,
              "urgent.malformed");
}

} // namespace
} // namespace docket::ocr::testing
