#include "ocr/ppocr/strips.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace docket::ocr::ppocr {
namespace {

constexpr float lies_level = 0.2F; // degrees; less is not worth resampling
constexpr int widest = 4096;       // pixels of a strip
constexpr float written = 0.78F;   // of a detected box's height is the writing itself

cv::Mat level(const cv::Mat& whole, const Slanted& box) {
    const cv::Size size(std::max(1, static_cast<int>(std::lround(box.w))),
                        std::max(1, static_cast<int>(std::lround(box.h))));
    const auto left = static_cast<int>(std::lround(box.x - box.w / 2)),
               top = static_cast<int>(std::lround(box.y - box.h / 2));
    const cv::Rect wanted(left, top, size.width, size.height);
    if (std::abs(box.angle) < lies_level && (wanted & cv::Rect(0, 0, whole.cols, whole.rows)) == wanted)
        return whole(wanted);
    auto turn = cv::getRotationMatrix2D(
        {box.x, box.y}, static_cast<double>(std::abs(box.angle) < lies_level ? 0 : box.angle), 1);
    turn.at<double>(0, 2) += static_cast<double>(box.w / 2 - box.x);
    turn.at<double>(1, 2) += static_cast<double>(box.h / 2 - box.y);
    cv::Mat out;
    cv::warpAffine(whole, out, turn, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
}

} // namespace

Strip cut(const PageImage& page, const Slanted& box, int height, double narrow) {
    const cv::Mat whole(page.height, page.width, CV_8U, const_cast<std::uint8_t*>(page.pixels.data()));
    const cv::Mat piece = level(whole, box);
    const double scale = static_cast<double>(height) / piece.rows;
    const int width = std::clamp(static_cast<int>(std::lround(piece.cols * scale * narrow)), 1, widest);
    cv::Mat strip;
    cv::resize(piece, strip, {width, height}, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return {width, height, {strip.datastart, strip.dataend}};
}

Box part_of(const Slanted& box, float from, float to, const PageImage& page) {
    const float radians = box.angle * std::numbers::pi_v<float> / 180.0F;
    const float cos = std::cos(radians), sin = std::sin(radians);
    const float half = box.h * written / 2;
    float left = 1e9F, right = -1e9F, top = 1e9F, bottom = -1e9F;
    for (const float along : {(from - 0.5F) * box.w, (to - 0.5F) * box.w})
        for (const float across : {-half, half}) {
            const float x = box.x + along * cos - across * sin, y = box.y + along * sin + across * cos;
            left = std::min(left, x);
            right = std::max(right, x);
            top = std::min(top, y);
            bottom = std::max(bottom, y);
        }
    const auto inside = [](float v, int most) {
        return std::clamp(static_cast<int>(std::lround(v)), 0, most);
    };
    const int x = inside(left, page.width), y = inside(top, page.height);
    return {x, y, inside(right, page.width) - x, inside(bottom, page.height) - y};
}

} // namespace docket::ocr::ppocr
