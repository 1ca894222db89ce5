// Whether anything is written on a page. Private to ocr/prepare; any thread.
#pragma once

#include "ocr/prepare/level.hpp"
#include "ocr/prepare/marks.hpp"

namespace docket::ocr {

struct Written {
    int strokes = 0;          // of pen or print, however faint; not specks, nor what touches the edge
    double darkest = 0;       // of the way from paper to black, the darkest writing
    bool from_behind = false; // faint, and mirrored: the back of the sheet
    bool blank(double red_share) const;
};

// `even` is a draft of the page, evened; `plain` what stands out on it in full contrast, and `way` what its
// marks say.
Written written_on(const cv::Mat& even, const Light& light, const std::vector<Blot>& plain, const Way& way);

} // namespace docket::ocr
