#include "ocr/prepare/level.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace docket::ocr {
namespace {

constexpr int paper = Light::paper;
constexpr int least_contrast = 40; // between paper and ink, where the page is blank or nearly so
// A date, or the end of a sentence, on a page that otherwise shows its back: as a share of the page's pixels,
// and how much darker it is than the back (of 255).
constexpr double a_word_or_two = 0.0001;
constexpr int darker_than_the_back_by = 40;
constexpr int a_character = 10; // reaches
// The back shines through where there is this much faint ink far from sure ink, as a share of the sure ink.
// So far away are neither most hairlines, which are thin besides, nor the double that a carbon copy gives
// each stroke; rings of cups and shadows of folds are larger than characters.
constexpr double shining = 0.2;
constexpr int far = 2, broad_blot = 2, shadow_blot = 30; // reaches: about 1 mm, and 14 mm
// Fewer dark pixels than this in one place, in squares of a reach, are the grain of what shines through.
constexpr double grain = 0.3;
// Shares of the way from ink to paper. Between sure ink and any ink lie the hairlines of thin faces, and the
// text of the other side; where that shines through, only what is near surer ink stays (Light::kept).
constexpr double black_end = 0.05, white_end = 0.92, sure_ink = 0.45, any_ink = 0.9;
constexpr double reach_of_page = 0.0016; // of the long side: 5 pixels of an A4 page at 300 dpi
constexpr int cell = 8;                  // pixels a side that are one of the background
constexpr int blackest_paper = 48;       // blackness is no paper: its noise is not blown up

int odd(double n) { return std::max(3, static_cast<int>(std::lround(n)) | 1); }

int level(const Light& light, double share) {
    return light.ink + static_cast<int>((paper - light.ink) * share);
}

std::array<std::int64_t, 256> histogram(const cv::Mat& grey) {
    std::array<std::int64_t, 256> counts{};
    for (int y = 0; y < grey.rows; y += 2) {
        const auto* row = grey.ptr<std::uint8_t>(y);
        for (int x = 0; x < grey.cols; x += 2) ++counts[row[x]];
    }
    return counts;
}

cv::Mat around(const cv::Mat& bits, int reach) {
    cv::Mat out;
    cv::dilate(bits, out, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
    return out;
}

cv::Mat darker_than(const cv::Mat& grey, int limit) {
    cv::Mat bits;
    cv::threshold(grey, bits, limit - 1, 255, cv::THRESH_BINARY_INV);
    return bits;
}

// What each cell must be multiplied with so that its paper becomes even, in 256ths.
cv::Mat gains_of(const cv::Mat& grey) {
    cv::Mat small;
    cv::resize(grey(cv::Rect(0, 0, grey.cols / cell * cell, grey.rows / cell * cell)), small,
               {grey.cols / cell, grey.rows / cell}, 0, 0, cv::INTER_AREA);
    // Writing is dark and narrow: the brightest nearby is paper. A closing leaves broad shadows as they are.
    const int broad = odd(std::max(small.cols, small.rows) / 32.0);
    cv::morphologyEx(small, small, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, {broad, broad}));
    cv::GaussianBlur(small, small, {broad, broad}, 0);
    cv::Mat gains(small.size(), CV_16UC1);
    for (int y = 0; y < small.rows; ++y)
        for (int x = 0; x < small.cols; ++x)
            gains.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(
                paper * 256 / std::max<int>(small.at<std::uint8_t>(y, x), blackest_paper));
    return gains;
}

int reach_of(const cv::Mat& page) { return odd(reach_of_page * std::max(page.cols, page.rows)); }

// Takes out the blots of which `unwanted` says so, by the box around one and what of the box it covers.
template <class Unwanted> void take_out(cv::Mat& bits, const Unwanted& unwanted) {
    cv::Mat labels, stats, middles;
    const int blots = cv::connectedComponentsWithStats(bits, labels, stats, middles);
    for (int i = 1; i < blots; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const cv::MatExpr here = labels(box) == i; // not computed before it is asked for
        if (unwanted(box, here)) bits(box).setTo(0, here);
    }
}

// Takes out what has not the size of characters.
void leave_characters(cv::Mat& ink, int reach) {
    take_out(ink, [&](const cv::Rect& box, const cv::MatExpr&) {
        const auto [thin, long_side] = std::minmax(box.width, box.height);
        return thin < broad_blot * reach || long_side > shadow_blot * reach;
    });
}

// What lies near the seeds, but for places where those are no more than grain.
cv::Mat near_writing(const cv::Mat& seeds, int reach, int how_near) {
    auto near = around(seeds, how_near * reach);
    take_out(near, [&](const cv::Rect& box, const cv::MatExpr& here) {
        return std::max(box.width, box.height) <= 3 * how_near * reach &&
               cv::countNonZero(seeds(box) & cv::Mat(here)) < grain * reach * reach;
    });
    return near;
}

// A share of the way from ink to paper that nearly nothing of the back reaches; `away` is what the back
// shows.
double darker_than_the_back(const cv::Mat& even, const cv::Mat& away, const Light& light) {
    constexpr double nearly_nothing = 0.005, least = 0.3, most = 0.68;
    std::array<int, 256> counts{};
    int all = 0, seen = 0, grey = 0;
    for (int y = 0; y < even.rows; ++y)
        for (int x = 0; x < even.cols; ++x)
            if (away.at<std::uint8_t>(y, x) != 0) {
                ++counts[even.at<std::uint8_t>(y, x)];
                ++all;
            }
    while (grey < 255 && (seen += counts[static_cast<std::size_t>(grey)]) < nearly_nothing * all) ++grey;
    const double share = static_cast<double>(grey - light.ink) / (paper - light.ink);
    return std::clamp(share, least, most);
}

} // namespace

