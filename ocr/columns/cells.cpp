#include "ocr/columns/cells.hpp"

#include "ocr/columns/marks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace docket::ocr {
namespace {

// Shares of a character's size.
constexpr double square = 1.08;   // high, at most: parts of one character
constexpr double too_high = 1.35; // two that touch
constexpr double narrow = 0.62;   // wide, at most: figures
constexpr double beside = 0.25;   // from part to part of one character, at most, where one is narrow
constexpr double between = 0.6;   // the same, of strokes as in 二 and 三
constexpr double touching = 0.1;  // the same, of a stroke below more than a stroke: else the top of a 5
constexpr double mark = 0.34;     // wide and high, at most
constexpr double hanging = 0.16;  // right of the middle, at least: a mark, and no dot of a character
constexpr double beyond = 0.04;   // past the right edge of characters, at least: a mark beside one
constexpr double hollow = 0.75;   // of its width dark in any row, at most: a colon, two dots side by side
constexpr double low = 0.22, least_beside = 0.35; // high: a bracket, a figure
constexpr double one_figure = 1.2; // of a figure's height, at most: a part that is no more than one
constexpr double mostly = 0.6;     // of the ink in such parts: the page's figures stand apart
constexpr double overlap = 0.04;   // high: what figures that touch have in common
constexpr double flat_mark = 2.5;  // times as wide as high, at least: the top of a 5, and no mark
constexpr double least_figure = 0.5, usual_figure = 0.6, most_figure = 0.84, figure_step = 0.01; // high

// What a cell costs. A cut through ink costs the ink it crosses, as a share of a character's size.
// Where figures touch, the foot of one lies on the head of the next: what is crossed tells nothing. Where
// they stand apart, a cut passes through a character.
constexpr double crossed_of_touching = 0.005, crossed_of_apart = 0.06;
constexpr double cost_of_mark = 0.15;
constexpr double cost_of_narrow = 0.03; // a character as narrow as figures: 自, 月
constexpr double preferred = 0.01;      // to choose between heights that explain the page equally

using Blot = std::vector<std::pair<int, int>>; // pixels that hang together: column and row

Box box_of(const Blot& blot) {
    Box box;
    for (const auto& [x, y] : blot) box = join(box, {x, y, 1, 1});
    return box;
}

// One column: its ink by rows, and the marks that hang beside it.
struct Column {
    Run columns;
    double size = 0;                    // of its characters
    std::vector<int> sums, left, right; // of each row, without the marks: ink, its first and last column
    std::vector<Box> marks;

    void add(const Blot& blot) {
        for (const auto& [x, y] : blot) {
            const auto row = static_cast<std::size_t>(y);
            ++sums[row];
            left[row] = std::min(left[row], x);
            right[row] = std::max(right[row], x);
        }
    }
    // Rows of a box with ink anywhere in the column.
    int inked_rows(const Box& box) const {
        const auto first = sums.begin() + box.y;
        return static_cast<int>(std::count_if(first, first + box.h, [](int ink) { return ink > 0; }));
    }
    // Two dots side by side: a colon.
    bool is_hollow(const Box& box) const {
        const auto first = sums.begin() + box.y;
        return *std::max_element(first, first + box.h) < hollow * box.w;
    }
    void add_row(Box& box, int y) const {
        const auto at = static_cast<std::size_t>(y);
        if (sums[at] > 0) box = join(box, {left[at], y, right[at] + 1 - left[at], 1});
    }
    // The ink of some rows; empty where there is less than a speck.
    Box around(Run rows) const {
        Box box;
        int pixels = 0;
        for (int y = rows.from; y < rows.to; ++y) {
            add_row(box, y);
            pixels += sums[static_cast<std::size_t>(y)];
        }
        return pixels < speck ? Box{} : box;
    }
};

// The pixels of a column, of which what was seen can be taken away.
class Pixels {
  public:
    Pixels(const Ink& ink, Run columns)
        : columns_(columns), height_(ink.height()),
          dark_(static_cast<std::size_t>(columns.length()) * static_cast<std::size_t>(ink.height())) {
        for (int y = 0; y < height_; ++y)
            for (int x = columns.from; x < columns.to; ++x) dark_[index(x, y)] = ink.at(x, y);
    }
    bool at(int x, int y) const { return dark_[index(x, y)]; }
    // Takes away what hangs together with a dark pixel; returns it.
    Blot take(int x, int y) {
        Blot taken{{x, y}};
        dark_[index(x, y)] = false;
        for (std::size_t i = 0; i < taken.size(); ++i)
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx) {
                    const int to_x = taken[i].first + dx, to_y = taken[i].second + dy;
                    if (to_x < columns_.from || to_x >= columns_.to || to_y < 0 || to_y >= height_) continue;
                    if (!dark_[index(to_x, to_y)]) continue;
                    dark_[index(to_x, to_y)] = false;
                    taken.emplace_back(to_x, to_y);
                }
        return taken;
    }

  private:
    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_.length()) +
               static_cast<std::size_t>(x - columns_.from);
    }
    Run columns_;
    int height_;
    std::vector<bool> dark_;
};

