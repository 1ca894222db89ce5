// Cuts the picture of a line out of a page and brings it to the recogniser's height. Free functions; any
// thread.
#pragma once

#include "ocr/page.hpp"
#include "ocr/ppocr/detect.hpp"
#include "ocr/ppocr/recognise.hpp"

namespace docket::ocr::ppocr {

// The strip of a slanted box of `page` (grey), `height` pixels high and `narrow` times as wide as in
// proportion.
Strip cut(const PageImage& page, const Slanted& box, int height, double narrow = 1);

// What lies between two fractions of a box's width, as an upright box of the page.
Box part_of(const Slanted& box, float from, float to, const PageImage& page);

} // namespace docket::ocr::ppocr
