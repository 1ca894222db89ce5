// Letters as different people word them: labels, announcements and orders that no one author uses. Persons,
// houses and numbers are invented.
#include "ocr/fields/label_words.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace docket::ocr::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> claims_of(const std::string& letter) { return values(fields_of(letter), "claim"); }

TEST(A_label, Is_composed_of_who_and_what_and_stands_once_in_the_list) {
    std::set<std::u32string> once;
    for (const auto& [word, label] : label_words()) EXPECT_TRUE(once.insert(word).second) << once.size();
    const auto found =
        fields_of("信访人姓名：柳青山\n公民身份证号：350205195703120010\n现居地：新阳街道新垵村12号\n"
                  "递交日期：2026年5月9日\n");
    EXPECT_EQ(found.value("applicant"), "柳青山");
    EXPECT_EQ(found.value("address"), "新阳街道新垵村12号");
    EXPECT_EQ(found.value("letter_date"), "2026-05-09");
}
TEST(A_label, Without_a_sign_behind_it_is_one_where_what_follows_can_be_nothing_else) {
    const auto found =
        fields_of("信访复核申请\n申请人柳青山\n住址厦门市海沧区新阳街道新垵村12号\n手机13900001234\n"
                  "被申请人海沧区人民政府\n复查意见书日期2026年2月27日\n");
    EXPECT_EQ(found.value("applicant"), "柳青山");
    EXPECT_EQ(found.value("address"), "厦门市海沧区新阳街道新垵村12号");
    EXPECT_EQ(found.value("phone"), "13900001234");
    EXPECT_EQ(found.value("respondent"), "厦门市海沧区人民政府");
    EXPECT_EQ(found.value("disputed_date"), "2026-02-27");
}
TEST(A_request, Whose_first_character_was_misread_opens_as_requests_do) {
    EXPECT_THAT(
        claims_of("区信访局：\n请求：\n1、以确安置房的交付日期；\n2、加快修路；\n3、准确登记面积。\n此致\n"),
        ElementsAre("明确安置房的交付日期", "加快修路", "准确登记面积"));
    const auto found = fields_of("区信访局：\n请求：\n1、贵令停止施工。\n此致\n");
    EXPECT_EQ(found.value("claim"), "责令停止施工");
    const auto* claim = found.find("claim");
    ASSERT_NE(claim, nullptr);
    EXPECT_THAT(claim->doubts, ::testing::Contains("claim.repaired"));
    EXPECT_THAT(claim->candidates, ::testing::Contains("贵令停止施工"));
}
TEST(A_label, Is_not_made_of_a_short_name_and_the_label_below_it) {
    const auto found = fields_of("申请人：柳青\n身份证号码：350205195703120010\n手机号：13900001234\n");
    EXPECT_EQ(found.value("applicant"), "柳青");
    EXPECT_EQ(found.value("id_number"), "350205195703120010");
}
TEST(A_label, In_a_row_of_several_or_right_behind_an_address_is_one) {
    const auto found =
        fields_of("致：海沧区信访局\n自：柳青山\n路灯坏了半年，请派人修。\n"
                  "联系人：柳青山、联系电话：13900001234、身份证号码：\n350205195703120010\n签字：柳青山\n");
    EXPECT_EQ(found.value("applicant"), "柳青山");
    EXPECT_EQ(found.value("phone"), "13900001234");
    EXPECT_EQ(found.value("id_number"), "350205195703120010");
    EXPECT_EQ(
        fields_of("信访人：柳青山\n住址：新阳街道新垵村12号307室联系方式：\n0592-6087567\n").value("phone"),
        "0592-6087567");
}
TEST(A_label, Of_one_s_own_address_and_telephone_holds_for_both_below_the_other_side) {
    const auto found = fields_of("被投诉单位：新阳街道办事处\n投诉人地址、电话：新阳街道新垵村12号307室，"
                                 "13900001234\n投诉信\n路灯坏了半年，请派人修。\n");
    EXPECT_EQ(found.value("phone"), "13900001234");
}
TEST(A_label, In_brackets_is_one) {
    const auto found =
        fields_of("【申请人】柳青山，男\n（住址）海沧区新阳街道新垵村12号\n（手机号）13900001234\n");
    EXPECT_EQ(found.value("applicant"), "柳青山");
    EXPECT_EQ(found.value("address"), "海沧区新阳街道新垵村12号");
    EXPECT_EQ(found.value("phone"), "13900001234");
}
TEST(A_label, That_says_whose_it_is_counts_behind_the_other_side) {
    const auto found =
        fields_of("申请人：柳青山；被申请人：新阳街道办事处；案由：翻建；申请人住址：新阳街道新垵村12号；"
                  "申请人电话：13900001234。\n");
    EXPECT_EQ(found.value("address"), "新阳街道新垵村12号");
    EXPECT_EQ(found.value("phone"), "13900001234");
}
TEST(A_signature, Is_read_without_the_greeting_behind_it) {
    EXPECT_EQ(fields_of("信訪局長官：\n路燈壞了半年。\n具申請人柳青山敬上\n").value("applicant"), "柳青山");
    EXPECT_EQ(fields_of("信訪局長官：\n路燈壞了半年。\n具申請人”柳青山”敬上\n").value("applicant"), "柳青山");
    EXPECT_EQ(fields_of("领导：\n路灯坏了半年。\n请帮忙修好。\n柳青山（手机13900001234）\n2026年5月9日\n")
                  .value("applicant"),
              "柳青山");
}
TEST(A_writer, Who_says_that_he_gives_no_name_is_anonymous) {
    EXPECT_EQ(fields_of("来信人：不便透露\n路灯坏了半年。\n").value("anonymous"), "true");
    EXPECT_EQ(fields_of("尊敬的领导：\n这封信没有署名，不是因为心里有鬼。\n").value("anonymous"), "true");
}
TEST(Requests, That_a_heading_announces_need_no_colon) {
    EXPECT_THAT(claims_of("区信访局：\n一、我的情况\n我住在新垵村，路灯坏了半年。\n二、想请组织上解决什么\n"
                          "1、修好路灯；\n2、清理水沟。\n三、几句心里话\n辛苦各位了。\n"),
                ElementsAre("修好路灯", "清理水沟"));
}
TEST(Requests, Have_their_numbers_however_the_sign_behind_them_was_read) {
    EXPECT_THAT(
        claims_of(
            "区信访局：\n路灯坏了半年。\n请求：\n一，修好路灯；\n二、清理水沟；\n三一公布账目。\n此致\n"),
        ElementsAre("修好路灯", "清理水沟", "公布账目"));
    EXPECT_THAT(claims_of("区信访局：\n路灯坏了半年。\n请求：\n（一）修好路灯；\n（=）清理水沟。\n此致\n"),
                ElementsAre("修好路灯", "清理水沟"));
}
TEST(Requests, Are_not_announced_by_a_title_where_a_list_follows_below) {
    EXPECT_THAT(claims_of("请求　复查\n海沧区人民政府：\n我对这个答复不服，请求复查。\n我请求：\n"
                          "一、责令村委会修好路灯；\n二、清理水沟。\n申请人：柳青山\n"),
                ElementsAre("责令村委会修好路灯", "清理水沟"));
}
TEST(Requests, Of_a_slip_are_one_with_a_number_right_above_the_writer) {
    EXPECT_THAT(claims_of("留言条\n路灯坏了半年，没有人管。\n1、核对路灯的电费。\n姓名：柳青山\n"),
                ElementsAre("核对路灯的电费"));
}
TEST(A_claim, Has_the_words_and_the_brackets_of_a_document_put_right) {
    const auto found =
        fields_of("信访复查申请书\n请求：\n1、撤销新街信处(2026)9号信访事项处理亲见书；\n2、修好路灯。\n"
                  "申请人：柳青山\n");
    EXPECT_EQ(values(found, "claim").at(0), "撤销新街信处〔2026〕9号信访事项处理意见书");
}
TEST(An_address, Has_a_house_between_its_numbers) {
    EXPECT_EQ(fields_of("申请人：柳青山\n住址：新阳街道兴祥社区兴祥公寓3标903室\n").value("address"),
              "新阳街道兴祥社区兴祥公寓3栋903室");
    EXPECT_EQ(fields_of("申请人：柳青山\n住址：新阳街道兴祥社区兴祥公寓3期903室\n").value("address"),
              "新阳街道兴祥社区兴祥公寓3期903室");
}
TEST(Representatives, Put_forward_in_a_row_without_signs_are_parted_by_their_surnames) {
    EXPECT_EQ(
        fields_of("区信访局：\n我们是新垵村的村民，共22人，公推康小红石静怡邵彩霞为代表，路灯坏了半年。\n")
            .value("representatives"),
        "康小红、石静怡、邵彩霞");
}
TEST(Requests, Are_known_by_what_they_demand_where_nothing_announces_them) {
    EXPECT_THAT(
        claims_of("区政府领导：\n路灯坏了半年，没有人管。\n1.责令村委会修好路灯；\n2.公布维护费的账目。\n"
                  "恳请明察！\n"),
        ElementsAre("责令村委会修好路灯", "公布维护费的账目"));
    EXPECT_THAT(claims_of("区信访局：\n事情是这样的：\n1、我去了村部。\n2、主任不在。\n"), IsEmpty());
}
TEST(Requests, Begin_with_the_first_though_its_number_was_not_seen) {
    EXPECT_THAT(claims_of("区信访局：\n我的要求是：\n（）修好路灯；\n（二）清理水沟。\n"),
                ElementsAre("修好路灯", "清理水沟"));
}
TEST(A_request, Ends_with_its_paragraph_though_no_sign_ends_it) {
    EXPECT_THAT(claims_of("区信访局：\n请求事项：\n1、修好路灯；\n2、查清材料为何“找不到”\n"
                          "我等了两年，只求有人给一句准话，请各位领导费心过问一下这件事情。\n"),
                ElementsAre("修好路灯", "查清材料为何“找不到”"));
}
TEST(Words_that_close_a_letter, Ask_for_nothing) {
    EXPECT_THAT(claims_of("区信访局：\n路灯坏了半年，没有人管。\n恳请批准，望早日答复。\n"), IsEmpty());
}
TEST(An_application, Is_one_by_what_it_asks_to_be_revoked_whatever_its_title) {
    EXPECT_EQ(fields_of("区政府：\n我的请求：\n1、不予维持新街信处〔2026〕9号处理意见书；\n2、修好路灯。\n")
                  .value("kind"),
              "review_application");
    EXPECT_EQ(fields_of("市政府：\n我申请过复查，现在请市里复核。\n1、撤销海政信复查〔2026〕9号复查意见书；\n"
                        "2、修好路灯。\n")
                  .value("kind"),
              "re_review_application");
}
TEST(An_organ, Is_called_by_the_district_without_its_word) {
    const auto found = fields_of("信访事项复查申请书\n被申请人：海沧教育局\n申请人：柳青山\n");
    EXPECT_EQ(found.value("respondent"), "厦门市海沧区教育局");
}
TEST(An_organ, Reviews_no_opinion_of_its_own) {
    const auto found =
        fields_of("信访事项复核申请书\n申请人：柳青山\n海沧区人民政府于2026年5月4日作出复查意见书，"
                  "海沧区人民政府维持了处理意见，我不服。\n");
    EXPECT_EQ(found.value("respondent"), "厦门市海沧区人民政府");
    EXPECT_EQ(found.value("original_organ"), "");
}
TEST(The_day_of_a_letter, Stands_at_its_head_or_behind_a_word_of_writing) {
    EXPECT_EQ(fields_of("2026年5月1日\n区信访局：\n路灯坏了半年，没有人管。\n请派人看看。\n柳青山\n")
                  .value("letter_date"),
              "2026-05-01");
    EXPECT_EQ(
        fields_of("区信访局：\n路灯坏了半年，没有人管，请派人来看看。\n反映人：柳青山\n写于2026年5月27日\n")
            .value("letter_date"),
        "2026-05-27");
}
TEST(The_number_of_those_who_write, Is_not_that_of_neighbours_who_vouch_for_them) {
    EXPECT_EQ(fields_of("反映人：柳青山\n邻居们都知道我家的情况，36户人联名写过说明。\n").value("collective"),
              "");
    EXPECT_EQ(fields_of("区信访局：\n我们42个邻居凑在一起，写了这封信。\n").value("collective"), "42");
    EXPECT_EQ(fields_of("集体信访材料\n人数：69\n反映人：柳青山\n").value("collective"), "69");
}
TEST(A_name_below_the_text, Begins_with_a_surname) {
    EXPECT_EQ(fields_of("区信访局：\n路灯坏了半年，没有人管。\n敬请\n2026年5月9日\n").value("applicant"), "");
}
TEST(An_address, Ends_with_its_room) {
    EXPECT_EQ(fields_of("反映人：柳青山\n住址：海沧区新阳街道新垵村许厝巷12号305室我是这里的业主\n")
                  .value("address"),
              "海沧区新阳街道新垵村许厝巷12号305室");
}

} // namespace
} // namespace docket::ocr::testing
