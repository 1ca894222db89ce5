// The head of the first page: the red mark, the number, the rules and the title, in the form of a document
// (GB/T 9704-2012 7.2, 7.3.1) or of a letter (10.1). Owned by outputs/layout; pure; any thread.
#pragma once

#include "outputs/compose.hpp"
#include "outputs/layout/font_metrics.hpp"

namespace docket::outputs {

struct Head {
    Page page;
    double below = 0; // mm from the top of the sheet: where the text may begin
};

// Failure: invalid "font.no_glyph".
Result<Head> lay_head(const Composed& composed, const FontMetrics& metrics);

// The baseline of a line of `size` set in the middle of a box of `height` that begins at `top`.
double baseline(double top, double height, double size);

} // namespace docket::outputs
