#include "pipeline/text/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace docket::text {
namespace {

struct Lead {
    std::size_t length; // bytes of the sequence; 0: no lead byte
    char32_t bits;
    char32_t least; // a smaller value means an overlong form
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80U) return {1, byte, 0};
    if ((byte & 0xE0U) == 0xC0U) return {2, byte & 0x1FU, 0x80};
    if ((byte & 0xF0U) == 0xE0U) return {3, byte & 0x0FU, 0x800};
    if ((byte & 0xF8U) == 0xF0U) return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

bool is_scalar(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

Failure not_utf8(std::size_t at) {
    return fail(Kind::invalid, "text.not_utf8",
                "the text is not UTF-8 at byte " + std::to_string(at) + "; save it as UTF-8 and try again");
}

} // namespace

Result<std::u32string> decode(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        auto [length, value, least] = lead_of(static_cast<unsigned char>(utf8[at]));
        if (length == 0 || at + length > utf8.size()) return not_utf8(at);
        for (std::size_t k = 1; k < length; ++k) {
            const auto byte = static_cast<unsigned char>(utf8[at + k]);
            if ((byte & 0xC0U) != 0x80U) return not_utf8(at + k);
            value = (value << 6U) | (byte & 0x3FU);
        }
        if (value < least || !is_scalar(value)) return not_utf8(at);
        if (value == 0)
            return fail(Kind::invalid, "text.nul",
                        "the text holds the character NUL at byte " + std::to_string(at) + "; remove it");
        out += value;
        at += length;
    }
    return out;
}

std::string encode(std::u32string_view text) {
    std::string out;
    out.reserve(text.size() * 3);
    const auto tail = [&out](char32_t c, unsigned shift) {
        out += static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
    };
    for (char32_t c : text) {
        if (!is_scalar(c)) c = U'\uFFFD';
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0U | (c >> 6U));
            tail(c, 0);
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0U | (c >> 12U));
            tail(c, 6), tail(c, 0);
        } else {
            out += static_cast<char>(0xF0U | (c >> 18U));
            tail(c, 12), tail(c, 6), tail(c, 0);
        }
    }
    return out;
}

} // namespace docket::text
