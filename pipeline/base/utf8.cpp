#include "pipeline/base/utf8.hpp"

namespace docket {

namespace {

struct Lead {
    std::size_t bytes; // of the sequence; 0: no lead byte
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

} // namespace

Utf8Step next_utf8(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const auto [bytes, bits, least] = lead_of(static_cast<unsigned char>(text[at]));
    if (bytes == 0 || text.size() - at < bytes) return {};
    char32_t value = bits;
    for (std::size_t k = 1; k < bytes; ++k) {
        const auto byte = static_cast<unsigned char>(text[at + k]);
        if ((byte & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (byte & 0x3FU);
    }
    if (value < least || !is_scalar(value)) return {};
    return {value, bytes};
}

std::u32string code_points(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto step = next_utf8(utf8, at);
        out += step.character;
        at += step.bytes == 0 ? 1 : step.bytes;
    }
    return out;
}

void append_utf8(std::string& text, char32_t c) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    const auto tail = [&](unsigned shift) { put(0x80U | ((c >> shift) & 0x3FU)); };
    if (!is_scalar(c)) c = replacement_character;
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        tail(0);
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        tail(6);
        tail(0);
    } else {
        put(0xF0U | (c >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string encode_utf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size() * 3);
    for (const char32_t c : text) append_utf8(out, c);
    return out;
}

std::string encode_utf8(char32_t character) { return encode_utf8(std::u32string_view(&character, 1)); }

} // namespace docket
