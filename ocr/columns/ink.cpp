#include "ocr/columns/ink.hpp"

namespace docket::ocr {
namespace {

constexpr int dark = 128; // what is darker is ink

} // namespace

bool Ink::at(int x, int y) const {
    return page_.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(page_.width) +
                        static_cast<std::size_t>(x)] < dark;
}

std::vector<int> Ink::along_x(Run rows) const {
    std::vector<int> sums(static_cast<std::size_t>(page_.width));
    for (int y = rows.from; y < rows.to; ++y)
        for (int x = 0; x < page_.width; ++x) sums[static_cast<std::size_t>(x)] += at(x, y) ? 1 : 0;
    return sums;
}

std::vector<int> Ink::along_y(Run columns) const {
    std::vector<int> sums(static_cast<std::size_t>(page_.height));
    for (int y = 0; y < page_.height; ++y)
        for (int x = columns.from; x < columns.to; ++x) sums[static_cast<std::size_t>(y)] += at(x, y) ? 1 : 0;
    return sums;
}

Box Ink::around(Run columns, Run rows) const {
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

} // namespace docket::ocr
