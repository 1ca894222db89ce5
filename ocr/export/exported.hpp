// What every exported form of a reading shares: where the page comes from, a line in words, a number as XML
// has it. Values; any thread.
#pragma once

#include "ocr/page.hpp"

#include <span>
#include <string>
#include <vector>

namespace docket::ocr {

struct ExportInfo {
    std::string file;    // of the letter, as display text
    std::string version; // of docket
    int first_page = 1;  // the number of the first page given, within the letter
};

// A run of glyphs without a blank between them, or one blank.
struct Word {
    std::span<const Glyph> glyphs;
    bool blank = false;
    Box box; // around its glyphs
};
std::vector<Word> words_of(const Line& line);
std::string utf8(std::span<const Glyph> glyphs);
float confidence(std::span<const Glyph> glyphs);

// Degrees counter-clockwise by which the lines of the page are turned on the original.
double rotation(const PageText& page);

std::string decimal(double value, int places); // "0.97": a point, whatever the locale; no exponent

} // namespace docket::ocr
