#include "ocr/export/exported.hpp"

#include "pipeline/base/utf8.hpp"

#include <array>
#include <charconv>

namespace docket::ocr {
namespace {

bool is_blank(const Glyph& glyph) { return glyph.ch == U' ' || glyph.ch == 0x3000 || glyph.ch == U'\t'; }

} // namespace

std::vector<Word> words_of(const Line& line) {
    std::vector<Word> words;
    const std::span<const Glyph> glyphs(line.glyphs);
    for (std::size_t from = 0; from < glyphs.size();) {
        std::size_t to = from + 1;
        const bool blank = is_blank(glyphs[from]);
        while (!blank && to < glyphs.size() && !is_blank(glyphs[to])) ++to;
        Word word{glyphs.subspan(from, to - from), blank, {}};
        for (const auto& glyph : word.glyphs) word.box = join(word.box, glyph.box);
        words.push_back(word);
        from = to;
    }
    return words;
}

std::string utf8(std::span<const Glyph> glyphs) {
    std::string text;
    for (const auto& glyph : glyphs) append_utf8(text, glyph.ch);
    return text;
}

float confidence(std::span<const Glyph> glyphs) {
    float sum = 0;
    for (const auto& glyph : glyphs) sum += glyph.confidence;
    return glyphs.empty() ? 0.0F : sum / static_cast<float>(glyphs.size());
}

double rotation(const PageText& page) { return page.turned + page.skew; }

std::string decimal(double value, int places) {
    std::array<char, 64> digits{};
    const auto [end, error] =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, places);
    return error == std::errc{} ? std::string(digits.data(), end) : "0";
}

} // namespace docket::ocr
