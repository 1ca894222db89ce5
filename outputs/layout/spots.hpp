// Where each part of a document lies on its pages: for a preview that leads from a line to what was typed.
// Owned by outputs/layout; pure; any thread.
#pragma once

#include "outputs/compose.hpp"
#include "outputs/layout/display_list.hpp"

namespace docket::outputs {

// A part on one page; a part that goes over the edge of a page has a spot on each.
struct Spot {
    std::string place;                 // Block::place
    std::size_t page = 0;              // from 0
    double x = 0, y = 0, w = 0, h = 0; // fractions of the sheet
    bool operator==(const Spot&) const = default;
};

// `list` is what lay_out made of `composed`. In the order of the pages.
std::vector<Spot> spots(const Composed& composed, const DisplayList& list);

} // namespace docket::outputs
