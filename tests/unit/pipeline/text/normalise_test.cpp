#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace docket::text {
namespace {

std::string normal(std::string_view utf8) { return encode(normalise(*decode(utf8)).text); }

// Random characters, drawn mostly from those that normalising has an opinion on.
std::u32string random_text(std::mt19937& chance, std::size_t length) {
    static const std::u32string loved =
        U" \t\r\n\u3000\u00A0\u200B\uFEFF\u00AD\u202E"
        U",;:?!，；：？！()（）[]〔〕﹝﹞.．。-—–…·•①⑴㈠㈱㎡½Ａｚ０９aZ09张訪ﾊﾞ\uF900\u0301¨";
    std::u32string text;
    for (std::size_t i = 0; i < length; ++i)
        text +=
            chance() % 4 != 0 ? loved[chance() % loved.size()] : static_cast<char32_t>(chance() % 0x30000);
    return text;
}

TEST(Utf8, Goes_to_characters_and_back_without_loss) {
    std::mt19937 chance(7);
    for (int round = 0; round < 200; ++round) {
        std::u32string text;
        for (int i = 0; i < 50; ++i) {
            const auto c = static_cast<char32_t>(1 + chance() % 0x10FFFF);
            text += c >= 0xD800 && c <= 0xDFFF ? U'信' : c;
        }
        EXPECT_EQ(*decode(encode(text)), text);
    }
}
TEST(Utf8, That_is_none_is_refused_by_name) {
    for (const auto* bytes :
         {"\xFF", "\xC0\xAF", "\xE4\xBF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "a\xE4\xBFz"})
        EXPECT_EQ(decode(bytes).error().code, "text.not_utf8");
    EXPECT_EQ(decode(std::string_view("a\0b", 3)).error().code, "text.nul");
}
TEST(Utf8, Of_a_lone_surrogate_is_the_replacement_character) {
    EXPECT_EQ(encode(std::u32string(1, static_cast<char32_t>(0xD800))), "\xEF\xBF\xBD");
}

TEST(Normalising, Makes_letters_digits_and_signs_of_numbers_narrow) {
    EXPECT_EQ(normal("２０２６年５月６日，Ａ座１２０１室，电话０５９２－６０５１２３４"),
              "2026年5月6日，A座1201室，电话0592-6051234");
}
TEST(Normalising, Keeps_the_brackets_of_document_numbers) {
    EXPECT_EQ(normal("海街信访〔２０２６〕１２号"), "海街信访〔2026〕12号");
    EXPECT_EQ(normal("﹝2026﹞"), "﹝2026﹞");
}
TEST(Normalising, Gives_Chinese_signs_one_form_and_leaves_those_inside_numbers_narrow) {
    EXPECT_EQ(normal("你好,世界:请看(附件);好吗?好!"), "你好，世界：请看（附件）；好吗？好！");
    EXPECT_EQ(normal("９：３０到１０:00，共1,000元"), "9:30到10:00，共1,000元");
    EXPECT_EQ(normal("姓名:Tom"), "姓名：Tom");
    EXPECT_EQ(normal("Lee, Tom"), "Lee, Tom");
}
TEST(Normalising, Removes_white_space_beside_Chinese_and_shrinks_the_rest) {
    EXPECT_EQ(normal("　　尊敬 的　领导 ： 2026 年 5 月"), "尊敬的领导：2026年5月");
    EXPECT_EQ(normal("  Ab   cd \t ef "), "Ab cd ef");
    EXPECT_EQ(normal("第一行 \r\n\r\n　第二行\n"), "第一行\n第二行");
}
TEST(Normalising, Removes_what_cannot_be_seen) {
    EXPECT_EQ(normal("信\xE2\x80\x8B访\xEF\xBB\xBF局\xC2\xAD\x01"), "信访局");
}
TEST(Normalising, Turns_compatibility_ideographs_into_the_usual_ones) {
    EXPECT_EQ(normal("\xEF\xA4\x82"), "車"); // U+F902
    EXPECT_EQ(normal("⼀"), "一");           // the radical
}
TEST(Normalising, Leads_every_character_back_to_its_source) {
    const std::u32string source = U"　申请人 ：㈱Ａ";
    const auto normalised = normalise(source);
    EXPECT_EQ(encode(normalised.text), "申请人：（株）A");
    EXPECT_EQ(normalised.source, (std::vector<std::uint32_t>{1, 2, 3, 5, 6, 6, 6, 7}));
}
TEST(Normalising, Twice_is_normalising_once_and_its_map_never_falls) {
    std::mt19937 chance(11);
    for (int round = 0; round < 3000; ++round) {
        const auto source = random_text(chance, chance() % 60);
        const auto once = normalise(source);
        ASSERT_EQ(normalise(once.text).text, once.text) << encode(source);
        ASSERT_EQ(once.source.size(), once.text.size());
        ASSERT_EQ(once.simplified.size(), once.text.size());
        ASSERT_TRUE(std::ranges::is_sorted(once.source));
        if (!once.source.empty()) {
            ASSERT_LT(once.source.back(), source.size());
        }
    }
}
TEST(Simplifying, Keeps_the_length_and_knows_the_words_of_petitions) {
    EXPECT_EQ(encode(simplified(U"申請複查，請求撤銷處理意見書；此致敬禮。")),
              "申请复查，请求撤销处理意见书；此致敬礼。");
    EXPECT_EQ(encode(simplified(U"訪廈門臺灣電話證號")), "访厦门台湾电话证号");
}

} // namespace
} // namespace docket::text
