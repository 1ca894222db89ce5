#include "outputs/layout/lines.hpp"

#include "outputs/layout/kinsoku.hpp"
#include "pipeline/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

namespace docket::outputs {
namespace {

constexpr double fuzz = 1e-6;
constexpr double widest_stretch = 0.25; // of a cell, a gap
constexpr double full_from = 0.9;       // ems: from here on a character fills a cell

bool mark(char32_t c) { return kinsoku::closing(c) || kinsoku::opening(c); }

class Breaker {
  public:
    Breaker(const Measured& text, const Measure& measure)
        : text_(text), measure_(measure), may_(kinsoku::breaks(text.text)) {}

    std::vector<GlyphRun> all() {
        std::vector<GlyphRun> out;
        while (begin_ < text_.text.size()) {
            room_ = out.empty() ? measure_.first : measure_.rest;
            out.push_back(next());
        }
        return out;
    }

  private:
    GlyphRun next() {
        const auto over = first_that_does_not_fit();
        if (over == text_.text.size()) return line(over, 0);
        if (may_[over]) return line(over, 0);
        if (const auto hung = hang(over)) return line(over + hung, hung);
        if (const auto squeezed = squeeze(over); squeezed > 0) return line(squeezed, 0);
        return line(push_out(over), 0);
    }

    std::size_t first_that_does_not_fit() const {
        double used = 0;
        auto at = begin_;
        for (; at < text_.text.size(); ++at) {
            used += text_.advances[at];
            if (used > room_ + fuzz && at > begin_) break;
        }
        return at;
    }

    // One mark, or the spaces that end the line.
    std::size_t hang(std::size_t over) const {
        std::size_t n = 0;
        while (over + n < text_.text.size() && text_.text[over + n] == U' ') ++n;
        if (n == 0 && kinsoku::may_hang(text_.text[over])) n = 1;
        return n > 0 && (over + n == text_.text.size() || may_[over + n]) ? n : 0;
    }

    // Half a cell can be taken out of each two adjacent marks, and behind a closing mark that ends the line.
    double squeezable(std::size_t end) const {
        double out = 0;
        for (auto i = begin_; i < end; ++i)
            if (can_squeeze(i, end)) out += text_.style.cell / 2;
        return out;
    }
    bool can_squeeze(std::size_t i, std::size_t end) const {
        if (!text_.full[i] || !mark(text_.text[i])) return false;
        if (i + 1 == end) return kinsoku::closing(text_.text[i]);
        return mark(text_.text[i + 1]) && text_.full[i + 1] &&
               !(kinsoku::opening(text_.text[i]) && kinsoku::closing(text_.text[i + 1]));
    }
    std::size_t squeeze(std::size_t over) const {
        constexpr std::size_t farthest = 3;
        for (auto end = over + 1; end <= text_.text.size() && end <= over + farthest; ++end) {
            if (end < text_.text.size() && !may_[end]) continue;
            return natural(end) - squeezable(end) <= room_ + fuzz ? end : 0;
        }
        return 0;
    }

    // Where nothing in the line may break, the run is longer than the line and is cut at the edge.
    std::size_t push_out(std::size_t over) const {
        for (auto end = over; end > begin_; --end)
            if (may_[end]) return end;
        return std::max(over, begin_ + 1);
    }

    double natural(std::size_t end) const { return std::accumulate(at(begin_), at(end), 0.0); }
    std::vector<double>::const_iterator at(std::size_t i) const {
        return text_.advances.begin() + static_cast<std::ptrdiff_t>(i);
    }

    GlyphRun line(std::size_t end, std::size_t hung) {
        GlyphRun run{
            text_.style.face,      text_.style.size,   0,    0, text_.text.substr(begin_, end - begin_),
            {at(begin_), at(end)}, text_.style.colour, false};
        const auto inside = end - hung;
        const double slack = room_ - natural(inside);
        if (slack < -fuzz)
            take_in(run, end, -slack);
        else if (end < text_.text.size())
            stretch(run, inside - begin_, slack);
        begin_ = end;
        return run;
    }
    void take_in(GlyphRun& run, std::size_t end, double excess) const {
        const double share = squeezable(end) > 0 ? excess / squeezable(end) * text_.style.cell / 2 : 0;
        for (auto i = begin_; i < end; ++i)
            if (can_squeeze(i, end)) run.advances[i - begin_] -= share;
    }
    // The gaps between letters and digits of one run are left alone.
    void stretch(GlyphRun& run, std::size_t inside, double slack) const {
        std::vector<std::size_t> gaps;
        for (std::size_t i = 0; i + 1 < inside; ++i)
            if (!kinsoku::narrow(run.text[i]) || !kinsoku::narrow(run.text[i + 1])) gaps.push_back(i);
        const double share = gaps.empty() ? 0 : slack / static_cast<double>(gaps.size());
        if (share > widest_stretch * text_.style.cell) return; // better a short line than a torn one
        for (const auto i : gaps) run.advances[i] += share;
    }

    const Measured& text_;
    Measure measure_;
    std::vector<bool> may_;
    std::size_t begin_ = 0;
    double room_ = 0;
};

std::string code_point(char32_t c) {
    std::array<char, 16> out{};
    std::snprintf(out.data(), out.size(), "U+%04X", static_cast<unsigned>(c));
    return out.data();
}

} // namespace

Result<Measured> measure(std::string_view utf8, const Style& style, const FontMetrics& metrics) {
    Measured out{style, code_points(utf8), {}, {}};
    for (const char32_t c : out.text) {
        const auto em = metrics.advance_em(style.face, c);
        if (!em)
            return fail(Kind::invalid, "font.no_glyph",
                        "没有字体包含“" + encode_utf8(c) + "”（" + code_point(c) +
                            "），请补装字体或者核对该字");
        out.full.push_back(*em >= full_from && *em < 1.1);
        out.advances.push_back(out.full.back() ? style.cell : *em * style.size);
    }
    return out;
}

double width_of(const Measured& measured) {
    return std::accumulate(measured.advances.begin(), measured.advances.end(), 0.0);
}

std::vector<GlyphRun> break_lines(const Measured& measured, const Measure& measure) {
    return Breaker(measured, measure).all();
}

GlyphRun one_line(const Measured& measured) {
    return {measured.style.face, measured.style.size,   0,    0, measured.text,
            measured.advances,   measured.style.colour, false};
}

} // namespace docket::outputs
