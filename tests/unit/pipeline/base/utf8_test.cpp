#include "pipeline/base/utf8.hpp"

#include <gtest/gtest.h>

namespace docket {
namespace {

TEST(Utf8, Survives_both_ways) {
    EXPECT_EQ(encode_utf8(code_points("aé访𠮷")), "aé访𠮷");
    for (char32_t c = 1; c <= 0x10FFFF; c += 97)
        if (c < 0xD800 || c > 0xDFFF) {
            EXPECT_EQ(code_points(encode_utf8(c)), std::u32string(1, c));
        }
}
TEST(Utf8, That_is_not_becomes_the_replacement_a_byte_at_a_time) {
    using namespace std::string_literals;
    EXPECT_EQ(code_points("a\xff"s + "b\xe4\xbf"), U"a\uFFFDb\uFFFD\uFFFD");
    for (const auto& bad : {"\xc0\x80"s, "\xed\xa0\x80"s, "\xf4\x90\x80\x80"s, "\xe0\x80\x80"s, "\x80"s}) {
        EXPECT_EQ(next_utf8(bad, 0).bytes, 0U);
        EXPECT_EQ(code_points(bad), std::u32string(bad.size(), U'\uFFFD'));
    }
}
TEST(Utf8, Writes_what_is_no_character_as_the_replacement) {
    EXPECT_EQ(encode_utf8(char32_t{0xD800}), "\uFFFD");
    EXPECT_EQ(encode_utf8(char32_t{0x110000}), "\uFFFD");
}

} // namespace
} // namespace docket
