#include "outputs/layout/spots.hpp"

#include "outputs/layout/geometry.hpp"

#include <algorithm>

namespace docket::outputs {

std::vector<Spot> spots(const Composed& composed, const DisplayList& list) {
    std::vector<Spot> out;
    for (std::size_t page = 0; page < list.pages.size(); ++page)
        for (const auto& run : list.pages[page].runs) {
            if (run.block == 0) continue;
            const auto& place = composed.blocks.at(run.block - 1).place;
            if (place.empty()) continue;
            const double top = run.y - gb::em_above * run.size, bottom = top + run.size;
            const double x = run.x / list.width, right = (run.x + width_of(run)) / list.width;
            const double y = top / list.height, below = bottom / list.height;
            if (!out.empty() && out.back().place == place && out.back().page == page) {
                auto& spot = out.back();
                const double far_right = std::max(spot.x + spot.w, right);
                spot.x = std::min(spot.x, x);
                spot.w = far_right - spot.x;
                spot.h = below - spot.y;
            } else {
                out.push_back({place, page, x, y, right - x, below - y});
            }
        }
    return out;
}

} // namespace docket::outputs
