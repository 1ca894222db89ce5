// Every number here is invented or the sample of the standard.
#include "pipeline/text/identity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace docket::text {
namespace {

using std::chrono::year;

std::string invented_id(std::mt19937& chance) {
    const Date born = plus_days(year{1930} / 1 / 1, static_cast<int>(chance() % 33000));
    auto day = iso(born);
    std::erase(day, '-');
    auto id = "350205" + day + std::to_string(100 + chance() % 900);
    return id + id_check_character(id);
}

TEST(Identity, Of_the_standard_and_of_invented_people_is_accepted) {
    for (const auto* id : {"11010519491231002X", "11010519491231002x", "350205199001010010",
                           "350205198512311232", "350211197006154505"})
        EXPECT_TRUE(parse_resident_id(id)) << id;
    const auto id = parse_resident_id("11010519491231002X");
    EXPECT_EQ(id->born, year{1949} / 12 / 31);
    EXPECT_EQ(id->sex, Sex::female);
    EXPECT_EQ(id->division, "110105");
}
TEST(Identity, That_is_wrong_says_how) {
    EXPECT_EQ(parse_resident_id("350205199002300010").error().code, "id.calendar");
    EXPECT_EQ(parse_resident_id("350205199001010011").error().code, "id.checksum");
    EXPECT_EQ(parse_resident_id("350205900101001").error().code, "id.obsolete");
    EXPECT_EQ(parse_resident_id("35020519900101001").error().code, "id.malformed");
    EXPECT_EQ(parse_resident_id("").error().code, "id.malformed");
    EXPECT_EQ(parse_resident_id("350205199001010010", year{1980} / 1 / 1).error().code, "id.in_future");
    EXPECT_EQ(parse_resident_id("11010519491231002X", year{2080} / 1 / 1).error().code, "id.too_old");
}
TEST(Identity, With_any_one_digit_changed_is_refused) {
    std::mt19937 chance(17);
    for (int round = 0; round < 300; ++round) {
        auto id = invented_id(chance);
        ASSERT_TRUE(parse_resident_id(id)) << id;
        auto& digit = id[chance() % 17];
        digit = static_cast<char>('0' + (digit - '0' + 1 + static_cast<int>(chance() % 9)) % 10);
        EXPECT_FALSE(parse_resident_id(id)) << id;
    }
}
TEST(Identity, Misread_in_one_place_is_among_the_candidates_and_nothing_is_replaced) {
    std::mt19937 chance(19);
    constexpr std::string_view digits = "01258";
    constexpr std::string_view letters = "OlZSB";
    for (int round = 0; round < 300; ++round) {
        const auto id = invented_id(chance);
        auto read = id;
        const auto at = read.find_first_of(digits, 1 + chance() % 6);
        if (at == std::string::npos || at >= 17) continue;
        read[at] = letters[digits.find(read[at])];
        const auto candidates = id_candidates(read);
        ASSERT_FALSE(candidates.empty()) << read;
        EXPECT_EQ(candidates[0].number, id);
        EXPECT_EQ(candidates[0].changes, 1);
        EXPECT_EQ(candidates[0].digits_changed, 0);
        EXPECT_TRUE(candidates[0].valid);
    }
}
TEST(Identity, With_a_wrong_checksum_offers_look_alikes_first_but_keeps_what_was_read) {
    const auto candidates =
        id_candidates("350205198512371232"); // a 3 read as 7 makes day 37: only the page can tell
    EXPECT_THAT(candidates, testing::Contains(testing::Field(&Candidate::number, "350205198512371232")));
    const auto doubtful = id_candidates("350205193512311232"); // 1935 for 1985
    EXPECT_EQ(doubtful[0].number, "350205198512311232");
    EXPECT_TRUE(doubtful[0].valid);
    EXPECT_EQ(doubtful[0].digits_changed, 1);
    EXPECT_THAT(doubtful,
                testing::Contains(testing::AllOf(testing::Field(&Candidate::number, "350205193512311232"),
                                                 testing::Field(&Candidate::valid, false))));
}
TEST(Identity, Ends_in_X_however_it_was_drawn) {
    for (const auto* read : {"11010519491231002×", "1101 0519 4912 31002X", "ll010519491231002x"}) {
        ASSERT_FALSE(id_candidates(read).empty()) << read;
        EXPECT_EQ(id_candidates(read)[0].number, "11010519491231002X");
    }
    for (const auto* read : {"", "张三", "1101051949123100", "1101051949123100222X", "\xFF"})
        EXPECT_TRUE(id_candidates(read).empty()) << read;
}

TEST(Phone, Takes_one_form_however_it_is_written) {
    for (const auto* text :
         {"13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "8613800138000"})
        EXPECT_EQ(parse_phone(text)->number, "13800138000") << text;
    for (const auto* text : {"0592-6051234", "(0592)6051234", "（0592）605 1234", "05926051234"})
        EXPECT_EQ(parse_phone(text)->number, "0592-6051234") << text;
    EXPECT_EQ(parse_phone("0592-6051234-802")->number, "0592-6051234-802");
    EXPECT_EQ(parse_phone("010-65123456")->number, "010-65123456");
    EXPECT_EQ(parse_phone("6051234")->type, Phone::local);
}
TEST(Phone, That_is_none_is_refused) {
    for (const auto* text : {"", "1380013800", "138001380000", "12345", "23800138000", "0592-1051234",
                             "361026", "张三", "350205199001010010", "\xFF"})
        EXPECT_EQ(parse_phone(text).value_or(Phone{Phone::local, "refused"}).number, "refused") << text;
}

} // namespace
} // namespace docket::text
