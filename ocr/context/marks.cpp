#include "ocr/context/marks.hpp"

#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <string_view>

namespace docket::ocr {
namespace {

constexpr std::size_t year = 4, longest_number = 5; // digits

bool is_round(char32_t ch) { return text::is_one_of(ch, U"(（)）"); }
bool opens(char32_t ch) { return text::is_one_of(ch, U"〔[［【「(（"); }
bool closes(char32_t ch) { return text::is_one_of(ch, U"〕]］】」)）"); }

// Gaps are left out: forms and hands write them.
std::vector<Glyph*> written(Line& line) {
    std::vector<Glyph*> out;
    for (auto& glyph : line.glyphs)
        if (glyph.ch != U' ') out.push_back(&glyph);
    return out;
}

std::size_t digits_from(const std::vector<Glyph*>& glyphs, std::size_t at) {
    std::size_t n = 0;
    while (at + n < glyphs.size() && text::is_digit(glyphs[at + n]->ch)) ++n;
    return n;
}

bool starts_a_number(const std::vector<Glyph*>& glyphs, std::size_t at) {
    if (!opens(glyphs[at]->ch)) return false;
    if (digits_from(glyphs, at + 1) != year) return false;
    const auto close = at + 1 + year;
    if (close >= glyphs.size() || !closes(glyphs[close]->ch)) return false;
    if (is_round(glyphs[at]->ch) && is_round(glyphs[close]->ch)) return false; // some offices write it so
    const auto digits = digits_from(glyphs, close + 1);
    const auto end = close + 1 + digits;
    if (end == glyphs.size()) return digits <= longest_number; // the line ends within the number
    return digits > 0 && digits <= longest_number && (glyphs[end]->ch == U'号' || glyphs[end]->ch == U'號');
}

void become(Glyph& glyph, char32_t mark) {
    if (glyph.ch == mark) return;
    std::erase_if(glyph.others, [&](const Candidate& other) { return other.ch == mark; });
    glyph.others.insert(glyph.others.begin(), {glyph.ch, glyph.confidence});
    glyph.ch = mark;
}

// 1. 一、 （一） ①: the first of a list.
bool begins_a_list(const std::vector<Glyph*>& glyphs) {
    const auto at = [&](std::size_t i) { return i < glyphs.size() ? glyphs[i]->ch : U'\0'; };
    if (at(0) == U'①') return true;
    if (is_round(at(0))) return text::is_one_of(at(1), U"一1") && is_round(at(2));
    return text::is_one_of(at(0), U"一1") && text::is_one_of(at(1), U"、丶.．");
}

// Straight quotes open and close in turn, as print and hands write them.
void set_quotes(PageText& page) {
    bool open = false;
    for (auto& line : page.lines)
        for (auto& glyph : line.glyphs) {
            if (glyph.ch == U'"' || glyph.ch == U'＂') become(glyph, open ? U'”' : U'“');
            if (glyph.ch == U'“') open = true;
            if (glyph.ch == U'”') open = false;
        }
}

} // namespace

void set_marks(PageText& page) {
    set_quotes(page);
    for (auto& line : page.lines) {
        for (auto& glyph : line.glyphs)
            if (glyph.ch == U'丶') become(glyph, U'、');
        const auto glyphs = written(line);
        for (std::size_t at = 0; at < glyphs.size(); ++at)
            if (starts_a_number(glyphs, at)) {
                become(*glyphs[at], U'〔');
                become(*glyphs[at + 1 + year], U'〕');
            }
    }
    // What announces a list ends in a colon; two dots of a pen read as an exclamation mark.
    for (std::size_t i = 1; i < page.lines.size(); ++i) {
        const auto before = written(page.lines[i - 1]), list = written(page.lines[i]);
        if (before.empty() || !text::is_one_of(before.back()->ch, U"!！") || !begins_a_list(list)) continue;
        become(*before.back(), U'：');
    }
}

} // namespace docket::ocr
