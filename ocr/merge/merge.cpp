#include "ocr/merge/merge.hpp"

#include "ocr/merge/align.hpp"
#include "ocr/merge/calibrate.hpp"
#include "ocr/merge/holes.hpp"
#include "ocr/script/traditional.hpp"
#include "pipeline/base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace docket::ocr {
namespace {

constexpr std::size_t most_others = 5;
// Of a reading of traditional print, where the two see different characters: the second must be this much
// surer, for it was made for print and the first for much else.
constexpr float surer = 0.25F;

void add_other(Glyph& glyph, Candidate other) {
    std::erase_if(glyph.others, [&](const Candidate& one) { return one.ch == other.ch; });
    if (other.ch != glyph.ch) glyph.others.insert(glyph.others.begin(), other);
    if (glyph.others.size() > most_others) glyph.others.resize(most_others);
}

// What the second engine gives for a wide gap: traditional writing quotes with 「」.
bool may_be_nothing(char32_t ch) { return ch == U' ' || ch == U'“' || ch == U'”' || ch == U'"'; }

bool takes_second(const Glyph& first, const Glyph& second, Prefer prefer) {
    if (prefer == Prefer::first) return false;
    if (is_mark(first.ch) && is_mark(second.ch)) return !may_be_nothing(second.ch);
    if (simplified(first.ch) == simplified(second.ch)) return second.ch != simplified(second.ch);
    return second.confidence > first.confidence + surer;
}

void weigh(Glyph& glyph, const Glyph& second, Prefer prefer) {
    if (alike(glyph.ch, second.ch)) {
        glyph.confidence = calibrated(glyph.confidence, Support::agreed);
        if (prefer == Prefer::traditional && is_mark(second.ch)) glyph.ch = second.ch;
        return;
    }
    const Glyph first = glyph;
    const bool forms = simplified(first.ch) == simplified(second.ch);
    if (takes_second(first, second, prefer)) {
        glyph.ch = second.ch;
        glyph.confidence = calibrated(forms ? first.confidence : second.confidence,
                                      forms ? Support::agreed : Support::differing);
        add_other(glyph, {first.ch, first.confidence});
    } else {
        glyph.confidence = calibrated(first.confidence, Support::differing);
        add_other(glyph, {second.ch, second.confidence});
    }
}

// The first engine knows few traditional forms and gives the simplified one.
void take_traditional_form(Glyph& glyph) {
    const char32_t form = only_traditional(glyph.ch);
    if (form == glyph.ch) return;
    const Candidate read{glyph.ch, glyph.confidence};
    glyph.ch = form;
    add_other(glyph, read);
}

void settle(Line& line) {
    double sum = 0;
    std::size_t count = 0;
    for (const auto& glyph : line.glyphs) {
        if (glyph.ch == U' ') continue;
        sum += static_cast<double>(glyph.confidence);
        ++count;
    }
    line.confidence = count == 0 ? 0.0F : static_cast<float>(sum / static_cast<double>(count));
}

// Where the second engine saw a character that the first did not, those on both sides are not certain: of two
// equal digits side by side a reader easily drops one.
void doubt(Glyph& glyph) {
    glyph.confidence = std::min(glyph.confidence, calibrated(glyph.confidence, Support::differing));
}

class Merging {
  public:
    Merging(const Line& first, const Line& second, Prefer prefer)
        : first_(first), second_(second), prefer_(prefer), room_(holes(first)) {}

    std::vector<Glyph> glyphs() {
        for (const auto& [a, b] : aligned(first_.glyphs, second_.glyphs)) {
            if (!a) {
                only_second(second_.glyphs[*b]);
                continue;
            }
            take_until(*a);
            out_.push_back(first_.glyphs[*a]);
            next_ = *a + 1;
            if (b)
                weigh(out_.back(), second_.glyphs[*b], prefer_);
            else
                out_.back().confidence = calibrated(out_.back().confidence, Support::differing);
            if (std::exchange(doubt_next_, false)) doubt(out_.back());
        }
        take_until(first_.glyphs.size());
        return std::move(out_);
    }

  private:
    // Spaces of the first, which align with nothing.
    void take_until(std::size_t end) {
        for (; next_ < end; ++next_) out_.push_back(first_.glyphs[next_]);
    }
    void only_second(const Glyph& glyph) {
        int& room = room_[next_];
        if (prefer_ == Prefer::traditional && room > 0 && !may_be_nothing(glyph.ch)) {
            --room;
            out_.push_back(glyph);
            out_.back().confidence = calibrated(glyph.confidence, Support::differing);
        } else {
            if (!out_.empty()) doubt(out_.back());
            doubt_next_ = true;
        }
    }

    const Line& first_;
    const Line& second_;
    Prefer prefer_;
    std::vector<int> room_; // for characters that the first left out, by place
    std::vector<Glyph> out_;
    std::size_t next_ = 0; // of the first's glyphs
    bool doubt_next_ = false;
};

std::vector<Glyph> by_one(std::span<const Glyph> read) {
    std::vector<Glyph> out(read.begin(), read.end());
    for (auto& glyph : out) glyph.confidence = calibrated(glyph.confidence, Support::alone);
    return out;
}

} // namespace

Line merged(Line first, const Line& second, Prefer prefer) {
    const auto all = first.glyphs.size();
    return merged(std::move(first), 0, all, second, prefer);
}

Line merged(Line first, std::size_t from, std::size_t to, const Line& second, Prefer prefer) {
    const std::span<const Glyph> all(first.glyphs);
    Line part = first;
    part.glyphs.assign(first.glyphs.begin() + static_cast<std::ptrdiff_t>(from),
                       first.glyphs.begin() + static_cast<std::ptrdiff_t>(to));
    auto glyphs = by_one(all.first(from));
    auto both = Merging(part, second, prefer).glyphs();
    const auto after = by_one(all.subspan(to));
    if (prefer == Prefer::traditional) std::ranges::for_each(both, take_traditional_form);
    glyphs.insert(glyphs.end(), both.begin(), both.end());
    glyphs.insert(glyphs.end(), after.begin(), after.end());
    first.glyphs = std::move(glyphs);
    first.second = utf8(second);
    first.second_engine = second.engine;
    settle(first);
    return first;
}

Line alone(Line line) {
    line.glyphs = by_one(line.glyphs);
    settle(line);
    return line;
}

} // namespace docket::ocr
