// Who signs a letter of many, who speaks for them and how many they are. Persons are invented.
#include "ocr/fields/doubts.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

// The characters of a line closer or wider than pages_of() sets them: the blanks of the line, which are left
// out, become this much room.
void set_blanks(PageText& page, std::size_t number, int room) {
    auto& glyphs = page.lines.at(number).glyphs;
    std::vector<Glyph> set;
    int x = 200;
    for (const auto& glyph : glyphs) {
        if (glyph.ch == U'　') {
            x += room;
            continue;
        }
        set.push_back(glyph);
        set.back().box.x = x;
        x += glyph.box.w;
    }
    glyphs = std::move(set);
}
LetterFields with_blanks_of(int room, std::size_t first_line, std::size_t lines, std::string_view text) {
    auto pages = pages_of(text);
    for (std::size_t i = 0; i < lines; ++i) set_blanks(pages[0], first_line + i, room);
    return understand(pages, haicang()).value();
}
// The page as it lies when its original stands on its head.
void turn_over(PageText& page) {
    page.turned = 180;
    for (auto& line : page.lines)
        for (auto& glyph : line.glyphs) {
            glyph.box.x = page.width - glyph.box.x - glyph.box.w;
            glyph.box.y = page.height - glyph.box.y - glyph.box.h;
        }
}
FieldValue held(const LetterFields& found, std::string_view name) {
    const auto* field = found.find(name);
    return field == nullptr ? FieldValue{} : *field;
}

