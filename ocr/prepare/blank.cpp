#include "ocr/prepare/blank.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace docket::ocr {
namespace {

constexpr double longest_speck = 0.008; // of the long side: what is shorter is a speck (2.4 mm of A4)
constexpr double margin = 0.02;         // of the sides: shadows of the lid and of the sheet's own edge
constexpr double faint_below = 0.65;    // of the way to black: more does not shine through paper
constexpr double mirrored_beyond = 0.8;
constexpr double any_red = 0.0005; // of the pixels, where there is a seal or red writing

constexpr int plenty_of_strokes = 10; // strokes that make a page written on without a closer look

int strokes_of(const std::vector<Blot>& blots, cv::Size page) {
    const double least = longest_speck * std::max(page.width, page.height);
    const double side_x = margin * page.width, side_y = margin * page.height;
    return static_cast<int>(std::count_if(blots.begin(), blots.end(), [&](const Blot& blot) {
        const bool inside = blot.x - blot.w / 2 > side_x && blot.x + blot.w / 2 < page.width - side_x &&
                            blot.y - blot.h / 2 > side_y && blot.y + blot.h / 2 < page.height - side_y;
        return inside && std::max(blot.w, blot.h) >= least;
    }));
}

} // namespace

Written written_on(const cv::Mat& even, const Light& light, const std::vector<Blot>& plain, const Way& way) {
    Written out;
    out.darkest = 1 - static_cast<double>(light.ink) / Light::paper;
    out.from_behind = out.darkest < faint_below && way.mirrored && way.confidence > mirrored_beyond;
    out.strokes = strokes_of(plain, even.size());
    if (out.strokes >= plenty_of_strokes) return out;
    cv::Mat bits;
    cv::threshold(even, bits, Light::paper - std::max(14, static_cast<int>(6 * light.noise)) - 1, 255,
                  cv::THRESH_BINARY_INV);
    out.strokes = strokes_of(blots_of(bits), even.size());
    return out;
}

bool Written::blank(double red_share) const { return (strokes == 0 || from_behind) && red_share < any_red; }

} // namespace docket::ocr
