#include "ocr/columns/unfold.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace docket::ocr {
namespace {

constexpr int dark = 128;           // what is darker is ink
constexpr int speck = 8;            // pixels of ink; less is none
constexpr double one_column = 0.25; // of a character; what is nearer side by side belongs to one column
constexpr double square = 1.08;     // characters high, at most: parts of one character
constexpr double too_high = 1.35;   // characters high: two that touch
constexpr double figure_wide = 0.7, figure_high = 0.72; // of a character: digits stand closer than characters
constexpr double small = 0.45;                          // of a character: a mark, which in a line stands low
constexpr double flat = 0.4, half = 0.5,
                 colon_wide = 0.8; // of a character: brackets and colons on their side
constexpr double arms = 0.2;       // of a bracket's height, by which its ends are beside its middle
constexpr double most_larger = 3;  // times the page: what columns laid out in lines may take
constexpr double gap = 0.12, line_pitch = 1.7; // of a character

struct Run {
    int from = 0, to = 0; // to is behind
    int length() const { return to - from; }
};

class Ink {
  public:
    explicit Ink(const PageImage& page) : page_(page) {}
    bool at(int x, int y) const {
        return page_.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(page_.width) +
                            static_cast<std::size_t>(x)] < dark;
    }
    std::vector<int> along_x(Run rows) const {
        std::vector<int> sums(static_cast<std::size_t>(page_.width));
        for (int y = rows.from; y < rows.to; ++y)
            for (int x = 0; x < page_.width; ++x) sums[static_cast<std::size_t>(x)] += at(x, y) ? 1 : 0;
        return sums;
    }
    std::vector<int> along_y(Run columns) const {
        std::vector<int> sums(static_cast<std::size_t>(page_.height));
        for (int y = 0; y < page_.height; ++y)
            for (int x = columns.from; x < columns.to; ++x)
                sums[static_cast<std::size_t>(y)] += at(x, y) ? 1 : 0;
        return sums;
    }
    // The ink inside; empty where there is less than a speck.
    Box around(Run columns, Run rows) const {
        Box box;
        int pixels = 0;
        for (int y = rows.from; y < rows.to; ++y)
            for (int x = columns.from; x < columns.to; ++x)
                if (at(x, y)) {
                    box = join(box, {x, y, 1, 1});
                    ++pixels;
                }
        return pixels < speck ? Box{} : box;
    }

  private:
    const PageImage& page_;
};

std::vector<Run> runs_of(const std::vector<int>& sums, int more_than) {
    std::vector<Run> out;
    for (int i = 0; i < static_cast<int>(sums.size()); ++i) {
        if (sums[static_cast<std::size_t>(i)] <= more_than) continue;
        if (!out.empty() && out.back().to == i)
            ++out.back().to;
        else
            out.push_back({i, i + 1});
    }
    return out;
}

// A length that a quarter exceed: of columns of text, not of the marks that hang beside them.
int usual(std::vector<Run> runs) {
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

// A run of characters that touch, cut where the least ink is near the even places.
std::vector<Run> cut(Run run, double each, const std::vector<int>& sums) {
    const int n = std::max(1, static_cast<int>(std::lround(run.length() / each)));
    std::vector<Run> out;
    int from = run.from;
    for (int i = 1; i < n; ++i) {
        const int even = run.from + run.length() * i / n, reach = static_cast<int>(each / 4);
        const auto first = sums.begin() + std::max(from + 1, even - reach);
        const auto last = sums.begin() + std::min(run.to - 1, even + reach);
        if (first >= last) continue;
        const int place = static_cast<int>(std::min_element(first, last) - sums.begin());
        out.push_back({from, place});
        from = place;
    }
    out.push_back({from, run.to});
    return out;
}

// The characters of one column, from the top.
std::vector<Box> characters(const Ink& ink, Run column, double size) {
    const auto sums = ink.along_y(column);
    std::vector<Run> cells;
    for (const auto& run : runs_of(sums, 0)) {
        const bool same = !cells.empty() && run.to - cells.back().from <= square * size;
        if (same)
            cells.back().to = run.to;
        else
            cells.push_back(run);
    }
    std::vector<Box> out;
    for (const auto& cell : cells) {
        const auto whole = ink.around(column, cell);
        if (whole.empty()) continue;
        const double each = whole.w < figure_wide * size ? figure_high * size : size;
        if (cell.length() <= too_high * each) {
            out.push_back(whole);
            continue;
        }
        for (const auto& part : cut(cell, each, sums))
            if (const auto box = ink.around(column, part); !box.empty()) out.push_back(box);
    }
    return out;
}

// Middle of the ink between two shares of a box's width, as a share of its height; nothing where there is
// none.
std::optional<double> middle(const Ink& ink, const Box& box, double from, double to) {
    double sum = 0;
    int n = 0;
    for (int x = box.x + static_cast<int>(box.w * from); x < box.x + static_cast<int>(box.w * to); ++x)
        for (int y = box.y; y < box.y + box.h; ++y)
            if (ink.at(x, y)) {
                sum += y - box.y;
                ++n;
            }
    if (n == 0) return std::nullopt;
    return sum / n / box.h;
}

// Brackets, whose arms point down or up at both ends, and colons, whose dots lie side by side. A 一 is level.
bool lies_on_its_side(const Ink& ink, const Box& box, double size) {
    if (box.h > flat * size || box.w < 1.5 * box.h) return false;
    const auto left = middle(ink, box, 0, 0.2), right = middle(ink, box, 0.8, 1),
               between = middle(ink, box, 0.42, 0.58);
    if (!left || !right) return false;
    if (!between) return box.w < colon_wide * size;
    const double a = *left - *between, b = *right - *between;
    return box.w > half * size && a * b > 0 && std::min(std::abs(a), std::abs(b)) > arms;
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
            const int y = mark && !turned ? below - h : std::max(0, y_ + (static_cast<int>(size_) - h) / 2);
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
    const double size = usual(columns);
    if (size < speck) return {};
    columns = joined(columns, one_column * size);
    Setter setter(ink, size);
    for (auto column = columns.rbegin(); column != columns.rend(); ++column) {
        const auto found = characters(ink, *column, std::max<double>(size, column->length()));
        if (!found.empty()) setter.line(found);
    }
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
