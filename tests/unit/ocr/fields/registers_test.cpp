// What the registers of the office and the words of the language put right in a reading: places, marks of
// organs, names. Persons, houses and numbers are invented.
#include "ocr/fields/doubts.hpp"
#include "ocr/fields/misread_places.hpp"
#include "ocr/fields/organ_marks.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// The glyph at this place of the letter was read with this much confidence, and this is its reader's next
// choice.
void also_read_as(std::vector<PageText>& pages, std::size_t line, std::size_t at, char32_t other,
                  float sure = 0.5F) {
    auto& glyph = pages[0].lines.at(line).glyphs.at(at);
    glyph.confidence = sure;
    glyph.others = {{other, sure / 3}};
}
std::string address_of(const std::string& read) {
    return fields_of("信访人：柳青山\n住址：" + read + "\n").value("address");
}
bool nothing_offered(std::size_t, char32_t) { return false; }

TEST(A_place, Read_with_one_character_wrong_is_the_only_one_of_its_street_that_it_can_be) {
    EXPECT_EQ(address_of("厦门市海汐区新阳街道新斑村许厝巷12号"), "厦门市海沧区新阳街道新垵村许厝巷12号");
    EXPECT_EQ(address_of("夏门市海沧区嵩街道整冠社区望海楼2号"), "厦门市海沧区嵩屿街道鳌冠社区望海楼2号");
    EXPECT_EQ(address_of("海沧区海沧街道潮美村路口9号"), "海沧区海沧街道渐美村路口9号");
}
TEST(A_place, Names_the_road_called_after_it_too) {
    EXPECT_EQ(address_of("海沧区海沧街道困瑶村困瑶西路3号"), "海沧区海沧街道囷瑶村囷瑶西路3号");
    EXPECT_EQ(address_of("新阳街道新村新北路14号"), "新阳街道新垵村新垵北路14号");
}
TEST(A_place, In_a_traditional_letter_stays_written_so) {
    EXPECT_EQ(address_of("廈門市海瀏區嵩與街道驚冠社區望海樓2號"), "廈門市海滄區嵩嶼街道鰲冠社區望海樓2號");
}
TEST(A_place, That_was_put_right_is_doubted_and_what_was_read_is_offered) {
    const auto found = fields_of("信访人：柳青山\n住址：海沧区海沧街道夸礁村院前路8号\n");
    ASSERT_NE(found.find("address"), nullptr);
    const auto& field = *found.find("address");
    EXPECT_EQ(field.value, "海沧区海沧街道青礁村院前路8号");
    EXPECT_THAT(field.doubts, Contains("address.repaired"));
    EXPECT_THAT(field.candidates, Contains("海沧区海沧街道夸礁村院前路8号"));
    EXPECT_FALSE(certain(field));
}
TEST(A_place, That_may_be_either_of_two_is_left_as_it_was_read_unless_the_reader_offers_one) {
    const auto& divisions = haicang().divisions();
    constexpr std::u32string_view address = U"海沧区嵩屿街道海江社区";
    EXPECT_THAT(misread_places(divisions, address, nothing_offered), IsEmpty());
    const auto told =
        misread_places(divisions, address, [](std::size_t at, char32_t c) { return at == 8 && c == U'虹'; });
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].name, U"海虹");
}
TEST(A_place, Of_another_district_is_none_of_ours) {
    for (const auto* read : {U"翔安区新店街道某某村3号", U"集美区侨英街道叶厝社区", U"新店街道溪尾社区"})
        EXPECT_THAT(misread_places(haicang().divisions(), read, nothing_offered), IsEmpty());
}
TEST(A_house, Has_a_word_or_a_digit_where_the_reader_thought_that_possible) {
    auto pages = pages_of("信访人：柳青山\n住址：海沧区新阳街道霞阳村霞美苑4标1006室\n");
    also_read_as(pages, 1, 17, U'栋');
    EXPECT_EQ(understand(pages, haicang()).value().value("address"), "海沧区新阳街道霞阳村霞美苑4栋1006室");
    EXPECT_EQ(address_of("海沧区新阳街道霞阳村霞美路/86号"), "海沧区新阳街道霞阳村霞美路186号");
    EXPECT_EQ(address_of("海沧区新阳街道霞阳村霞美苑l栋1302室"), "海沧区新阳街道霞阳村霞美苑1栋1302室");
    EXPECT_EQ(address_of("海沧区新阳街道霞阳村霞美苑4栋，1006室"), "海沧区新阳街道霞阳村霞美苑4栋1006室");
}
TEST(An_address, Is_found_where_running_text_says_where_to_write) {
    EXPECT_EQ(fields_of("我们选柳青山为代表，电话13900001234，地址海沧区新阳街道霞阳村霞美路3号。\n")
                  .value("address"),
              "海沧区新阳街道霞阳村霞美路3号");
    EXPECT_EQ(fields_of("答复请寄海沧区新阳街道霞阳村霞美路3号，谢谢。\n").value("address"),
              "海沧区新阳街道霞阳村霞美路3号");
}

