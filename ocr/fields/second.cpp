// The other engine's reading of a part of a line, found by laying both readings side by side.
#include "ocr/fields/alignment.hpp"
#include "ocr/fields/running.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// A line without its blanks, and where each of its characters came from.
struct Squeezed {
    std::u32string text, simple;
    std::vector<std::size_t> source;
};

Squeezed squeezed(std::u32string_view read) {
    const auto normal = text::normalise(read);
    Squeezed out;
    for (std::size_t i = 0; i < normal.text.size(); ++i) {
        if (text::is_space(normal.text[i])) continue;
        out.text += normal.text[i];
        out.simple += normal.simplified[i];
        out.source.push_back(normal.source[i]);
    }
    return out;
}

bool is_sign(char32_t c) { return text::is_punctuation(c); }

// The characters of `b` beside [begin, end) of `a`.
std::u32string counterpart(const Squeezed& a, const Squeezed& b, const Beside& beside, std::size_t begin,
                           std::size_t end) {
    auto from = beside.first[begin];
    auto to = beside.last[end];
    while (from < beside.last[begin] && is_sign(b.text[from])) ++from; // signs added at the ends are no part
    while (to > std::max(from, beside.first[end]) && is_sign(b.text[to - 1])) --to;
    // A sign beside the span that the other engine read as a character: it saw the value longer.
    if (begin > 0 && from == beside.first[begin] && from > 0 && is_sign(a.text[begin - 1]) &&
        !is_sign(b.text[from - 1]) && beside.first[begin] > beside.last[begin - 1])
        --from;
    if (end < a.text.size() && to == beside.last[end] && to < b.text.size() && is_sign(a.text[end]) &&
        !is_sign(b.text[to]) && beside.first[end + 1] > beside.last[end])
        ++to;
    return b.text.substr(from, to - from);
}

std::u32string of_line(const Line& line, std::size_t first_glyph, std::size_t last_glyph) {
    std::u32string read;
    for (const auto& glyph : line.glyphs) read += glyph.ch;
    const auto a = squeezed(read);
    const auto second = text::decode(line.second);
    if (!second) return {}; // no engine gives this; a stored reading that was damaged might
    const auto b = squeezed(*second);
    const auto beside = aligned(a.simple, b.simple);
    if (b.text.empty() || !beside) return {};
    const auto begin = std::ranges::lower_bound(a.source, first_glyph) - a.source.begin();
    const auto end = std::ranges::upper_bound(a.source, last_glyph) - a.source.begin();
    return counterpart(a, b, *beside, static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
}

} // namespace

std::optional<OtherReading> other_reading(const Running& letter, Span span) {
    OtherReading other;
    for (auto at = span.begin; at < span.end;) {
        const auto& line = *letter.place(at).source;
        if (line.second_engine.empty()) return std::nullopt;
        auto last = at;
        while (last + 1 < span.end && letter.place(last + 1).source == &line) ++last;
        const auto index = [&](std::size_t i) {
            return static_cast<std::size_t>(letter.place(i).glyph - line.glyphs.data());
        };
        const auto part = of_line(line, index(at), index(last));
        if (part.empty()) return std::nullopt;
        other.text += part;
        other.engine = line.second_engine;
        at = last + 1;
    }
    if (other.text.empty()) return std::nullopt;
    return other;
}

} // namespace docket::ocr
