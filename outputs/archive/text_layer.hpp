// The invisible text of a page, laid over its picture: each character where it was read, stretched to the
// beginning of the next, so that a reader's selection fits and no gap is taken for a blank. Lines follow the
// slant of the picture; columns run downwards. The text is the normalised one (pipeline/text/normalise.hpp),
// line by line. Pure; any thread.
#pragma once

#include "ocr/page.hpp"
#include "outputs/archive/glyphless.hpp"

#include <string>

namespace docket::outputs {

// Points that a pixel takes, and the height of the page in points.
struct Sheet {
    double x = 1, y = 1;
    double height = 0;
};

// Operators of a content stream, for the font named /F0; empty where nothing was read. `visible` draws the
// text's boxes as well, for whoever looks whether they fit.
std::string text_layer(const ocr::PageText& page, const Sheet& sheet, GlyphlessFont& font,
                       bool visible = false);

} // namespace docket::outputs