float no_choice(std::size_t, char32_t) { return 0; }
TEST(A_mark, Is_made_of_an_organs_name_and_a_word_of_business) {
    for (const auto* mark :
         {U"海建交信", U"海人社信", U"海市监信", U"海教信访", U"嵩街信处", U"海政信复查"}) {
        const auto known = organ_mark(haicang(), mark, no_choice);
        ASSERT_TRUE(known);
        EXPECT_EQ(known->begin, 0U);
        EXPECT_FALSE(known->repaired);
    }
    EXPECT_FALSE(organ_mark(haicang(), U"闽建筑字第", no_choice));
}
TEST(A_mark, Begins_where_it_can) {
    const auto found =
        fields_of("申请书\n申请人：柳青山\n撤销街道办事处海人社信〔2026〕9号处理意见，请求复查。\n");
    EXPECT_EQ(found.value("disputed_number"), "海人社信〔2026〕9号");
}
TEST(A_mark, Has_that_of_the_readers_choices_which_the_register_knows) {
    auto pages = pages_of("信访复查申请书\n申请人：柳青山\n不服新微信处〔2026〕9号处理意见书。\n请求：\n1."
                          "撤销新微信处〔2026〕9号处理意见书。\n");
    also_read_as(pages, 2, 3, U'街');
    also_read_as(pages, 4, 5, U'街');
    const auto found = understand(pages, haicang()).value();
    EXPECT_EQ(found.value("disputed_number"), "新街信处〔2026〕9号");
    EXPECT_THAT(found.find("disputed_number")->doubts, Contains("number.mark_repaired"));
    EXPECT_THAT(found.find("disputed_number")->doubts, Not(Contains("number.several")));
    EXPECT_EQ(found.value("claim"), "撤销新街信处〔2026〕9号处理意见书"); // there too
}
TEST(A_mark, May_be_what_looks_alike_to_readers_without_choices) {
    EXPECT_EQ(fields_of("信访复查申请书\n申请人：柳青山\n不服高街信处〔2026〕9号处理意见书。\n")
                  .value("disputed_number"),
              "嵩街信处〔2026〕9号");
}

TEST(A_name, Begins_with_a_surname_where_the_reader_was_not_sure) {
    auto pages = pages_of("反映人：综家声\n2026年5月9日\n");
    also_read_as(pages, 0, 4, U'徐');
    const auto found = understand(pages, haicang()).value();
    EXPECT_EQ(found.value("applicant"), "徐家声");
    EXPECT_THAT(found.find("applicant")->doubts, Contains("applicant.unlikely_name"));
    EXPECT_THAT(found.find("applicant")->candidates, Contains("综家声"));
    EXPECT_FALSE(certain(*found.find("applicant")));
}
TEST(A_name, Holds_no_word_of_grammar_where_the_reader_was_not_sure) {
    auto pages = pages_of("反映人：柳启的、秋月明\n2026年5月9日\n");
    also_read_as(pages, 0, 6, U'明');
    const auto found = understand(pages, haicang()).value();
    EXPECT_EQ(found.value("applicants"), "柳启明、秋月明");
    EXPECT_THAT(found.find("applicants")->doubts, Contains("applicant.unlikely_name"));
}
TEST(A_name, That_was_read_surely_stands_however_rare) {
    auto pages = pages_of("反映人：综家的\n2026年5月9日\n");
    also_read_as(pages, 0, 4, U'徐', 0.97F);
    EXPECT_EQ(understand(pages, haicang()).value().value("applicant"), "综家的");
    auto likely = pages_of("反映人：柳青山\n2026年5月9日\n");
    also_read_as(likely, 0, 6, U'仙');
    EXPECT_EQ(understand(likely, haicang()).value().value("applicant"), "柳青山");
}

