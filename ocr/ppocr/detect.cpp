#include "ocr/ppocr/detect.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace docket::ocr::ppocr {
namespace {

constexpr int grain = 32; // sides are multiples of this
// Of the three channels, as the model was trained; the picture is grey, so each sees the same values.
constexpr std::array mean{0.485F, 0.456F, 0.406F};
constexpr std::array deviation{0.229F, 0.224F, 0.225F};

int to_grain(double side) { return std::max(grain, static_cast<int>(std::lround(side / grain)) * grain); }

std::vector<float> planes(const cv::Mat& grey) {
    const auto area = grey.total();
    std::vector<float> out(area * 3);
    for (std::size_t c = 0; c < 3; ++c) {
        const float scale = 1.0F / (255.0F * deviation[c]), shift = -mean[c] / deviation[c];
        cv::Mat plane(grey.rows, grey.cols, CV_32F, out.data() + c * area);
        grey.convertTo(plane, CV_32F, static_cast<double>(scale), static_cast<double>(shift));
    }
    return out;
}

// The mean probability inside the outline.
float score_of(const cv::Mat& map, const std::vector<cv::Point>& outline) {
    const auto around = cv::boundingRect(outline) & cv::Rect(0, 0, map.cols, map.rows);
    if (around.empty()) return 0;
    cv::Mat mask = cv::Mat::zeros(around.size(), CV_8U);
    std::vector<cv::Point> inside;
    for (const auto& point : outline) inside.push_back(point - around.tl());
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{inside}, cv::Scalar(1));
    return static_cast<float>(cv::mean(map(around), mask)[0]);
}

// OpenCV's rectangle with its long side along the line of writing: -45° to 45°, or a column.
Slanted lying(const cv::RotatedRect& rect) {
    float w = rect.size.width, h = rect.size.height, angle = rect.angle;
    while (angle > 45) {
        std::swap(w, h);
        angle -= 90;
    }
    while (angle < -45) {
        std::swap(w, h);
        angle += 90;
    }
    return {rect.center.x, rect.center.y, w, h, angle, 0};
}

std::vector<Slanted> boxes_of(const cv::Mat& map, const DetectSettings& settings) {
    const cv::Mat ink = map > settings.threshold;
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(ink, outlines, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
    std::vector<Slanted> boxes;
    for (const auto& outline : outlines) {
        auto box = lying(cv::minAreaRect(outline));
        if (std::min(box.w, box.h) < settings.least_side) continue;
        box.score = score_of(map, outline);
        if (box.score < settings.least_score) continue;
        const float grow = box.w * box.h * settings.unclip / (2 * (box.w + box.h));
        box.w += 2 * grow;
        box.h += 2 * grow;
        if (std::min(box.w, box.h) >= settings.least_side + 2) boxes.push_back(box);
    }
    return boxes;
}

// What is written on, with room around: margins are a third of a page and need no search. Single specks do
// not count.
cv::Rect written_part(const cv::Mat& small) {
    constexpr int dark = 160, room = 24;
    constexpr double least = 3; // dark pixels in a row or a column
    const cv::Mat ink = (small < dark) / 255;
    cv::Mat rows, columns;
    cv::reduce(ink, rows, 1, cv::REDUCE_SUM, CV_32S);
    cv::reduce(ink, columns, 0, cv::REDUCE_SUM, CV_32S);
    const auto down = cv::boundingRect(cv::Mat(rows >= least)),
               along = cv::boundingRect(cv::Mat(columns >= least));
    if (down.empty() || along.empty()) return {0, 0, small.cols, small.rows};
    const cv::Rect whole(0, 0, small.cols, small.rows);
    auto part =
        cv::Rect(along.x - room, down.y - room, along.width + 2 * room, down.height + 2 * room) & whole;
    part.width = std::min(small.cols - part.x, (part.width + grain - 1) / grain * grain);
    part.height = std::min(small.rows - part.y, (part.height + grain - 1) / grain * grain);
    // What the edge cuts off is given back on the other side: both sides stay multiples of the grain.
    const int width = part.width / grain * grain, height = part.height / grain * grain;
    if (width < part.width) part.x -= (width + grain - part.width), part.width = width + grain;
    if (height < part.height) part.y -= (height + grain - part.height), part.height = height + grain;
    return part;
}

} // namespace

Result<std::vector<Slanted>> detect(Model& model, const PageImage& page, const DetectSettings& settings) {
    const cv::Mat whole(page.height, page.width, CV_8U, const_cast<std::uint8_t*>(page.pixels.data()));
    const double scale =
        std::min(1.0, static_cast<double>(settings.long_side) / std::max(page.width, page.height));
    cv::Mat small;
    cv::resize(whole, small, {to_grain(page.width * scale), to_grain(page.height * scale)}, 0, 0,
               cv::INTER_AREA);
    const auto part = written_part(small);
    const auto values = planes(small(part));
    const std::array<std::int64_t, 4> shape{1, 3, part.height, part.width};
    std::vector<Slanted> boxes;
    DOCKET_CHECK(
        model.run(shape, values, [&](std::span<const std::int64_t> dims, std::span<const float> map) {
            const auto rows = static_cast<int>(dims[dims.size() - 2]), cols = static_cast<int>(dims.back());
            boxes = boxes_of(cv::Mat(rows, cols, CV_32F, const_cast<float*>(map.data())), settings);
        }));
    const float fx = static_cast<float>(page.width) / static_cast<float>(small.cols);
    const float fy = static_cast<float>(page.height) / static_cast<float>(small.rows);
    for (auto& box : boxes) {
        box.x = (box.x + static_cast<float>(part.x)) * fx;
        box.y = (box.y + static_cast<float>(part.y)) * fy;
        box.w *= fx;
        box.h *= fy;
    }
    return boxes;
}

} // namespace docket::ocr::ppocr
