#include "ocr/merge/holes.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr {
namespace {

constexpr std::size_t enough = 4; // pitches to take a median of
constexpr double room = 1.5;      // pitches between two middles: one character is missing
constexpr double ends = 1.3;      // pitches from the last middle to the end of the line: there is one more

double middle(const Glyph& glyph) { return glyph.box.x + glyph.box.w / 2.0; }
bool is_han(char32_t ch) { return ch >= 0x2E80 && ch < 0xFF00; }

// The usual distance between neighbouring Han characters; on a line of too few, its height.
double pitch_of(const std::vector<const Glyph*>& glyphs, int height) {
    std::vector<double> pitches;
    for (std::size_t i = 1; i < glyphs.size(); ++i)
        if (is_han(glyphs[i]->ch) && is_han(glyphs[i - 1]->ch))
            pitches.push_back(middle(*glyphs[i]) - middle(*glyphs[i - 1]));
    if (pitches.size() < enough) return height;
    const auto half = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 2);
    std::nth_element(pitches.begin(), half, pitches.end());
    return *half;
}

int missing(double distance, double pitch, double least) {
    return distance < least * pitch ? 0 : std::max(1, static_cast<int>(std::lround(distance / pitch)) - 1);
}

} // namespace

std::vector<int> holes(const Line& line) {
    std::vector<int> out(line.glyphs.size() + 1, 0);
    std::vector<const Glyph*> glyphs;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        if (line.glyphs[i].ch == U' ') continue;
        glyphs.push_back(&line.glyphs[i]);
        places.push_back(i);
    }
    if (glyphs.empty()) return out;
    const double pitch = pitch_of(glyphs, line.box.h);
    if (pitch <= 0) return out;
    // Marks and digits are narrow and leave air of their own, so a hole is looked for beside Han only.
    const auto solid = [&](std::size_t i) { return is_han(glyphs[i]->ch) && glyphs[i]->ch > 0x3020; };
    for (std::size_t i = 1; i < glyphs.size(); ++i)
        if (solid(i) || solid(i - 1))
            out[places[i]] = missing(middle(*glyphs[i]) - middle(*glyphs[i - 1]), pitch, room);
    out.front() = missing(middle(*glyphs.front()) - line.box.x + pitch / 2, pitch, ends + 0.3);
    out.back() = missing(line.box.x + line.box.w - middle(*glyphs.back()) + pitch / 2, pitch, ends + 0.3);
    return out;
}

} // namespace docket::ocr
