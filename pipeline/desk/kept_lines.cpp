#include "pipeline/desk/kept_lines.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace docket::desk {

namespace {

constexpr double same_line_share = 0.5; // of a line, that makes it the same line

double area(const LinePlace& p) { return p[2] * p[3]; }

double shared(const LinePlace& a, const LinePlace& b) {
    const double w = std::min(a[0] + a[2], b[0] + b[2]) - std::max(a[0], b[0]);
    const double h = std::min(a[1] + a[3], b[1] + b[3]) - std::max(a[1], b[1]);
    return w > 0 && h > 0 ? w * h : 0;
}

struct Laid {
    const ConfirmedLine* line;
    std::size_t before; // stands before this read line
};

// Rows of its own height first, then from left to right.
std::tuple<std::size_t, long, double> order_of(const Laid& laid) {
    const auto& [x, y, w, h] = laid.line->place;
    return {laid.before, std::lround((y + h / 2) / std::max(h, 1e-3)), x};
}

// The read line that lies under a confirmed one best; none where they do not touch.
std::optional<std::size_t> line_under(const ConfirmedLine& line, const std::vector<LinePlace>& read) {
    if (line.place == LinePlace{}) {
        const auto at = static_cast<std::size_t>(line.line) - 1;
        return line.line >= 1 && at < read.size() ? std::optional(at) : std::nullopt;
    }
    std::optional<std::size_t> best;
    double most = 0;
    for (std::size_t i = 0; i < read.size(); ++i)
        if (const double here = shared(line.place, read[i]); here > most) most = here, best = i;
    return best;
}

// Where nothing was read under it, it stands before the first line below its middle.
std::size_t first_below(const ConfirmedLine& line, const std::vector<LinePlace>& read) {
    const double middle = line.place[1] + line.place[3] / 2;
    const auto below = std::ranges::find_if(read, [middle](const LinePlace& p) { return p[1] > middle; });
    return static_cast<std::size_t>(below - read.begin());
}

ocr::Box box_of(const LinePlace& place, const ocr::PageText* page) {
    if (page == nullptr || place == LinePlace{}) return {};
    const auto pixels = [](double fraction, int size) {
        return static_cast<int>(std::lround(fraction * size));
    };
    return {pixels(place[0], page->width), pixels(place[1], page->height), pixels(place[2], page->width),
            pixels(place[3], page->height)};
}

} // namespace

LinePlace place_on(const ocr::PageText& page, const ocr::Box& box) {
    if (box.empty() || page.width <= 0 || page.height <= 0) return {};
    const double w = page.width, h = page.height;
    return {box.x / w, box.y / h, box.w / w, box.h / h};
}

bool same_place(const LinePlace& a, const LinePlace& b) {
    const double smaller = std::min(area(a), area(b));
    return smaller > 0 && shared(a, b) > same_line_share * smaller;
}

LinePlace from_upright(const LinePlace& upright, int turned) {
    auto [x, y, w, h] = upright;
    for (; turned > 0; turned -= 90) { // one quarter back
        const double top = 1 - x - w;
        x = y;
        y = top;
        std::swap(w, h);
    }
    return {x, y, w, h};
}

std::vector<ShownLine> shown_lines(const ocr::PageText* page, const std::vector<ConfirmedLine>& confirmed,
                                   int page_number) {
    std::vector<LinePlace> read;
    if (page != nullptr)
        for (const auto& line : page->lines) read.push_back(place_on(*page, line.box));
    std::vector<double> taken(read.size(), 0); // area of each read line that confirmed ones cover
    std::vector<bool> replaced(read.size(), false);
    std::vector<Laid> laid;
    for (const auto& line : confirmed) {
        if (line.page != page_number) continue;
        const auto under = line_under(line, read);
        laid.push_back({&line, under ? *under : first_below(line, read)});
        if (under && (line.place == LinePlace{} || area(read[*under]) <= 0))
            replaced[*under] = true; // by number
        for (std::size_t i = 0; i < read.size(); ++i) taken[i] += shared(line.place, read[i]);
    }
    std::ranges::stable_sort(laid, [](const Laid& a, const Laid& b) { return order_of(a) < order_of(b); });
    std::vector<ShownLine> out;
    auto next = laid.begin();
    for (std::size_t i = 0; i <= read.size(); ++i) {
        for (; next != laid.end() && next->before == i; ++next) {
            const auto* line = page != nullptr && i < read.size() && line_under(*next->line, read) == i
                                   ? &page->lines[i]
                                   : nullptr;
            out.push_back({line, next->line,
                           next->line->place == LinePlace{} && line != nullptr
                               ? line->box
                               : box_of(next->line->place, page)});
        }
        if (i == read.size() || replaced[i] || taken[i] > same_line_share * area(read[i])) continue;
        out.push_back({&page->lines[i], nullptr, page->lines[i].box});
    }
    return out;
}

} // namespace docket::desk
