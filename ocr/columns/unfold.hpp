// A page written in columns, from top to bottom and from right to left, laid out in lines: engines read
// lines. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

#include <vector>

namespace docket::ocr {

// A character cut out of its column, and where it stands now.
struct Moved {
    Box from, to; // pixels of the page in columns, and of the page in lines
    bool turned =
        false; // a bracket or a colon, which lies on its side in a column: set upright, its sides swapped
};

struct Unfolded {
    PageImage image; // grey; each column a line, the rightmost first
    std::vector<Moved> moved;
};

// `page` is grey, upright and level. Without anything that looks like a column the image has no pixels.
Unfolded unfold(const PageImage& page);

// A reading of the page in lines as one of the page in columns: boxes led back, lines marked vertical.
PageText folded_back(PageText read, const Unfolded& unfolded, const PageImage& page);

} // namespace docket::ocr
