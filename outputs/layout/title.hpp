// The lines of a title: few, of like length, no word and no bracket broken (GB/T 9704-2012 7.3.1).
// Owned by outputs/layout; pure; any thread.
#pragma once

#include "outputs/layout/lines.hpp"

namespace docket::outputs {

// '\n' in the text is a break the template wants; the rest is balanced. Runs at x = 0, y = 0.
// Failure: invalid "font.no_glyph".
Result<std::vector<GlyphRun>> title_lines(std::string_view utf8, const Style& style, double width,
                                          const FontMetrics& metrics);

} // namespace docket::outputs
