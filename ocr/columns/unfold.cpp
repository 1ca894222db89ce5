#include "ocr/columns/unfold.hpp"

#include "ocr/columns/cells.hpp"
#include "ocr/columns/ink.hpp"
#include "ocr/columns/marks.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr {
namespace {

constexpr double one_column = 0.25; // of a character; what is nearer side by side belongs to one column
constexpr int rule = 40;            // times as high as wide, at least
constexpr double small = 0.45;      // of a character: a mark, which in a line stands low
constexpr double raised = 0.1;      // of a character: a stop above the foot of the line
constexpr double most_larger = 3;   // times the page: what columns laid out in lines may take
constexpr double gap = 0.12, line_pitch = 1.7; // of a character

// A length that a quarter exceed: of columns of text, not of the marks that hang beside them nor of specks.
int usual(std::vector<Run> runs) {
    std::erase_if(runs, [](const Run& run) { return run.length() < speck; });
    if (runs.empty()) return 0;
    std::ranges::sort(runs, {}, &Run::length);
    return runs[runs.size() * 3 / 4].length();
}

std::vector<Run> joined(const std::vector<Run>& runs, double nearer_than) {
    std::vector<Run> out;
    for (const auto& run : runs) {
        if (!out.empty() && run.from - out.back().to < nearer_than)
            out.back().to = run.to;
        else
            out.push_back(run);
    }
    return out;
}

// What is left of a rule between columns.
bool is_rule(const Ink& ink, Run columns) {
    return columns.length() < speck && ink.around(columns, {0, ink.height()}).h > rule * columns.length();
}

// Sets characters side by side, line below line.
class Setter {
  public:
    Setter(const Ink& ink, double size) : ink_(ink), size_(size) {}
    void line(const std::vector<Box>& characters) {
        int x = static_cast<int>(size_);
        const int below = y_ + static_cast<int>(size_);
        for (const auto& box : characters) {
            const bool mark = box.w < small * size_ && box.h < small * size_;
            const bool turned = lies_on_its_side(ink_, box, size_);
            const int w = turned ? box.h : box.w, h = turned ? box.w : box.h;
            const int foot = mark && 5 * w > 4 * h ? below - static_cast<int>(raised * size_) : below;
            const int y = mark && !turned ? foot - h : std::max(0, y_ + (static_cast<int>(size_) - h) / 2);
            moved_.push_back({box, {x, y, w, h}, turned});
            x += w + static_cast<int>((mark ? 3 * gap : gap) * size_);
        }
        width_ = std::max(width_, x);
        y_ += static_cast<int>(line_pitch * size_);
    }
    bool empty() const { return moved_.empty(); }
    double area() const { return (width_ + size_) * (y_ + size_); } // pixels
    Unfolded done(const PageImage& page) && {
        Unfolded out;
        const int width = width_ + static_cast<int>(size_);
        out.image = {width, y_ + static_cast<int>(size_), 1, page.dpi, {}};
        out.image.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(out.image.height),
                                255);
        const auto at = [](const PageImage& image, int x, int y) {
            return static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                   static_cast<std::size_t>(x);
        };
        for (const auto& [from, to, turned] : moved_)
            for (int row = 0; row < to.h && to.y + row < out.image.height; ++row)
                for (int i = 0; i < to.w; ++i)
                    out.image.pixels[at(out.image, to.x + i, to.y + row)] =
                        page.pixels[turned ? at(page, from.x + from.w - 1 - row, from.y + i)
                                           : at(page, from.x + i, from.y + row)];
        out.moved = std::move(moved_);
        return out;
    }

  private:
    const Ink& ink_;
    double size_;
    int width_ = 0, y_ = static_cast<int>(size_);
    std::vector<Moved> moved_;
};

long long shared(const Box& a, const Box& b) {
    const long long w = std::min(a.x + a.w, b.x + b.w) - std::max(a.x, b.x);
    const long long h = std::min(a.y + a.h, b.y + b.h) - std::max(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
}

} // namespace

Unfolded unfold(const PageImage& page) {
    const Ink ink(page);
    auto columns = runs_of(ink.along_x({0, page.height}), 2);
    std::erase_if(columns, [&](const Run& run) { return is_rule(ink, run); });
    const double size = usual(columns);
    if (size < speck) return {};
    columns = joined(columns, one_column * size);
    Setter setter(ink, size);
    const auto lines = characters_of(ink, columns, size);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line)
        if (!line->empty()) setter.line(*line);
    if (setter.empty() || setter.area() > most_larger * page.width * page.height)
        return {}; // specks, and no columns
    return std::move(setter).done(page);
}

PageText folded_back(PageText read, const Unfolded& unfolded, const PageImage& page) {
    read.width = page.width;
    read.height = page.height;
    const auto led_back = [&](const Box& box) {
        Box out;
        const Moved* most = nullptr;
        for (const auto& one : unfolded.moved) {
            const auto part = shared(box, one.to);
            if (part > 0 && (most == nullptr || part > shared(box, most->to))) most = &one;
            if (2 * part > static_cast<long long>(one.to.w) * one.to.h) out = join(out, one.from);
        }
        return out.empty() && most != nullptr ? most->from : out;
    };
    for (auto& line : read.lines) {
        line.vertical = true;
        line.box = {};
        for (auto& glyph : line.glyphs) {
            glyph.box = led_back(glyph.box);
            line.box = join(line.box, glyph.box);
        }
    }
    std::erase_if(read.lines, [](const Line& line) { return line.box.empty(); });
    return read;
}

} // namespace docket::ocr