// Where the characters of a column end on the right: half of its rows of characters do not pass it.
int right_edge(const Ink& ink, Run columns) {
    std::vector<int> edges;
    for (const auto& rows : runs_of(ink.along_y(columns), 0))
        if (const auto box = ink.around(columns, rows); box.w > narrow * columns.length())
            edges.push_back(box.x + box.w);
    if (edges.empty()) return columns.to;
    std::ranges::sort(edges);
    return edges[edges.size() / 2];
}

// A comma or a stop hangs at the lower right of a character, often beside its last stroke.
bool hangs_beside(const Box& box, double middle, double size) {
    return box.w < mark * size && box.h < mark * size && box.x > middle + hanging * size;
}

Column column_of(const Ink& ink, Run columns, double size) {
    Column out{columns, std::max<double>(size, columns.length()), {}, {}, {}, {}};
    const auto height = static_cast<std::size_t>(ink.height());
    out.sums.assign(height, 0);
    out.left.assign(height, std::numeric_limits<int>::max());
    out.right.assign(height, -1);
    const int edge = right_edge(ink, columns);
    const double middle = edge - size / 2;
    std::vector<Blot> beside_it;
    Pixels pixels(ink, columns);
    for (int y = 0; y < ink.height(); ++y)
        for (int x = columns.from; x < columns.to; ++x) {
            if (!pixels.at(x, y)) continue;
            auto blot = pixels.take(x, y);
            const auto box = box_of(blot);
            if (static_cast<int>(blot.size()) >= speck && hangs_beside(box, middle, size))
                beside_it.push_back(std::move(blot));
            else
                out.add(blot);
        }
    for (const auto& blot : beside_it) {
        const auto box = box_of(blot);
        if (box.x + box.w > edge + beyond * size || 2 * out.inked_rows(box) < box.h)
            out.marks.push_back(box);
        else
            out.add(blot);
    }
    return out;
}

// Rows that are to be parted into cells.
class Stretch {
  public:
    Stretch(const Column& column, Run rows) : column_(&column), rows_(rows) {}

    // Its cells, for figures of this height (a share of a character), and what they cost.
    std::pair<std::vector<Run>, double> cells(double figure, double most_crossed) const {
        const auto n = static_cast<std::size_t>(rows_.length());
        std::vector<double> least(n + 1, std::numeric_limits<double>::max());
        std::vector<std::size_t> from(n + 1);
        least[0] = 0;
        const auto longest = static_cast<std::size_t>(too_high * column_->size) + 1;
        for (std::size_t start = 0; start < n; ++start) {
            if (least[start] == std::numeric_limits<double>::max()) continue;
            Box box;
            for (std::size_t end = start + 1; end <= std::min(n, start + longest); ++end) {
                column_->add_row(box, row(end - 1));
                const double cost = least[start] + cost_of(box, figure) +
                                    (end < n ? std::min(most_crossed, crossed(end)) : 0);
                if (cost >= least[end]) continue;
                least[end] = cost;
                from[end] = start;
            }
        }
        std::vector<Run> out;
        for (std::size_t end = n; end > 0; end = from[end]) out.push_back({row(from[end]), row(end)});
        std::ranges::reverse(out);
        return {std::move(out), least[n]};
    }

    // Its parts that stand without a gap.
    std::vector<Run> runs() const {
        const auto first = column_->sums.begin();
        return runs_of({first + rows_.from, first + rows_.to}, 0);
    }
    double size() const { return column_->size; }

  private:
    int row(std::size_t i) const { return rows_.from + static_cast<int>(i); }
    // A cut before this row passes through what the rows above and below it share.
    double crossed(std::size_t i) const {
        const auto at = static_cast<std::size_t>(row(i));
        return std::min(column_->sums[at - 1], column_->sums[at]) / column_->size;
    }
    bool has_gaps_around(const Box& box) const {
        const auto blank = [&](int y) {
            return y < rows_.from || y >= rows_.to || column_->sums[static_cast<std::size_t>(y)] == 0;
        };
        return blank(box.y - 1) && blank(box.y + box.h);
    }
    double cost_of(const Box& box, double figure) const {
        if (box.empty()) return 0;
        const double size = column_->size, w = box.w / size, h = box.h / size;
        if (h < mark && has_gaps_around(box) && (column_->is_hollow(box) || (w < mark && w < flat_mark * h)))
            return cost_of_mark;
        const double as_figure = (h - figure) / figure, as_character = std::max({0.0, h - 1, 0.7 - h});
        if (w >= narrow) return as_character * as_character;
        return std::min(as_figure * as_figure, cost_of_narrow + as_character * as_character);
    }

    const Column* column_;
    Run rows_;
};

// What stands without a gap, or belongs together.
struct Part {
    Run rows;
    Box box;
    bool is_narrow(double size) const { return box.w < narrow * size; }
};

// A bracket and a figure that it opens or closes; 宀 and 八 look like brackets too, but are higher or have
// less below or above them.
bool is_bracket_of(const Ink& ink, const Box& bracket, const Box& figure, double size) {
    return bracket.h < low * size && figure.h > least_beside * size && lies_on_its_side(ink, bracket, size);
}

