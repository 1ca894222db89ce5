// Pictures in work: eight bits of grey, in OpenCV's own holder. Private to ocr/prepare; one thread at a time.
#pragma once

#include "ocr/prepare/leptonica_handle.hpp"
#include "ocr/prepare/placement.hpp"

#include <opencv2/core.hpp>

namespace docket::ocr {

// What was opened, as preparation sees it.
struct Raster {
    cv::Mat grey;         // the red of seals and ruled lines is as white as paper
    bool bilevel = false; // black and white from the start: a fax, or a scanner set so
    double red_share = 0; // of the pixels that are plainly red
    std::string mended;   // what was done to a fax; empty for nothing
};
// Any depth; what is transparent becomes white.
Raster raster_of(PixHandle pix);

PageImage page_image(const cv::Mat& grey, int dpi); // a copy
// Ink is what is darker than half: 1 bit a pixel.
PixHandle ink_of(const cv::Mat& grey);

// The original as the placement has it: scaled, turned, rotated and cut in one go.
cv::Mat placed(const cv::Mat& original, const Placement& placement);

} // namespace docket::ocr
