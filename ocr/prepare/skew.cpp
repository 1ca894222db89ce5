#include "ocr/prepare/skew.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace docket::ocr {
namespace {

constexpr double largest = 7, coarse = 0.5, fine = 0.05; // degrees
constexpr double least = 0.05;                           // less is not worth a rotation
constexpr double better = 1.02;                          // how much sharper a straightened page must be
constexpr int most_points = 150'000;

enum class Along { rows, columns };

// The sums over rows (or columns) of the points, rotated clockwise by an angle: a small one, so that a shear
// is as good.
std::vector<int> sums(const InkPoints& ink, Along along, double degrees) {
    constexpr int shift = 16;
    const bool rows = along == Along::rows;
    const double slope = std::tan(degrees * std::numbers::pi / 180);
    const int length = rows ? ink.height : ink.width, depth = rows ? ink.width : ink.height;
    const int margin = static_cast<int>(std::ceil(std::abs(slope) * depth)) + 1;
    const int step = static_cast<int>(slope * (1 << shift)) * (rows ? 1 : -1);
    std::vector<int> out(static_cast<std::size_t>(length + 2 * margin));
    int* const middle = out.data() + margin;
    for (const auto& [x, y] : ink.points) {
        const int at = rows ? y : x, off = rows ? x : y;
        ++middle[at + ((step * off) >> shift)];
    }
    return out;
}

// How much the sums differ from one strip to the next: strips as broad as strokes, for single rows of pixels
// differ by chance.
double sharpness(const InkPoints& ink, Along along, double degrees) {
    constexpr std::size_t strip = 3;
    const auto all = sums(ink, along, degrees);
    double sum = 0;
    int difference = 0; // of the strip that begins at i to the one after it
    for (std::size_t i = 0; i + 2 * strip < all.size(); ++i) {
        difference += all[i + 2 * strip - 1] - 2 * all[i + strip - 1] + (i > 0 ? all[i - 1] : 0);
        sum += static_cast<double>(difference) * difference;
    }
    return sum;
}

struct Peak {
    double degrees = 0, height = 0, over_typical = 1;
};

Peak coarse_peak(const InkPoints& ink, Along along) {
    std::vector<double> heights;
    Peak peak;
    for (double degrees = -largest; degrees <= largest; degrees += coarse) {
        heights.push_back(sharpness(ink, along, degrees));
        if (heights.back() > peak.height) peak = {degrees, heights.back()};
    }
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    peak.over_typical = *middle > 0 ? peak.height / *middle : 1;
    return peak;
}

// The middle of the peak: the centre of gravity of what rises above half of it. A single angle's height
// jumps with the pixels' raster, the middle of all of them does not.
double fine_peak(const InkPoints& ink, Along along, double about) {
    std::vector<std::pair<double, double>> heights;
    double top = 0, bottom = 1e300;
    for (int i = -15; i <= 15; ++i) {
        const double degrees = about + i * fine, height = sharpness(ink, along, degrees);
        heights.emplace_back(degrees, height);
        top = std::max(top, height);
        bottom = std::min(bottom, height);
    }
    double weight = 0, moment = 0;
    for (const auto& [degrees, height] : heights) {
        const double above = std::max(0.0, height - (top + bottom) / 2);
        weight += above;
        moment += above * degrees;
    }
    return weight > 0 ? moment / weight : about;
}

} // namespace

InkPoints ink_points(const PixHandle& ink) {
    auto reduced = made(pixClone(ink.get()));
    l_int32 count = 0;
    pixCountPixels(reduced.get(), &count, nullptr);
    while (count > most_points && std::min(width(reduced), height(reduced)) > 64) {
        reduced = made(pixReduceRankBinary2(reduced.get(), 2, nullptr));
        pixCountPixels(reduced.get(), &count, nullptr);
    }
    InkPoints out{{}, width(reduced), height(reduced)};
    out.points.reserve(static_cast<std::size_t>(count));
    const auto* words = pixGetData(reduced.get());
    const int stride = pixGetWpl(reduced.get());
    for (int y = 0; y < out.height; ++y)
        for (int word = 0; word < stride; ++word)
            for (auto bits = words[static_cast<std::ptrdiff_t>(y) * stride + word]; bits != 0;) {
                const int first = __builtin_clz(bits);
                out.points.push_back({word * 32 + first, y});
                bits &= ~(0x80000000U >> first);
            }
    return out;
}

Skew skew_of(const InkPoints& ink) {
    if (ink.points.empty()) return {};
    const auto across = coarse_peak(ink, Along::rows), down = coarse_peak(ink, Along::columns);
    const auto along = across.over_typical >= down.over_typical ? Along::rows : Along::columns;
    const double found = fine_peak(ink, along, (along == Along::rows ? across : down).degrees);
    const double as_it_is = sharpness(ink, along, 0);
    const double gain = as_it_is > 0 ? sharpness(ink, along, found) / as_it_is : 1;
    const bool down_it_is = along == Along::columns;
    if (std::abs(found) < least || gain < better) return {0, gain, down_it_is};
    return {found, gain, down_it_is};
}

} // namespace docket::ocr
