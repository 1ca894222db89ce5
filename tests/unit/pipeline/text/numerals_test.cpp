#include "pipeline/text/dates.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/numerals.hpp"
#include "pipeline/text/utf8.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace docket::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Numeral, Is_read_in_every_way_people_write_it) {
    const std::vector<std::pair<std::u32string_view, std::int64_t>> cases{{U"12", 12},
                                                                          {U"十", 10},
                                                                          {U"十二", 12},
                                                                          {U"一十二", 12},
                                                                          {U"二十", 20},
                                                                          {U"廿三", 23},
                                                                          {U"卅一", 31},
                                                                          {U"一百零五", 105},
                                                                          {U"一百二十", 120},
                                                                          {U"两千零六", 2006},
                                                                          {U"一万五百", 10500},
                                                                          {U"三万五千", 35000},
                                                                          {U"壹佰贰拾叁", 123},
                                                                          {U"二〇二六", 2026},
                                                                          {U"二○二六", 2026},
                                                                          {U"二O二六", 2026},
                                                                          {U"二0二六", 2026},
                                                                          {U"零", 0},
                                                                          {U"一亿零三万", 100'030'000},
                                                                          {U"貳萬", 20000}};
    for (const auto& [text, n] : cases) EXPECT_EQ(parse_numeral(text).value_or(-1), n) << encode(text);
}
TEST(Numeral, That_no_one_writes_or_that_means_two_things_is_refused) {
    for (const auto* text : {U"", U"十百", U"百十千", U"一零百", U"一百五", U"十十", U"三万五", U"一二十",
                             U"零零百", U"人", U"一a", U"一百零", U"万", U"十2"})
        EXPECT_EQ(parse_numeral(text).value_or(-1), -1) << encode(text);
}
TEST(Numeral, Written_is_read_back_in_all_three_forms) {
    std::mt19937_64 chance(3);
    for (int round = 0; round < 5000; ++round) {
        std::int64_t limit = 10;
        for (auto power = chance() % 12; power > 0; --power) limit *= 10;
        const auto n = static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(limit));
        ASSERT_EQ(parse_numeral(with_units(n)).value_or(-1), n) << encode(with_units(n));
        ASSERT_EQ(parse_numeral(in_capitals(n)).value_or(-1), n) << encode(in_capitals(n));
        ASSERT_EQ(parse_numeral(digit_by_digit(n)).value_or(-1), n) << encode(digit_by_digit(n));
    }
}
TEST(Numeral, Of_any_characters_never_harms) {
    constexpr std::u32string_view letters = U"零〇一二两十百千万亿廿9O人";
    std::mt19937 chance(5);
    for (int round = 0; round < 20000; ++round) {
        std::u32string text;
        for (auto length = chance() % 30; length > 0; --length) text += letters[chance() % letters.size()];
        const auto n = parse_numeral(text);
        EXPECT_TRUE(!n || (*n >= 0 && *n <= greatest_numeral)) << encode(text);
    }
}

std::vector<std::string> dates_in(std::string_view utf8) {
    std::vector<std::string> out;
    for (const auto& found : find_dates(normalise(*decode(utf8)).text)) {
        auto text = found.date ? iso(*found.date) : "?";
        for (const auto& doubt : found.doubts) text += " " + doubt;
        out.push_back(text);
    }
    return out;
}

