// The running text as lines of the grid, before they are put on pages. Owned by outputs/layout; pure; any
// thread.
#pragma once

#include "outputs/compose.hpp"
#include "outputs/layout/font_metrics.hpp"

namespace docket::outputs {

struct FlowLine {
    GlyphRun run; // x is set, y is not; empty for a blank line
    bool keep_with_next = false;
};

// Addressee, headings, paragraphs and the note of attachments, in the order of the blocks.
// Failure: invalid "font.no_glyph".
Result<std::vector<FlowLine>> flow(const Composed& composed, const FontMetrics& metrics);

// The lines of 抄送 in 四号, its turnover behind the colon.
Result<std::vector<GlyphRun>> copies_lines(const std::string& text, const FontMetrics& metrics);

} // namespace docket::outputs
