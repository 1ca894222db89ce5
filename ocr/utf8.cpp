#include "ocr/utf8.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

namespace docket::ocr {
namespace {

constexpr char32_t replacement = 0xFFFD;

// The code point whose sequence of `size` bytes starts at `at`, or the replacement.
char32_t sequence(std::string_view text, std::size_t at, std::size_t size) {
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (size < 2 || size > 4 || at + size > text.size()) return replacement;
    auto ch = static_cast<char32_t>(static_cast<std::uint8_t>(text[at]) & (0xFFU >> (size + 1)));
    for (std::size_t i = at + 1; i < at + size; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if ((byte & 0xC0U) != 0x80U) return replacement;
        ch = ch << 6U | (byte & 0x3FU);
    }
    const bool real = ch >= least[size] && ch <= 0x10FFFF && (ch < 0xD800 || ch > 0xDFFF);
    return real ? ch : replacement;
}

} // namespace

void append_utf8(std::string& text, char32_t ch) {
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (ch < 0x80) return put(ch);
    if (ch < 0x800) {
        put(0xC0 | ch >> 6U);
    } else {
        if (ch < 0x10000) {
            put(0xE0 | ch >> 12U);
        } else {
            put(0xF0 | ch >> 18U);
            put(0x80 | (ch >> 12U & 0x3FU));
        }
        put(0x80 | (ch >> 6U & 0x3FU));
    }
    put(0x80 | (ch & 0x3FU));
}

std::u32string code_points(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto lead = static_cast<std::uint8_t>(utf8[at]);
        const auto size = lead < 0x80 ? std::size_t{1} : static_cast<std::size_t>(std::countl_one(lead));
        const char32_t ch = size == 1 && lead < 0x80 ? lead : sequence(utf8, at, size);
        out.push_back(ch);
        at += ch == replacement && lead != 0xEF ? 1 : size;
    }
    return out;
}

} // namespace docket::ocr