cv::Mat evened(const cv::Mat& grey) {
    if (std::min(grey.cols, grey.rows) < 4 * cell) return grey.clone(); // too small to have a background
    cv::Mat gains, out(grey.size(), CV_8UC1);
    cv::resize(gains_of(grey), gains, grey.size(), 0, 0, cv::INTER_LINEAR);
    for (int y = 0; y < grey.rows; ++y) {
        const auto* from = grey.ptr<std::uint8_t>(y);
        const auto* gain = gains.ptr<std::uint16_t>(y);
        auto* to = out.ptr<std::uint8_t>(y);
        for (int x = 0; x < grey.cols; ++x)
            to[x] =
                static_cast<std::uint8_t>(std::min((from[x] * static_cast<unsigned>(gain[x])) >> 8U, 255U));
    }
    return out;
}

int ink_level(const cv::Mat& even, double share) {
    const auto counts = histogram(even);
    std::int64_t all = 0, seen = 0;
    for (const auto n : counts) all += n;
    int ink = 0;
    for (; ink < paper - least_contrast; ++ink) {
        seen += counts[static_cast<std::size_t>(ink)];
        if (static_cast<double>(seen) >= share * static_cast<double>(all)) break;
    }
    return ink;
}

Light light_of(const cv::Mat& even) {
    const auto counts = histogram(even);
    Light light;
    light.ink = ink_level(even, light.ink_share);
    // The median is paper; the scatter below it, where no ink is, lies above it as well.
    std::int64_t above = 0, brighter = 0;
    for (int grey = paper; grey < 256; ++grey) above += counts[static_cast<std::size_t>(grey)];
    for (int grey = paper; grey < 256; ++grey) {
        brighter += counts[static_cast<std::size_t>(grey)];
        if (static_cast<double>(brighter) >= 0.68 * static_cast<double>(above)) {
            light.noise = grey - paper;
            break;
        }
    }
    const int reach = reach_of(even);
    const auto sure = darker_than(even, level(light, sure_ink));
    cv::Mat back = darker_than(even, level(light, any_ink));
    back.setTo(0, around(sure, 2 * far * reach));
    leave_characters(back, reach);
    light.shining_through = cv::countNonZero(back) > shining * cv::countNonZero(sure);
    if (light.shining_through) light.kept = darker_than_the_back(even, back, light);
    return light;
}

std::optional<Light> light_before_the_back(const cv::Mat& even, const Light& back) {
    Light front = back;
    front.ink_share = a_word_or_two;
    front.ink = ink_level(even, front.ink_share);
    if (front.ink > back.ink - darker_than_the_back_by) return std::nullopt;
    front.shining_through = true;
    front.around =
        a_character; // thin strokes of so little are not to be missed, and hardly any of the back is near
    front.kept = (static_cast<double>(back.ink - front.ink) / 2) / (paper - front.ink);
    return front;
}

cv::Mat contrasted(const cv::Mat& even, const Light& light) {
    cv::Mat curve(1, 256, CV_8U), out;
    const double black = level(light, black_end), white = level(light, white_end);
    for (int i = 0; i < 256; ++i)
        curve.at<std::uint8_t>(i) = cv::saturate_cast<std::uint8_t>((i - black) * 255 / (white - black));
    cv::LUT(even, curve, out);
    if (!light.shining_through) return out;
    const int reach = reach_of(even);
    auto seeds = darker_than(even, level(light, light.kept));
    cv::morphologyEx(seeds, seeds, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {2, 2}));
    out.setTo(255, near_writing(seeds, reach, light.around) == 0);
    return out;
}

} // namespace docket::ocr
