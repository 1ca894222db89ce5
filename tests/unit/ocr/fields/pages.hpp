// Makes pages as an engine would give them from plain lines, and noise as engines make it. Tests only.
#pragma once

#include "ocr/fields/fields.hpp"

#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace docket::ocr::testing {

inline constexpr int em = 40; // pixels of a character
inline constexpr int line_pitch = 60;
inline constexpr float sure = 0.96F;

// Lines parted by \n, pages by "=== page ===". Every glyph has a box in its line and the confidence given.
std::vector<PageText> pages_of(std::string_view utf8, float confidence = sure);

const Lexicon& haicang(); // pipeline/config/haicang

// A letter with what is expected of its fields, from tests/unit/ocr/fields/letters.
struct Expected {
    std::string file;
    std::vector<std::pair<std::string, std::string>>
        rows; // "kind" → "first_letter", "doubt" → "kind kind.repaired"
    std::string text;
};
std::vector<Expected> letters();

// Each glyph is, with the chance given, taken for a look-alike, lost or doubled; such glyphs lose confidence
// when `engine_notices`.
void confuse(std::vector<PageText>& pages, std::mt19937& chance, double rate, bool engine_notices);

std::string words_of(const Line& line);
// What the other engine read, line by line as pages_of takes them; lines it has none of keep none.
void read_again(std::vector<PageText>& pages, std::string_view utf8);

std::vector<std::string> values(const LetterFields& found,
                                std::string_view name); // of every field of that name
LetterFields fields_of(std::string_view utf8);
LetterFields fields_of_two(std::string_view first, std::string_view second, float confidence = sure);

} // namespace docket::ocr::testing
