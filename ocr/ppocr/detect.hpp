// Finds the lines of writing on a page: PP-OCR's detector (differentiable binarisation) and what turns its
// probability map into slanted boxes. One thread.
#pragma once

#include "ocr/page.hpp"
#include "ocr/ppocr/onnx.hpp"

#include <vector>

namespace docket::ocr::ppocr {

// A rectangle that may lean: its middle, its sides, and how far its long side is turned clockwise, degrees.
struct Slanted {
    float x = 0, y = 0, w = 0, h = 0, angle = 0;
    float score = 0; // mean probability inside
};

struct DetectSettings {
    int long_side = 960;      // pixels to which the page is brought, at most
    float threshold = 0.3F;   // of the map, ink or not
    float least_score = 0.5F; // of a box
    float unclip = 1.6F;      // boxes are drawn around the middle of the writing and grown by this
    float least_side = 3;     // pixels of the map
};

// Boxes in pixels of `page` (grey), in no order. Failures: those of Model::run.
Result<std::vector<Slanted>> detect(Model& model, const PageImage& page, const DetectSettings& settings = {});

} // namespace docket::ocr::ppocr
