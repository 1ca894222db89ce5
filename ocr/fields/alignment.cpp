#include "ocr/fields/alignment.hpp"

#include <algorithm>
#include <cstdint>

namespace docket::ocr {

std::optional<Beside> aligned(std::u32string_view a, std::u32string_view b) {
    constexpr std::size_t most_cells = 250'000; // 500 characters a line and more
    if ((a.size() + 1) * (b.size() + 1) > most_cells) return std::nullopt;
    const auto width = b.size() + 1;
    std::vector<std::uint32_t> cost((a.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return cost[i * width + j]; };
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                at(i, j) = static_cast<std::uint32_t>(i + j);
                continue;
            }
            const auto changed = at(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0U : 1U);
            at(i, j) = std::min({changed, at(i - 1, j) + 1, at(i, j - 1) + 1});
        }
    Beside beside{std::vector<std::size_t>(a.size() + 1), std::vector<std::size_t>(a.size() + 1)};
    std::size_t i = a.size(), j = b.size();
    beside.last[i] = j;
    for (;;) {
        beside.first[i] = j;
        if (i == 0 && j == 0) return beside;
        const bool changed =
            i > 0 && j > 0 && at(i, j) == at(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0U : 1U);
        if (changed) {
            beside.last[--i] = --j;
        } else if (i > 0 && at(i, j) == at(i - 1, j) + 1) {
            beside.last[--i] = j;
        } else {
            --j;
        }
    }
}

} // namespace docket::ocr
