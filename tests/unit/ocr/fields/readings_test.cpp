#include "ocr/fields/doubts.hpp"
#include "pipeline/text/identity.hpp"
#include "pipeline/text/utf8.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

const std::string letter = R"(信访事项复查申请书
申请人：张喆堃，身份证号码：350205199001010010，电话13800138000
被申请人：新阳街道办事处
申请人不服新阳街道办事处2026年4月8日作出的处理意见书（海新街信访〔2026〕12号），于2026年4月15日收到，请求复查。
申请人：张喆堃
2026年5月6日)";

std::string swapped(std::string_view from, std::string_view to, std::string text = letter) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}
const FieldValue& field(const LetterFields& found, std::string_view name) {
    const auto* field = found.find(name);
    if (field == nullptr) throw std::runtime_error("no field " + std::string(name));
    return *field;
}

TEST(Two_engines, That_read_alike_make_a_value_certain_though_a_glyph_is_weak) {
    const auto found = fields_of_two(letter, letter, 0.7F);
    for (const auto* name : {"applicant", "id_number", "phone", "disputed_number", "disputed_date",
                             "received_on", "letter_date", "respondent"}) {
        EXPECT_TRUE(field(found, name).agreed()) << name;
        EXPECT_TRUE(certain(field(found, name))) << name;
    }
    EXPECT_FALSE(certain(field(understand(pages_of(letter, 0.7F), haicang()).value(), "id_number")));
    EXPECT_TRUE(certain(field(fields_of(letter), "id_number")));
}
TEST(Two_engines, Agree_whatever_the_form_each_of_them_gives_a_value) {
    auto second = swapped("〔2026〕12号", "[2026] 12 号");
    second = swapped("2026年4月8日", "2026 年 4 月 8 日", second);
    second = swapped("138001", "1380 O1", second);
    const auto found = fields_of_two(letter, second);
    for (const auto* name : {"disputed_number", "disputed_date", "phone"})
        EXPECT_TRUE(field(found, name).agreed()) << name << ' ' << field(found, name).readings[1].value;
}
TEST(Two_engines, That_differ_leave_both_readings_and_a_doubt) {
    const struct {
        const char *name, *doubt, *from, *to, *second;
    } cases[] = {
        {"id_number", "id.engines_differ", "350205199001010010", "350205199001010019", "350205199001010019"},
        {"phone", "phone.engines_differ", "13800138000", "13800138008", "13800138008"},
        {"applicant", "applicant.engines_differ", "张喆堃", "张喆坤", "张喆坤"},
        {"disputed_number", "number.engines_differ", "〕12号", "〕72号", "海新街信访〔2026〕72号"},
        {"disputed_date", "date.engines_differ", "4月8日", "4月3日", "2026-04-03"},
        {"respondent", "respondent.engines_differ", "新阳", "东孚", "厦门市海沧区人民政府东孚街道办事处"}};
    for (const auto& c : cases) {
        const auto one = fields_of(letter).value(c.name);
        const auto found = fields_of_two(letter, swapped(c.from, c.to));
        EXPECT_EQ(found.value(c.name), one);
        EXPECT_THAT(field(found, c.name).readings,
                    ElementsAre(EngineReading{"test", one}, EngineReading{"second", c.second}))
            << c.name;
        EXPECT_THAT(field(found, c.name).doubts, Contains(c.doubt)) << c.name;
        EXPECT_FALSE(certain(field(found, c.name))) << c.name;
        EXPECT_THAT(field(found, c.name).candidates, Contains(c.second)) << c.name;
        EXPECT_NE(explain(c.doubt), c.doubt);
    }
}
TEST(Two_engines, One_of_which_lost_or_added_a_digit_at_the_end_do_not_agree) {
    for (const auto* second : {"1380013800", "138001380001", "3800138000"}) {
        const auto found = fields_of_two(letter, swapped("13800138000", second));
        EXPECT_THAT(field(found, "phone").doubts, Contains("phone.engines_differ")) << second;
    }
    const auto found = fields_of_two(letter, swapped("张喆堃，", "张喆堃丰"));
    EXPECT_FALSE(field(found, "applicant").readings[1].value == "张喆堃" &&
                 field(found, "applicant").page > 0);
}
TEST(Two_engines, A_checksum_ranks_their_readings_and_replaces_none) {
    const auto wrong = swapped("350205199001010010", "350205199001010019");
    const auto found = fields_of_two(wrong, letter);
    const auto& id = field(found, "id_number");
    EXPECT_EQ(id.value, "350205199001010019");
    EXPECT_EQ(id.candidates.front(), "350205199001010010");
    EXPECT_THAT(id.doubts, Contains("id.engines_differ"));
    EXPECT_THAT(id.doubts, Contains("id.checksum"));
}
TEST(Two_engines, Are_judged_by_checksum_calendar_and_register_where_only_a_sure_reading_can_be_right) {
    const struct {
        const char *name, *from, *to;
    } cases[] = {{"id_number", "350205199001010010", "350205199001010019"},
                 {"phone", "13800138000", "1380013800"},
                 {"disputed_date", "4月8日", "4月88日"},
                 {"respondent", "新阳街道办事处", "薪陌衔道办事处"}};
    for (const auto& c : cases) {
        const auto sure_of_it = fields_of_two(letter, swapped(c.from, c.to), 0.99F);
        EXPECT_TRUE(certain(field(sure_of_it, c.name))) << c.name;
        EXPECT_EQ(field(sure_of_it, c.name).readings.size(), 2U) << c.name; // both are still told
        EXPECT_FALSE(certain(field(fields_of_two(letter, swapped(c.from, c.to), 0.90F), c.name))) << c.name;
    }
    const auto name = fields_of_two(letter, swapped("张喆堃", "张口口"), 0.99F);
    EXPECT_FALSE(certain(field(name, "applicant")));
}
TEST(Two_engines, Settle_a_name_that_one_of_them_read_in_two_ways) {
    // The first engine took 堃 for 坤 in the signature; the other read 堃 at both places.
    auto first = letter;
    first.replace(first.rfind("堃"), std::string("堃").size(), "坤");
    const auto alone = fields_of(first);
    EXPECT_THAT(field(alone, "applicant").doubts, Contains("applicant.contradicted"));
    const auto found = fields_of_two(first, letter);
    EXPECT_EQ(found.value("applicant"), "张喆堃");
    EXPECT_TRUE(certain(field(found, "applicant")));
    // The first place is the misread one: the place where both agree is the name's.
    auto other = letter;
    other.replace(other.find("堃"), std::string("堃").size(), "坤");
    const auto again = fields_of_two(other, letter);
    EXPECT_EQ(again.value("applicant"), "张喆堃");
    EXPECT_TRUE(certain(field(again, "applicant")));
}
TEST(Two_engines, That_read_two_names_alike_at_two_places_leave_the_contradiction) {
    auto both = letter;
    both.replace(both.rfind("堃"), std::string("堃").size(), "坤");
    EXPECT_THAT(field(fields_of_two(both, both), "applicant").doubts, Contains("applicant.contradicted"));
}
TEST(Two_engines, Settle_an_organ_of_which_one_misread_a_character) {
    const auto found = fields_of_two(swapped("新阳街道办事处", "新阳街道办亊处"), letter);
    EXPECT_EQ(found.value("respondent"), "厦门市海沧区人民政府新阳街道办事处");
    EXPECT_THAT(field(found, "respondent").doubts, Not(Contains("respondent.fuzzy")));
}
TEST(Two_engines, Of_which_one_saw_nothing_are_one) {
    auto pages = pages_of(letter);
    for (auto& line : pages[0].lines) line.second_engine = "second";
    const auto found = understand(pages, haicang()).value();
    EXPECT_TRUE(field(found, "phone").readings.empty());
    EXPECT_TRUE(field(found, "phone").doubts.empty());
}
TEST(A_next_choice, Of_a_reader_is_offered_and_ranked_by_the_check_digit) {
    auto pages = pages_of(swapped("350205199001010010", "350205199001010070"));
    for (auto& line : pages[0].lines)
        for (auto& glyph : line.glyphs)
            if (glyph.ch == U'7') glyph.others = {{U'1', 0.4F}, {U'9', 0.1F}};
    const auto found = understand(pages, haicang()).value();
    EXPECT_EQ(found.value("id_number"), "350205199001010070");
    EXPECT_EQ(field(found, "id_number").candidates.front(), "350205199001010010");
}
TEST(Readings, Survive_the_way_to_JSON_and_back) {
    const auto found = fields_of_two(letter, swapped("13800138000", "13800138008"));
    const auto again = from_json(json::parse(json::dump(to_json(found))).value());
    ASSERT_TRUE(again);
    EXPECT_EQ(field(*again, "phone").readings, field(found, "phone").readings);
    EXPECT_EQ(field(*again, "phone").candidates, field(found, "phone").candidates);
}
TEST(Readings, Of_any_kind_are_taken) {
    std::mt19937 chance(41);
    for (int round = 0; round < 60; ++round) {
        auto pages = pages_of(letter), again = pages_of(letter);
        confuse(again, chance, 0.2, false);
        std::string second;
        for (const auto& line : again[0].lines) second += words_of(line) + "\n";
        read_again(pages, second);
        const auto found = understand(pages, haicang()).value();
        for (const auto& one : found.fields) {
            const bool differ = one.readings.size() == 2 && !one.agreed();
            ASSERT_TRUE(!differ || !certain(one) || one.name == "claim" || one.name == "address") << one.name;
        }
    }
}

} // namespace
} // namespace docket::ocr::testing
