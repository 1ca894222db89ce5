#include "ocr/columns/marks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace docket::ocr {
namespace {

// Of a character.
constexpr double flat = 0.4, half = 0.5, colon_wide = 0.8;
constexpr double least_corner = 0.2; // high
constexpr double arms = 0.2;         // of a bracket's height, by which its ends are beside its middle

// Middle of the ink between two shares of a box's width, as a share of its height; nothing where there is
// none.
std::optional<double> middle(const Ink& ink, const Box& box, double from, double to) {
    double sum = 0;
    int n = 0;
    for (int x = box.x + static_cast<int>(box.w * from); x < box.x + static_cast<int>(box.w * to); ++x)
        for (int y = box.y; y < box.y + box.h; ++y)
            if (ink.at(x, y)) {
                sum += y - box.y;
                ++n;
            }
    if (n == 0) return std::nullopt;
    return sum / n / box.h;
}

} // namespace

bool lies_on_its_side(const Ink& ink, const Box& box, double size) {
    if (box.h > flat * size || box.w < 1.5 * box.h) return false;
    const auto left = middle(ink, box, 0, 0.2), right = middle(ink, box, 0.8, 1),
               between = middle(ink, box, 0.42, 0.58);
    if (!left || !right) return false;
    if (!between) return box.w < colon_wide * size;
    const double a = *left - *between, b = *right - *between;
    const double less = std::min(std::abs(a), std::abs(b)), more = std::max(std::abs(a), std::abs(b));
    const bool bracket = box.w > half * size && a * b > 0 && less > arms / 2 && more > arms;
    const bool corner = box.h > least_corner * size && less < arms / 2 && more > arms;
    return bracket || corner;
}

} // namespace docket::ocr