TEST(Dates, Whose_signs_were_misread_or_lost_are_found_where_no_other_day_can_be_meant) {
    for (const auto* text : {"2026,5,6", "2026.5,6", "2026 5.6", "2026.:5.6", "2026。5.6", "20265.6",
                             "2026.56", "2026.5.\n6", "2026年5月6H", "F2026年5月6日", "二〇二六年五月\n六日"})
        EXPECT_EQ(dates_in(text).size(), 1U) << text;
    for (const auto* text : {"2026,5,6", "2026 5.6", "20265.6", "2026.56", "2026年5月6H"})
        EXPECT_EQ(dates_in(text), std::vector<std::string>{"2026-05-06 date.repaired"}) << text;
    EXPECT_EQ(dates_in("2026.5.l"), std::vector<std::string>{"2026-05-01 date.repaired"});
    EXPECT_EQ(dates_in("二〇二六年二月二十\n二日"), std::vector<std::string>{"2026-02-22"});
    for (const auto* text : {"2026.12", "2026.111", "2026.32元", "2026 5 6", "20260.5", "1234.56"})
        EXPECT_EQ(dates_in(text), std::vector<std::string>{}) << text;
}
TEST(Dates, Are_found_in_every_style_of_letters) {
    for (const auto* text :
         {"2026年5月6日", "2026.5.6", "2026-05-06", "2026/5/6", "二〇二六年五月六日", "二O二六年五月六日",
          "二○二六年五月六日", "二零二六年五月六号", "2026 年 5 月 6 日", "２０２６年０５月０６日",
          "2 0 2 6年5月6日", "2026年5\n月6日", "于2026年5月6日收到", "贰零贰陆年五月六日"})
        EXPECT_THAT(dates_in(text), ElementsAre("2026-05-06")) << text;
    EXPECT_THAT(dates_in("2025年12月31日至二〇二六年十二月廿九日"), ElementsAre("2025-12-31", "2026-12-29"));
}
TEST(Dates, That_cannot_be_or_are_incomplete_are_reported_with_their_doubt) {
    EXPECT_THAT(dates_in("2026年2月30日"), ElementsAre("? date.impossible"));
    EXPECT_THAT(dates_in("2026年13月1日"), ElementsAre("? date.impossible"));
    EXPECT_THAT(dates_in("二〇二六年五月"), ElementsAre("? date.no_day"));
    EXPECT_THAT(dates_in("5月6日收到"), ElementsAre("? date.no_year"));
    EXPECT_THAT(dates_in("22年5月6日"), ElementsAre("2022-05-06 date.short_year"));
    EXPECT_THAT(dates_in("农历2026年5月6日"), ElementsAre("? date.lunar"));
    EXPECT_THAT(dates_in("2O26年5月l6日"), ElementsAre("2026-05-16 date.repaired"));
    EXPECT_THAT(dates_in("2026年5月6曰"), ElementsAre("2026-05-06 date.repaired"));
}
TEST(Dates, Are_not_seen_in_other_numbers) {
    for (const auto* text : {"350205199001010010", "13800138000", "1.2.3", "2026", "海街信访〔2026〕12号",
                             "三个月", "3月", "192.168.1.1", "12026.5.6"})
        EXPECT_THAT(dates_in(text), IsEmpty()) << text;
}
TEST(Dates, Written_are_read_back_whatever_the_day) {
    using namespace std::chrono;
    std::mt19937 chance(9);
    for (int round = 0; round < 2000; ++round) {
        const Date day = plus_days(year{1990} / 1 / 1, static_cast<int>(chance() % 20000));
        const auto words = encode(digit_by_digit(int(day.year()))) + "年" +
                           encode(with_units(unsigned(day.month()))) + "月" +
                           encode(with_units(unsigned(day.day()))) + "日";
        EXPECT_THAT(dates_in("前" + formal(day) + "，" + iso(day) + "后" + words),
                    ElementsAre(iso(day), iso(day), iso(day)));
    }
}
TEST(Dates, Keep_to_the_text_they_were_found_in_whatever_it_holds) {
    constexpr std::u32string_view letters = U"2026年月日号.-/〇二五十Ol 午用\n农历人";
    std::mt19937 chance(13);
    for (int round = 0; round < 20000; ++round) {
        std::u32string text;
        for (auto length = chance() % 40; length > 0; --length) text += letters[chance() % letters.size()];
        std::size_t end = 0;
        for (const auto& found : find_dates(text)) {
            ASSERT_GE(found.begin, end) << encode(text);
            ASSERT_LT(found.begin, found.end);
            ASSERT_LE(found.end, text.size());
            ASSERT_TRUE(found.date.has_value() ? found.date->ok() : !found.doubts.empty());
            end = found.end;
        }
    }
}

} // namespace
} // namespace docket::text