TEST(An_application, Whose_words_were_misread_is_known_by_what_it_asks_to_be_revoked) {
    EXPECT_EQ(
        fields_of("复申请\n申请人：柳青山\n请求：\n1.撤销海政信复查〔2026〕9号复查意见书。\n").value("kind"),
        "re_review_application");
    const auto found =
        fields_of("申请书\n申请人：柳青山\n对新街信处〔2026〕9号处理意见不服，申诱复查。\n请求：\n"
                  "1.撤销新街信处〔2026〕9号处理意见书。\n");
    EXPECT_EQ(found.value("kind"), "review_application");
    EXPECT_THAT(found.find("kind")->doubts, Contains("kind.from_body"));
}
TEST(A_form, Names_the_number_of_each_opinion) {
    const auto found = fields_of("信访复核申请书\n申请人：柳青山\n原意见文　嵩街信处〔2026〕48号\n号\n"
                                 "复查文号　海政信复查〔2026〕83号\n2026年6月2日\n");
    EXPECT_EQ(found.value("disputed_number"), "海政信复查〔2026〕83号");
    EXPECT_EQ(found.value("original_number"), "嵩街信处〔2026〕48号");
}
TEST(Requests, Announced_with_what_was_read_as_another_sign_are_found) {
    const auto found =
        fields_of("区信访局：\n我们商量了几个晚上，希望能够！\n1、打开铁门；\n2、拆除隔板！\n2026年5月9日\n");
    EXPECT_THAT(values(found, "claim"), ElementsAre("打开铁门", "拆除隔板"));
}
TEST(Requests, Of_whose_marks_a_stroke_or_a_sign_was_lost_are_parted_all_the_same) {
    const auto claims_of = [](const std::string& text) { return values(fields_of(text), "claim"); };
    EXPECT_THAT(
        claims_of(
            "区信访局：\n为此，我提出如下请求：\n、打开铁门；\n二、拆除隔板；\n三修好路灯。\n2026年5月9日\n"),
        ElementsAre("打开铁门", "拆除隔板", "修好路灯"));
    EXPECT_THAT(claims_of("区信访局：\n请求：\n、打开铁门；\n、拆除隔板。\n此致\n敬礼！\n"),
                ElementsAre("打开铁门", "拆除隔板"));
    EXPECT_THAT(claims_of("区信访局：\n请求：\n一、打开铁门，\n二楼的隔板也要拆除。\n此致\n敬礼！\n"),
                ElementsAre("打开铁门，二楼的隔板也要拆除"));
}
TEST(Requests, Hold_days_with_the_signs_they_were_meant_to_have) {
    EXPECT_EQ(fields_of("信访复查申请书\n申请人：柳青山\n请求：\n1.撤销被申请人2026.5,16作出的处理意见书。\n")
                  .value("claim"),
              "撤销被申请人2026.5.16作出的处理意见书");
}
TEST(A_day, Whose_number_one_engine_lost_is_completed_by_the_other) {
    const auto found = fields_of_two("信访复查申请书\n申请人：柳青山\n2026年4月日\n",
                                     "信访复查申请书\n申请人：柳青山\n2026年4月4日\n");
    EXPECT_EQ(found.value("letter_date"), "2026-04-04");
    EXPECT_FALSE(certain(*found.find("letter_date")));
}

} // namespace
} // namespace docket::ocr::testing
