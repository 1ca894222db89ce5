#include "pipeline/text/document_number.hpp"
#include "pipeline/text/utf8.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace docket::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string read(std::string_view text) {
    const auto number = parse_document_number(text);
    if (!number) return number.error().code;
    auto out = number->number.text();
    for (const auto& deviation : number->deviations) out += " " + deviation;
    return out;
}

TEST(DocumentNumber, As_the_standard_writes_it_has_no_deviation) {
    EXPECT_EQ(read("海街信访〔2026〕12号"), "海街信访〔2026〕12号");
    EXPECT_EQ(read("海府信复查〔2022〕1号"), "海府信复查〔2022〕1号");
}
TEST(DocumentNumber, In_a_tolerated_form_becomes_canonical_and_says_what_deviates) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {"海街信访[2026]12号", "number.square_brackets"},
        {"海街信访(2026)12号", "number.round_brackets"},
        {"海街信访（2026）12号", "number.round_brackets"},
        {"海街信访【2026】12号", "number.black_brackets"},
        {"海街信访﹝2026﹞12号", "number.small_brackets"},
        {"海街信访〔2026)12号", "number.mixed_brackets"},
        {"海街信访〔2026〕第12号", "number.ordinal_word"},
        {"海街信访〔2026〕012号", "number.leading_zero"},
        {"海街信访〔2026〕 12 号", "number.spaces"},
        {"海街信访〔２０２６〕１２号", "number.full_width"},
        {"海街信访〔2026〕12", "number.no_sign"},
        {"海街信访〔2O26〕l2号", "number.digit_repaired"},
        {"海街信访2026〕12号", "number.bracket_missing"}};
    for (const auto& [text, deviation] : cases)
        EXPECT_EQ(read(text), std::string("海街信访〔2026〕12号 ") + deviation) << text;
}
TEST(DocumentNumber, That_leaves_the_meaning_open_is_not_sure) {
    EXPECT_TRUE(parse_document_number("海街信访[2026]第012号")->is_sure());
    EXPECT_FALSE(parse_document_number("海街信访〔2O26〕12号")->is_sure());
    EXPECT_FALSE(parse_document_number("海街信访〔2026 12号")->is_sure());
}
TEST(DocumentNumber, That_is_none_is_refused) {
    for (const auto* text : {"", "〔2026〕12号", "海街信访〔26〕12号", "海街信访〔2026〕号",
                             "海街信访〔2026〕0号", "12号", "2026年12号", "不服海街信访〔2026〕12号", "\xFF"})
        EXPECT_EQ(read(text), "number.malformed") << text;
}
TEST(DocumentNumber, May_be_the_item_number_of_the_office) {
    EXPECT_EQ(read("LF20160033102"), "LF20160033102");
    EXPECT_EQ(read("LX350205202605060001K"), "LX350205202605060001K");
}

std::vector<std::string> numbers_in(std::string_view utf8) {
    std::vector<std::string> out;
    for (const auto& found : find_document_numbers(*decode(utf8))) out.push_back(found.number.text());
    return out;
}

TEST(DocumentNumbers, Are_found_in_running_text_without_the_words_before_them) {
    EXPECT_THAT(numbers_in("申请人不服贵办作出的海街信访〔2026〕12号处理意见"),
                ElementsAre("海街信访〔2026〕12号"));
    EXPECT_THAT(numbers_in("《信访事项处理意见书》(海新街信访〔2026〕7号)，另见海府信复查〔2026〕3号"),
                ElementsAre("海新街信访〔2026〕7号", "海府信复查〔2026〕3号"));
    EXPECT_THAT(numbers_in("文号：海教信访﹝2026﹞8号。"), ElementsAre("海教信访〔2026〕8号"));
    EXPECT_THAT(numbers_in("处理意见书海教信访〔20\n26〕8号"), ElementsAre("海教信访〔2026〕8号"));
    EXPECT_THAT(numbers_in("不服海街信\n访〔2026〕12号"), ElementsAre("海街信访〔2026〕12号"));
}
TEST(DocumentNumbers, Are_not_seen_where_there_is_none) {
    EXPECT_THAT(numbers_in("我家住12号楼（2026年建）3号房，电话（0592）6051234号，2026年5月6日"), IsEmpty());
    EXPECT_THAT(numbers_in("《信访工作条例》（2022年2月25日）第三十五条"), IsEmpty());
}
TEST(DocumentNumbers, Keep_to_the_text_they_were_found_in_whatever_it_holds) {
    constexpr std::u32string_view letters = U"海街信访〔2026〕12号[]（）【】第OlLF \n的书";
    std::mt19937 chance(23);
    for (int round = 0; round < 20000; ++round) {
        std::u32string text;
        for (auto length = chance() % 40; length > 0; --length) text += letters[chance() % letters.size()];
        std::size_t end = 0;
        for (const auto& found : find_document_numbers(text)) {
            ASSERT_GE(found.begin, end) << encode(text);
            ASSERT_LT(found.begin, found.end);
            ASSERT_LE(found.end, text.size());
            end = found.end;
            const auto again = parse_document_number(found.number.text());
            ASSERT_TRUE(again) << encode(text) << " → " << found.number.text();
            ASSERT_EQ(again->number, found.number);
        }
    }
}

} // namespace
} // namespace docket::text
