// Where the sheet lies in a photo. Private to ocr/prepare; any thread.
#pragma once

#include <opencv2/core.hpp>

#include <array>
#include <optional>

namespace docket::ocr {

// The corners of a bright sheet before something darker: top left, top right, bottom right, bottom left, in
// pixels of the picture given.
struct Outline {
    std::array<cv::Point2d, 4> corners;
    double confidence = 0; // 0..1: how plainly the sheet stands out along its sides
};

// Nothing where the sheet fills the picture, where its sides do not stand out, or where what stands out is no
// sheet: then the picture is taken as it is.
std::optional<Outline> outline_of(const cv::Mat& grey);

} // namespace docket::ocr
