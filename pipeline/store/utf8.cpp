#include "pipeline/store/utf8.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace docket::store {

namespace {
// By the first byte of a sequence: how many follow, and between which bounds the second lies.
struct Lead {
    std::uint8_t from, to;
    std::size_t following;
    std::uint8_t low, high;
};
constexpr std::array leads{
    Lead{0x01, 0x7F, 0, 0, 0},       Lead{0xC2, 0xDF, 1, 0x80, 0xBF}, Lead{0xE0, 0xE0, 2, 0xA0, 0xBF},
    Lead{0xE1, 0xEC, 2, 0x80, 0xBF}, Lead{0xED, 0xED, 2, 0x80, 0x9F}, Lead{0xEE, 0xEF, 2, 0x80, 0xBF},
    Lead{0xF0, 0xF0, 3, 0x90, 0xBF}, Lead{0xF1, 0xF3, 3, 0x80, 0xBF}, Lead{0xF4, 0xF4, 3, 0x80, 0x8F},
};

const Lead* lead_of(std::uint8_t byte) {
    for (const auto& lead : leads)
        if (byte >= lead.from && byte <= lead.to) return &lead;
    return nullptr;
}
} // namespace

bool storable_text(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    for (std::size_t i = 0; i < text.size();) {
        const Lead* lead = lead_of(byte(i));
        if (lead == nullptr || text.size() - i <= lead->following) return false;
        if (lead->following > 0 && (byte(i + 1) < lead->low || byte(i + 1) > lead->high)) return false;
        for (std::size_t k = 2; k <= lead->following; ++k)
            if ((byte(i + k) & 0xC0U) != 0x80U) return false;
        i += 1 + lead->following;
    }
    return true;
}

} // namespace docket::store
