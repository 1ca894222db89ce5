#include "pipeline/text/characters.hpp"

namespace docket::text {

bool is_han(char32_t c) {
    return c == U'〇' || c == U'々' || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_ascii_alnum(char32_t c) {
    return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

bool is_space(char32_t c) {
    return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

bool is_punctuation(char32_t c) {
    return is_one_of(c, U"，。；：？！、（）《》〈〉〔〕【】「」『』﹝﹞“”‘’…—·,.;:?!()[]{}<>\"'-_/\\|*#~=+");
}

std::optional<char32_t> digit_meant(char32_t c) {
    if (is_digit(c)) return c;
    if (is_one_of(c, U"OoQ〇○")) return U'0';
    if (is_one_of(c, U"lIi|!")) return U'1';
    if (c == U'Z') return U'2';
    if (c == U'S') return U'5';
    if (c == U'B') return U'8';
    return std::nullopt;
}

} // namespace docket::text
