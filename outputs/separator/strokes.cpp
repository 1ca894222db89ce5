#include "outputs/separator/strokes.hpp"

#include "pipeline/base/utf8.hpp"

namespace docket::outputs {

namespace {
constexpr double stroke = 0.25;
}

void draw(Page& page, const Bars& code, double x, double y, double width) {
    for (const auto& bar : code.bars)
        page.rules.push_back(
            {x + bar.x * width, y + (bar.y + bar.h / 2) * width, bar.w * width, bar.h * width, black});
}

void level_line(Page& page, double x, double y, double length) {
    page.rules.push_back({x, y, length, stroke, black});
}
void upright_line(Page& page, double x, double y, double height) {
    page.rules.push_back({x - stroke / 2, y + height / 2, stroke, height, black});
}

GlyphRun line_of_words(const std::string& words, FaceRole face, double size, double x, double y,
                       const FontMetrics& fonts) {
    GlyphRun run;
    run.face = face;
    run.size = size;
    run.x = x;
    run.y = y;
    run.text = code_points(words);
    for (const char32_t c : run.text) run.advances.push_back(fonts.advance_em(face, c).value_or(1) * size);
    return run;
}

} // namespace docket::outputs