TEST(Signers, Side_by_side_without_a_blank_that_was_read_are_parted_by_the_room_between_them) {
    const auto found = with_blanks_of(em / 2, 3, 2,
                                      "区信访局：\n路灯坏了半年，请派人修。\n反映人：\n"
                                      "丁一平　司徒文　柳青山\n夏雨　秋月明\n2026年5月9日\n");
    EXPECT_EQ(found.value("applicant"), "丁一平");
    EXPECT_EQ(found.value("applicants"), "丁一平、司徒文、柳青山、夏雨、秋月明");
    EXPECT_THAT(held(found, "applicants").doubts, IsEmpty());
}
TEST(Signers, On_a_page_that_stood_on_its_head_are_parted_as_well) {
    auto pages =
        pages_of("区信访局：\n路灯坏了半年，请派人修。\n反映人：\n丁一平　司徒文　柳青山\n2026年5月9日\n");
    turn_over(pages[0]);
    EXPECT_EQ(understand(pages, haicang())->value("applicants"), "丁一平、司徒文、柳青山");
}
TEST(Signers, Whose_line_can_be_parted_in_several_ways_leave_the_others_doubted) {
    const auto found = with_blanks_of(0, 4, 1,
                                      "区信访局：\n路灯坏了半年，请派人修。\n全体反映人：\n"
                                      "丁一平　司徒文　柳青山\n夏雨　秋月文　康至\n2026年5月9日\n");
    EXPECT_THAT(held(found, "applicants").doubts, Contains("applicant.too_long"));
}
TEST(Signers, Whose_line_shows_no_room_are_parted_by_their_surnames_and_doubted) {
    const auto found =
        with_blanks_of(0, 3, 1,
                       "区信访局：\n路灯坏了半年，请派人修。\n签名手印的有（人多，没有写全）：\n"
                       "康小红　石静怡　邵彩霞\n翁腊梅　康清海\n2026年5月9日\n");
    EXPECT_EQ(found.value("applicants"), "康小红、石静怡、邵彩霞、翁腊梅、康清海");
    EXPECT_THAT(held(found, "applicants").doubts, Contains("applicant.cut"));
}
TEST(Signers, Below_the_text_without_a_label_are_all_taken) {
    const auto found = fields_of("区信访局：\n路灯坏了半年，请派人修。\n以下是部分签名，电话13900001234。\n"
                                 "丁一平　司徒文　柳青山\n夏雨　秋月明\n2026年5月9日\n");
    EXPECT_EQ(found.value("applicants"), "丁一平、司徒文、柳青山、夏雨、秋月明");
    EXPECT_FALSE(certain(held(found, "collective")));
}
TEST(Signers, One_below_the_other_are_all_taken) {
    const auto found = fields_of(
        "区信访局：\n路灯坏了半年，请派人修。\n反映人（签字）：\n丁一平\n司徒文\n柳青山\n2026年5月9日\n");
    EXPECT_EQ(found.value("applicants"), "丁一平、司徒文、柳青山");
}
TEST(Signer, Behind_a_label_whose_colon_was_read_as_another_sign_is_found) {
    for (const auto* end : {"反映人！\n柳青山", "反映人，柳青山", "反映人！柳青山"})
        EXPECT_EQ(fields_of(std::string("区信访局：\n路灯坏了半年。\n") + end + "\n电话：13900001234\n")
                      .value("applicant"),
                  "柳青山")
            << end;
    EXPECT_EQ(fields_of("区信访局：\n申请人，男，四十岁。\n").find("applicant"), nullptr);
}
TEST(Signers, Whose_names_are_alike_are_two_people) {
    const auto found =
        fields_of("区信访局：\n路灯坏了半年，请派人修。\n签名：\n丁文平　柳文平　夏雨\n2026年5月9日\n");
    EXPECT_EQ(found.value("applicants"), "丁文平、柳文平、夏雨");
}
TEST(Signer, Read_with_a_character_less_at_the_end_is_one_person_and_doubted) {
    const auto found =
        fields_of("信访复查申请书\n申请人：柳青山\n我不服处理意见，请复查。\n申请人：柳山\n2026年5月9日\n");
    EXPECT_EQ(found.value("applicant"), "柳青山");
    EXPECT_EQ(found.find("applicants"), nullptr);
    EXPECT_THAT(held(found, "applicant").doubts, Contains("applicant.contradicted"));
}
TEST(Signer, Is_not_somebody_whom_the_doctor_called_into_the_corridor) {
    const auto found = fields_of(
        "区信访局：\n护士说费用不够，医生三番两次当着大家的面把\n我叫到走廊，态度很差。\n一名群众\n");
    EXPECT_EQ(found.find("applicant"), nullptr);
    EXPECT_EQ(found.value("anonymous"), "true");
}
TEST(Signer, Who_writes_respectfully_behind_the_name_is_known_by_it) {
    const auto found = fields_of("区信訪局：\n路燈壞了半年，請派人修。\n柳青山　謹上\n2026年5月9日\n");
    EXPECT_EQ(found.value("applicant"), "柳青山");
}
TEST(Letter, Whose_writer_would_rather_not_write_down_the_name_is_anonymous) {
    EXPECT_EQ(fields_of("区信访局：\n我怕被报复，不便写下姓名。有人在河里倒垃圾。\n").value("anonymous"),
              "true");
}
TEST(Letter, Of_many_says_how_many_they_are) {
    for (const auto* text :
         {"人数：27人　代表：丁一平\n路灯坏了。", "我们是石塘社区的居民，共27人，联名反映路灯坏了。",
          "石塘社区27名群众的联名信\n路灯坏了。", "我们一共27户，路灯坏了。"})
        EXPECT_EQ(fields_of(std::string("区信访局：\n") + text + "\n").value("collective"), "27") << text;
    for (const auto* text : {"车祸现场共27人受伤。", "楼里一共27户停水。", "操场上有27名学生在上课。",
                             "表上有27户的签名不是本人所写。"})
        EXPECT_EQ(fields_of(std::string("区信访局：\n") + text + "\n").value("collective"), "") << text;
}
TEST(Representatives, Are_told_in_many_ways) {
    for (const auto* text : {"人数：27人代表：丁一平、司徒文", "大家公推丁一平、司徒文为代表，请联系。",
                             "以下是签名，代表人是丁一平、司徒文，电话13900001234。",
                             "大家推选了丁一平和司徒文当代表。", "我们推荐丁一平同志、司徒文同志为代表。"})
        EXPECT_EQ(fields_of(std::string("区信访局：\n") + text + "\n路灯坏了。\n").value("representatives"),
                  "丁一平、司徒文")
            << text;
    for (const auto* text : {"公司法定代表人是丁一平。", "村里的人大代表是丁一平。"})
        EXPECT_EQ(fields_of(std::string("区信访局：\n") + text + "\n路灯坏了。\n").value("representatives"),
                  "")
            << text;
}
TEST(Representatives, Stand_for_the_signers_where_no_signature_was_read_and_are_doubted) {
    const auto found = fields_of("区信访局：\n大家推选丁一平、司徒文为代表。\n路灯坏了半年，请派人修。\n");
    EXPECT_EQ(found.value("applicant"), "丁一平");
    EXPECT_FALSE(certain(held(found, "applicant")));
}

} // namespace
} // namespace docket::ocr::testing
