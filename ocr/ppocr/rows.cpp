#include "ocr/ppocr/rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace docket::ocr::ppocr {
namespace {

// Two boxes stand in one row when the middle of each lies well within the other's height.
bool side_by_side(const Slanted& a, const Slanted& b) {
    constexpr float near_middle = 0.5F; // of the lower one's height
    return std::abs(a.y - b.y) < near_middle * std::min(a.h, b.h);
}

} // namespace

std::vector<std::vector<std::size_t>> rows_of(std::span<const Slanted> boxes) {
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return boxes[a].y < boxes[b].y; });
    std::vector<std::vector<std::size_t>> rows;
    for (const auto i : order) {
        const auto fits = [&](const std::vector<std::size_t>& row) {
            return std::ranges::any_of(
                row, [&](std::size_t other) { return side_by_side(boxes[i], boxes[other]); });
        };
        const auto found = std::find_if(rows.rbegin(), rows.rend(), fits);
        if (found == rows.rend())
            rows.push_back({i});
        else
            found->push_back(i);
    }
    for (auto& row : rows)
        std::stable_sort(row.begin(), row.end(), [&](std::size_t a, std::size_t b) {
            return boxes[a].x - boxes[a].w / 2 < boxes[b].x - boxes[b].w / 2;
        });
    return rows;
}

} // namespace docket::ocr::ppocr
