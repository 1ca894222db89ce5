#include "ocr/page.hpp"

#include "pipeline/base/utf8.hpp"

#include <algorithm>

namespace docket::ocr {

Box join(Box a, Box b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

std::string utf8(const Line& line) {
    std::string text;
    for (const auto& glyph : line.glyphs) append_utf8(text, glyph.ch);
    return text;
}

std::string utf8(const PageText& page) {
    std::string text;
    for (const auto& line : page.lines) {
        if (&line != &page.lines.front()) text.push_back('\n');
        text += utf8(line);
    }
    return text;
}

std::size_t glyph_count(const PageText& page) {
    std::size_t count = 0;
    for (const auto& line : page.lines) count += line.glyphs.size();
    return count;
}

float confidence(const PageText& page) {
    double sum = 0;
    for (const auto& line : page.lines)
        for (const auto& glyph : line.glyphs) sum += static_cast<double>(glyph.confidence);
    const auto count = glyph_count(page);
    return count == 0 ? 0.0F : static_cast<float>(sum / static_cast<double>(count));
}

float weight(const PageText& page) { return confidence(page) * static_cast<float>(glyph_count(page)); }

} // namespace docket::ocr
