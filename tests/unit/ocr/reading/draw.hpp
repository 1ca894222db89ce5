// Draws a page of text for a test: black on white, unless told otherwise.
#pragma once

#include "ocr/page.hpp"

#include <string>
#include <vector>

namespace docket::ocr {

struct Drawing {
    std::vector<std::string> lines;
    std::string face = "Noto Sans CJK SC";
    int width = 1200, height = 700; // pixels, said to be 300 dpi
    double size = 50;               // of the letters, pixels
    double tilt = 0;                // degrees clockwise about the middle
    double ink = 0;                 // 0 black, 1 white
    bool red_seal = false;          // a red ring over the text
};
PageImage draw(const Drawing& drawing);

// The image turned clockwise by 90, 180 or 270 degrees.
PageImage turned(const PageImage& image, int degrees);

} // namespace docket::ocr
