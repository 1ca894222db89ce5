// The millimetre engine: composed blocks → pages of positioned glyphs, after GB/T 9704-2012. Start here, then
// head (first page), flow and lines (the text), kinsoku (where it breaks). Owned by outputs; pure; any
// thread.
#pragma once

#include "outputs/compose.hpp"
#include "outputs/layout/display_list.hpp"
#include "outputs/layout/font_metrics.hpp"

namespace docket::outputs {

// 22 lines of 28 characters a page; the signature never stands alone on one; no heading ends one.
// Failure: invalid "font.no_glyph" naming the character no face covers; invalid "layout.head_too_tall" where
// the title leaves no line of text on the first page.
Result<DisplayList> lay_out(const Composed& composed, const FontMetrics& metrics);

} // namespace docket::outputs
