// What the printed sheets are drawn of: bars, lines and words at a place. Private to the module; any thread.
#pragma once

#include "outputs/layout/display_list.hpp"
#include "outputs/layout/font_metrics.hpp"
#include "outputs/separator/bars.hpp"

#include <string>

namespace docket::outputs {

// Millimetres from the left and the top of the sheet. A bar is a rule as thick as it is high.
void draw(Page& page, const Bars& code, double x, double y, double width);
void level_line(Page& page, double x, double y, double length);
void upright_line(Page& page, double x, double y, double height);

// One line of words with its baseline at y, from x on; of no width yet where a face lacks a character.
GlyphRun line_of_words(const std::string& words, FaceRole face, double size, double x, double y,
                       const FontMetrics& fonts);

} // namespace docket::outputs
