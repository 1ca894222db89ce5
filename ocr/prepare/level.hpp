// Light, paper and ink of a page made even. Private to ocr/prepare; one thread at a time.
#pragma once

#include <opencv2/core.hpp>

#include <optional>

namespace docket::ocr {

struct Light {
    static constexpr int paper = 235;
    int ink = 0;                  // grey of the darkest writing
    double ink_share = 0.002;     // of a page's pixels that are taken for full ink
    bool shining_through = false; // the back of the sheet shows
    double noise = 0;             // how far the grey of bare paper scatters
    int around =
        1; // where the back shows: how far about ink that dark all stays, in reaches (half a millimetre)
    double kept =
        0; // where the back shows: of the way from ink to paper, the lightest ink near which all stays
};

// Even paper: each pixel by the brightness of the paper around it, which becomes Light::paper.
cv::Mat evened(const cv::Mat& grey);
Light light_of(const cv::Mat& even);
int ink_level(const cv::Mat& even, double share);
// Of a page that shows its back, the light of the little that is written on this side, where anything darker
// is.
std::optional<Light> light_before_the_back(const cv::Mat& even, const Light& back);
// Full contrast: ink to black, paper to white, in between as before; and without what shines through.
cv::Mat contrasted(const cv::Mat& even, const Light& light);

} // namespace docket::ocr
