#include "ocr/merge/align.hpp"

#include "ocr/script/traditional.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

// The plain form of a character: ASCII for full width, one mark for those that print the same.
char32_t plain(char32_t ch) {
    if (ch >= 0xFF01 && ch <= 0xFF5E) return ch - 0xFEE0;
    switch (ch) {
    case U'。':
    case U'．': return U'.';
    case U'、': return U',';
    case U'“':
    case U'”':
    case U'„': return U'"';
    case U'‘':
    case U'’': return U'\'';
    case U'〔':
    case U'［':
    case U'【': return U'[';
    case U'〕':
    case U'］':
    case U'】': return U']';
    case U'—':
    case U'–':
    case U'－': return U'-';
    case U'·':
    case U'・':
    case U'•': return U'.';
    case U'○':
    case U'Ｏ': return U'〇';
    default: return ch;
    }
}

// In quarters of a change.
constexpr int change = 4;
int cost(char32_t a, char32_t b) {
    if (alike(a, b)) return 0;
    if (simplified(a) == simplified(b)) return 1;
    if (is_mark(a) && is_mark(b)) return 2;
    return is_mark(a) == is_mark(b) ? change : change + 1;
}

std::vector<std::size_t> without_spaces(std::span<const Glyph> glyphs) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < glyphs.size(); ++i)
        if (glyphs[i].ch != U' ') out.push_back(i);
    return out;
}

} // namespace

bool is_mark(char32_t ch) {
    const char32_t p = plain(ch);
    return (p > U' ' && p < U'0') || (p > U'9' && p < U'A') || (p > U'Z' && p < U'a') ||
           (p > U'z' && p < 0x7F);
}

bool alike(char32_t a, char32_t b) { return a == b || plain(a) == plain(b); }

std::vector<Place> aligned(std::span<const Glyph> first, std::span<const Glyph> second) {
    const auto a = without_spaces(first), b = without_spaces(second);
    const auto rows = a.size() + 1, cols = b.size() + 1;
    std::vector<int> least(rows * cols);
    const auto at = [&](std::size_t i, std::size_t j) -> int& { return least[i * cols + j]; };
    const auto paired = [&](std::size_t i, std::size_t j) {
        return at(i - 1, j - 1) + cost(first[a[i - 1]].ch, second[b[j - 1]].ch);
    };
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < cols; ++j) {
            if (i == 0 || j == 0)
                at(i, j) = static_cast<int>(i + j) * change;
            else
                at(i, j) = std::min({paired(i, j), at(i - 1, j) + change, at(i, j - 1) + change});
        }
    std::vector<Place> places;
    for (std::size_t i = a.size(), j = b.size(); i > 0 || j > 0;) {
        if (i > 0 && j > 0 && at(i, j) == paired(i, j))
            places.push_back({a[--i], b[--j]});
        else if (i > 0 && at(i, j) == at(i - 1, j) + change)
            places.push_back({a[--i], {}});
        else
            places.push_back({{}, b[--j]});
    }
    std::reverse(places.begin(), places.end());
    return places;
}

} // namespace docket::ocr
