#include "ocr/prepare/size.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr {
namespace {

constexpr double long_side = 11.69, short_side = 8.27; // inches of A4
constexpr int least_dpi = 97, most_dpi = 1200; // less is what cameras and screens write without knowing
constexpr double shortest_sheet = 2.5, longest_sheet = 18; // inches of a page's long side, from a slip to A3
constexpr double close_enough = 0.1;                       // of a scale to 1
constexpr double most_working_pixels = 25e6;               // A3 at the working resolution is 17 million
constexpr double like_a4 = 0.12;                           // by which the ratio of the sides may differ

double scale_of(int dpi, int pixels_long) {
    const double inches = pixels_long / static_cast<double>(std::max(dpi, 1));
    const bool plausible =
        dpi >= least_dpi && dpi <= most_dpi && inches >= shortest_sheet && inches <= longest_sheet;
    const double scale = working_dpi / (plausible ? dpi : pixels_long / long_side);
    return std::abs(scale - 1) < close_enough ? 1 : scale;
}

int whole(double side) { return std::max(1, static_cast<int>(std::lround(side))); }

} // namespace

PixelSize working_size(int width, int height, const Resolution& resolution) {
    const int pixels_long = std::max(width, height);
    double x = scale_of(resolution.x, pixels_long), y = scale_of(resolution.y, pixels_long);
    const double pixels = width * x * height * y;
    const double fits = std::min(1.0, std::sqrt(most_working_pixels / pixels));
    return {whole(width * x * fits), whole(height * y * fits)};
}

PixelSize sheet_size(const std::array<Placement::Point, 4>& corners, const Resolution& resolution) {
    const auto length = [&](std::size_t a, std::size_t b) {
        return std::hypot(corners[a].x - corners[b].x, corners[a].y - corners[b].y);
    };
    const double w = (length(0, 1) + length(2, 3)) / 2, h = (length(1, 2) + length(3, 0)) / 2;
    const double ratio = std::max(w, h) / std::max(1.0, std::min(w, h)), a4 = long_side / short_side;
    if (std::abs(ratio / a4 - 1) > like_a4) return working_size(whole(w), whole(h), resolution);
    const int longer = whole(long_side * working_dpi), shorter = whole(short_side * working_dpi);
    return w > h ? PixelSize{longer, shorter} : PixelSize{shorter, longer};
}

} // namespace docket::ocr
