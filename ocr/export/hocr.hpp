// Readings as hOCR: HTML (XHTML 1.0, so that every XML reader reads it too) whose titles carry boxes and
// confidences. Pure; any thread.
//
// bbox is x0 y0 x1 y1 in pixels of the page image as it arrived; x_wconf of a word, and x_confs of its
// characters, in per cent; textangle the degrees counter-clockwise by which lines are turned on the image.
#pragma once

#include "ocr/export/exported.hpp"

namespace docket::ocr {

std::string hocr(std::span<const PageText> pages, const ExportInfo& info);

} // namespace docket::ocr
