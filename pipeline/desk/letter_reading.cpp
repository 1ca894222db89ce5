// The text of a letter as the verification desk shows it: lines people confirmed where they confirmed them,
// the reading everywhere else, its doubts by shade and what else each of them may be.
#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/letter_parts.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

constexpr std::size_t most_candidates = 9; // the number keys

std::string utf8_of(char32_t ch) {
    std::string out;
    append_utf8(out, ch);
    return out;
}

// As read, then the reader's other choices, then what people meant where this character was read before.
json::Array candidates_of(const ocr::Glyph& glyph, const std::vector<ocr::Confusion>& learned) {
    std::vector<std::string> all{utf8_of(glyph.ch)};
    const auto offer = [&all](std::string text) {
        if (std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
    };
    for (const auto& other : glyph.others) offer(utf8_of(other.ch));
    for (const auto& [read, meant] : learned)
        if (read == all.front()) offer(meant);
    if (all.size() > most_candidates) all.resize(most_candidates);
    return {all.begin(), all.end()};
}

json::Array doubts_of(const ocr::Line& line, const ocr::PageText& page,
                      const std::vector<ocr::Confusion>& learned) {
    json::Array out;
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        const auto& glyph = line.glyphs[i];
        if (!is_doubtful(glyph)) continue;
        out.emplace_back(json::Object{{"at", i},
                                      {"length", 1},
                                      {"text", utf8_of(glyph.ch)},
                                      {"step", shade_of(glyph)},
                                      {"box", upright(glyph.box, page)},
                                      {"candidates", candidates_of(glyph, learned)}});
    }
    return out;
}

// Runs of characters of one shade that are no stops of their own.
json::Array shades_of(const ocr::Line& line) {
    json::Array out;
    const auto step = [&](std::size_t i) {
        return i < line.glyphs.size() && !is_doubtful(line.glyphs[i]) ? shade_of(line.glyphs[i]) : 0;
    };
    for (std::size_t i = 0; i < line.glyphs.size();) {
        const int here = step(i);
        auto end = i + 1;
        while (here > 0 && step(end) == here) ++end;
        if (here > 0) out.emplace_back(json::Object{{"at", i}, {"length", end - i}, {"step", here}});
        i = end;
    }
    return out;
}

json::Object line_view(const ShownLine& line, int n, const ocr::PageText* page, const Letter& letter) {
    const auto* read = line.read;
    json::Object out{{"n", n},
                     {"text", read ? ocr::utf8(*read) : line.confirmed->value.value},
                     {"box", page ? upright(line.box, *page) : json::Array{0.0, 0.0, 0.0, 0.0}},
                     {"confidence", read ? static_cast<double>(read->confidence) : 0.0},
                     {"doubts", read && page ? doubts_of(*read, *page, letter.learned) : json::Array{}}};
    if (read && !line.confirmed)
        if (auto shades = shades_of(*read); !shades.empty()) out.set("shades", std::move(shades));
    if (read && !read->second_engine.empty() && read->second != ocr::utf8(*read))
        out.set("second", json::Object{{"engine", read->second_engine}, {"text", read->second}});
    if (line.confirmed) out.set("confirmed", confirmed_view(line.confirmed->value, letter));
    return out;
}

} // namespace

int shade_of(const ocr::Glyph& glyph) {
    constexpr float dark = 0.60F, middle = 0.85F, light = 0.97F;
    if (glyph.ch == U' ' || glyph.ch == U'\u3000') return 0;
    if (glyph.confidence < dark) return 3;
    if (glyph.confidence < middle) return 2;
    return glyph.confidence < light ? 1 : 0;
}

bool is_doubtful(const ocr::Glyph& glyph) {
    const int shade = shade_of(glyph);
    return shade == 3 || (shade == 2 && !glyph.others.empty());
}

json::Object confirmed_view(const ConfirmedValue& value, const Letter& letter) {
    return {{"value", value.value}, {"by", letter.name_of(value.by)}, {"at", to_ms(value.at)}};
}

Result<json::Value> reading(const Desk& desk, std::int64_t id) {
    DOCKET_TRY(const auto whole, load_letter(desk, id));
    json::Array pages;
    for (std::size_t i = 0; i < whole.pages.size(); ++i) {
        const auto* page = whole.texts[i] ? &*whole.texts[i] : nullptr;
        json::Array lines;
        int n = 0;
        for (const auto& line : shown_lines(page, whole.confirmed.lines, whole.pages[i].n))
            lines.emplace_back(line_view(line, ++n, page, whole));
        pages.emplace_back(json::Object{{"n", whole.pages[i].n}, {"lines", std::move(lines)}});
    }
    return json::Value(json::Object{{"pages", std::move(pages)}});
}

} // namespace docket::desk
