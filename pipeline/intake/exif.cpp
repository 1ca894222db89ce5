#include "pipeline/intake/exif.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace docket::intake {
namespace {

using Span = std::span<const std::uint8_t>;

constexpr std::uint8_t marker = 0xFF, start_of_scan = 0xDA, application_1 = 0xE1;
constexpr std::array<std::uint8_t, 6> exif{'E', 'x', 'i', 'f', 0, 0};
constexpr std::size_t entry_size = 12;
constexpr std::uint32_t orientation_tag = 0x0112;

// Numbers of a TIFF structure; nothing beyond its end.
struct Tiff {
    Span bytes;
    bool little = false;
    std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
        if (at > bytes.size() || bytes.size() - at < size) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) value = value << 8U | bytes[at + (little ? size - 1 - i : i)];
        return value;
    }
};

int orientation_in(Tiff tiff) {
    constexpr int as_it_is = 1, last = 8;
    if (tiff.bytes.size() < 8 || tiff.bytes[0] != tiff.bytes[1]) return as_it_is;
    tiff.little = tiff.bytes[0] == 'I';
    const auto directory = tiff.number(4, 4);
    const auto count = directory ? tiff.number(*directory, 2) : std::nullopt;
    for (std::uint32_t i = 0; count && i < *count; ++i) {
        const auto entry = std::size_t{*directory} + 2 + i * entry_size;
        const auto value = tiff.number(entry + 8, 2);
        if (!value) break;
        if (tiff.number(entry, 2) != orientation_tag) continue;
        return *value >= as_it_is && *value <= last ? static_cast<int>(*value) : as_it_is;
    }
    return as_it_is;
}

} // namespace

int exif_orientation(const Bytes& jpeg) {
    const Span all(jpeg);
    std::size_t at = 2; // behind the marker that begins the file
    while (at + 4 <= all.size() && all[at] == marker && all[at + 1] != start_of_scan) {
        const auto length = std::size_t{all[at + 2]} << 8U | all[at + 3]; // with its own two bytes
        if (length < 2 || all.size() - at - 2 < length) break;
        const auto content = all.subspan(at + 4, length - 2);
        if (all[at + 1] == application_1 && content.size() > exif.size() &&
            std::equal(exif.begin(), exif.end(), content.begin()))
            return orientation_in({content.subspan(exif.size())});
        at += 2 + length;
    }
    return 1;
}

} // namespace docket::intake
