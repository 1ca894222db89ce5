#include "outputs/layout/utf8.hpp"

#include <cstddef>

namespace docket::outputs {
namespace {

struct Lead {
    std::size_t length = 1;
    char32_t bits = 0xFFFD;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {1, byte};
    if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU};
    if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU};
    if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U};
    return {};
}

} // namespace

std::u32string decode_utf8(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = lead_of(static_cast<unsigned char>(text[i]));
        char32_t character = lead.bits;
        std::size_t used = 1;
        for (; used < lead.length && i + used < text.size(); ++used) {
            const auto byte = static_cast<unsigned char>(text[i + used]);
            if ((byte & 0xC0U) != 0x80U) break;
            character = (character << 6U) | (byte & 0x3FU);
        }
        out += used == lead.length ? character : U'\uFFFD';
        i += used;
    }
    return out;
}

std::string encode_utf8(char32_t c) {
    const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0U | (c >> 6U)), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xE0U | (c >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0)};
}

std::string encode_utf8(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) out += encode_utf8(c);
    return out;
}

} // namespace docket::outputs