bool is_one_character(const Ink& ink, const Part& above, const Part& below, const Column& column) {
    const double size = column.size;
    if (below.rows.to - above.rows.from > square * size) return false;
    const bool narrow_above = above.is_narrow(size), narrow_below = below.is_narrow(size);
    if (!narrow_above && !narrow_below) return true;
    if (is_bracket_of(ink, narrow_above ? below.box : above.box, narrow_above ? above.box : below.box, size))
        return false;
    const double middle = (column.columns.from + column.columns.to) / 2.0;
    const auto is_flat = [](const Box& box) { return box.w > flat_mark * box.h; };
    const bool stroke_above = is_flat(above.box), stroke_below = is_flat(below.box);
    double near = beside;
    if (narrow_above ? stroke_above : stroke_above && stroke_below) near = between;
    if (narrow_below && stroke_below && !stroke_above) near = touching;
    return narrow_above != narrow_below && below.rows.from - above.rows.to < near * size &&
           !hangs_beside(above.box, middle, size) && !hangs_beside(below.box, middle, size);
}

std::vector<Part> parts_of(const Ink& ink, const Column& column) {
    std::vector<Part> out;
    for (const auto& rows : runs_of(column.sums, 0)) {
        const Part part{rows, column.around(rows)};
        if (part.box.empty()) continue;
        if (!out.empty() && is_one_character(ink, out.back(), part, column)) {
            out.back().rows.to = rows.to;
            out.back().box = join(out.back().box, part.box);
        } else {
            out.push_back(part);
        }
    }
    return out;
}

// A column in order: characters as they are, and stretches that are to be parted.
struct Piece {
    Run rows;
    bool whole = true;
};

std::vector<Piece> pieces_of(const Ink& ink, const Column& column) {
    std::vector<Piece> out;
    for (const auto& part : parts_of(ink, column)) {
        const bool colon = part.box.h < mark * column.size && column.is_hollow(part.box);
        const bool alone = colon || lies_on_its_side(ink, part.box, column.size);
        const bool open =
            !alone && (part.is_narrow(column.size) || part.rows.length() > too_high * column.size);
        const bool goes_on = open && !out.empty() && !out.back().whole &&
                             part.rows.from - out.back().rows.to < column.size / 2;
        if (goes_on)
            out.back().rows.to = part.rows.to;
        else
            out.push_back({part.rows, !open});
    }
    return out;
}

// How the figures of a page stand.
struct Figures {
    double high = usual_figure; // of a character
    double crossed = crossed_of_touching;
};

// The height that the page's stretches are best parted by.
double figure_height(const std::vector<Stretch>& stretches) {
    double best = usual_figure, least = std::numeric_limits<double>::max();
    for (double figure = least_figure; figure < most_figure; figure += figure_step) {
        double cost = preferred * std::abs(figure - usual_figure);
        for (const auto& stretch : stretches) cost += stretch.cells(figure, crossed_of_touching).second;
        if (cost >= least) continue;
        least = cost;
        best = figure;
    }
    return best;
}

Figures figures_of(const std::vector<Stretch>& stretches) {
    Figures out{figure_height(stretches)};
    int all = 0, single = 0; // rows of ink; of parts no higher than a figure
    for (const auto& stretch : stretches)
        for (const auto& run : stretch.runs()) {
            all += run.length();
            if (run.length() < one_figure * out.high * stretch.size()) single += run.length();
        }
    if (single > mostly * all) out.crossed = crossed_of_apart;
    return out;
}

// The characters of a piece: cells that were cut through ink take a little of each other.
void add_characters(const Column& column, const Piece& piece, const Figures& figures, std::vector<Box>& to) {
    auto cells = piece.whole ? std::vector{piece.rows}
                             : Stretch(column, piece.rows).cells(figures.high, figures.crossed).first;
    const int shared = static_cast<int>(overlap * column.size);
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        const auto cut = static_cast<std::size_t>(cells[i].to);
        if (column.sums[cut - 1] == 0 || column.sums[cut] == 0) continue;
        cells[i].to += shared;
        cells[i + 1].from -= shared;
    }
    for (const auto& rows : cells)
        if (const auto box = column.around(rows); !box.empty()) to.push_back(box);
}

} // namespace

std::vector<std::vector<Box>> characters_of(const Ink& ink, const std::vector<Run>& columns, double size) {
    std::vector<Column> all;
    std::vector<std::vector<Piece>> pieces;
    for (const auto& one : columns) {
        all.push_back(column_of(ink, one, size));
        pieces.push_back(pieces_of(ink, all.back()));
    }
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& piece : pieces[i])
            if (!piece.whole) stretches.emplace_back(all[i], piece.rows);
    const auto figures = figures_of(stretches);

    std::vector<std::vector<Box>> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& boxes = out.emplace_back(all[i].marks);
        for (const auto& piece : pieces[i]) add_characters(all[i], piece, figures, boxes);
        std::ranges::sort(boxes, {}, [](const Box& box) { return 2 * box.y + box.h; });
    }
    return out;
}

} // namespace docket::ocr
