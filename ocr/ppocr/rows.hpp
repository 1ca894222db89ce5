// Puts what was found on a page into the order in which a person reads it. Values; any thread.
#pragma once

#include "ocr/page.hpp"
#include "ocr/ppocr/detect.hpp"
#include "ocr/ppocr/recognise.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace docket::ocr::ppocr {

// Indices of boxes, row by row from the top, within a row from the left. The page is straight by now, so a
// row is what lies side by side at one height.
std::vector<std::vector<std::size_t>> rows_of(std::span<const Slanted> boxes);

} // namespace docket::ocr::ppocr
