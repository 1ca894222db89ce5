// Text into lines: measuring, breaking, setting to the full measure. Owned by outputs/layout; pure; any
// thread.
#pragma once

#include "outputs/layout/font_metrics.hpp"
#include "pipeline/base/result.hpp"

#include <string_view>

namespace docket::outputs {

struct Style {
    FaceRole face = FaceRole::fangsong;
    double size = 0;
    double cell = 0; // the advance of a full-width character; narrow ones keep the width of their face
    Colour colour = black;
};

// Text with the natural advance of each character.
struct Measured {
    Style style;
    std::u32string text;
    std::vector<double> advances;
    std::vector<bool> full; // occupies a cell
};

// Failure: invalid "font.no_glyph", naming the character.
Result<Measured> measure(std::string_view utf8, const Style& style, const FontMetrics& metrics);
double width_of(const Measured& measured);

struct Measure {
    double first = 0; // width of the first line
    double rest = 0;
};

// Lines as runs at x = 0, y = 0, in order; their texts put together are the text. A line ends by, in this
// order: a break that fits; one mark hung outside the edge; half cells squeezed out of adjacent marks; what
// does not fit pushed to the next line and the gaps stretched, by a quarter of a cell at most.
std::vector<GlyphRun> break_lines(const Measured& measured, const Measure& measure);

// One line, unbroken.
GlyphRun one_line(const Measured& measured);

} // namespace docket::outputs
