#include "ocr/context/context.hpp"

#include "ocr/context/lattice.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

constexpr float sure = 0.98F;             // from here on the engine is believed
constexpr float taken = 0.6F;             // the confidence of a character that its neighbours decided
constexpr float worth_saying = 0.01F;     // of another candidate, to a person
constexpr std::size_t to_choose_from = 8; // for a person, and for the registers of ocr/fields
constexpr double full_line = 0.85; // of the way to the right edge of the text: what ends before it ends there

// 〇 is a digit and no part of a word.
bool spells(char32_t ch) { return text::is_han(ch) && ch != U'〇'; }

Choices choices_of(const Glyph& glyph) {
    Choices out{{glyph.ch, glyph.confidence}};
    if (glyph.confidence < sure)
        std::copy_if(glyph.others.begin(), glyph.others.end(), std::back_inserter(out),
                     [](const Candidate& other) { return spells(other.ch); });
    return out;
}

// What was read first stays the first of the others.
void take(Glyph& glyph, char32_t chosen) {
    std::erase_if(glyph.others, [&](const Candidate& other) { return other.ch == chosen; });
    glyph.others.insert(glyph.others.begin(), {glyph.ch, glyph.confidence});
    glyph.ch = chosen;
    glyph.confidence = taken;
}

// Characters in a row, of one line or of several, that nothing parts.
class Run {
  public:
    explicit Run(const Words& words) : words_(words) {}
    void add(Glyph& glyph) {
        glyphs_.push_back(&glyph);
        doubtful_ = doubtful_ || glyph.confidence < sure;
    }
    void end() {
        if (doubtful_) decide();
        glyphs_.clear();
        doubtful_ = false;
    }

  private:
    void decide() {
        std::vector<Choices> places;
        for (const auto* glyph : glyphs_) places.push_back(choices_of(*glyph));
        const auto chosen = likeliest(simple(places), words_);
        for (std::size_t i = 0; i < chosen.size(); ++i)
            if (chosen[i] > 0) take(*glyphs_[i], places[i][chosen[i]].ch);
    }

    // The model knows simplified words.
    static std::vector<Choices> simple(std::vector<Choices> places) {
        for (auto& choices : places)
            for (auto& choice : choices) choice.ch = text::simplified({&choice.ch, 1})[0];
        return places;
    }

    const Words& words_;
    std::vector<Glyph*> glyphs_;
    bool doubtful_ = false;
};

bool ends_early(const Line& line, int right) {
    return line.vertical || line.box.x + line.box.w < full_line * right;
}

} // namespace

void read_in_context(PageText& page, const Words& words) {
    int right = 0;
    for (const auto& line : page.lines) right = std::max(right, line.box.x + line.box.w);
    Run run(words);
    for (auto& line : page.lines) {
        for (auto& glyph : line.glyphs) {
            if (spells(glyph.ch))
                run.add(glyph);
            else
                run.end();
        }
        if (ends_early(line, right)) run.end();
    }
    run.end();
}

void keep_the_likely(PageText& page) {
    for (auto& line : page.lines)
        for (auto& glyph : line.glyphs) {
            std::erase_if(glyph.others, [](const Candidate& c) { return c.confidence < worth_saying; });
            if (glyph.others.size() > to_choose_from) glyph.others.resize(to_choose_from);
        }
}

} // namespace docket::ocr
