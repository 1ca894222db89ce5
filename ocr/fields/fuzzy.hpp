// Likeness of short words. Free functions; any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace docket::ocr {

// Insertions, deletions and substitutions that lead from one to the other; `limit` if there are that many or
// more.
inline std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
    const auto longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) >= limit) return limit;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return std::min(row[b.size()], limit);
}

// Of the same length, and two characters in a row differ.
inline bool differ_side_by_side(std::u32string_view a, std::u32string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 1; i < a.size(); ++i)
        if (a[i] != b[i] && a[i - 1] != b[i - 1]) return true;
    return false;
}

// Substitutions only, up to the shorter length; for looking along a text.
inline std::size_t differences(std::u32string_view a, std::u32string_view b) {
    std::size_t n = std::max(a.size(), b.size()) - std::min(a.size(), b.size());
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) n += a[i] == b[i] ? 0U : 1U;
    return n;
}

} // namespace docket::ocr
