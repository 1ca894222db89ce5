// How far the lines of a page are from level. Private to ocr/prepare; any thread.
#pragma once

#include "ocr/prepare/leptonica_handle.hpp"

#include <vector>

namespace docket::ocr {

// The places of ink on a page, as few as tell its lines apart.
struct InkPoints {
    struct Point {
        int x = 0, y = 0;
    };
    std::vector<Point> points;
    int width = 0, height = 0; // of the page they lie on, which may be a reduced one
};
InkPoints ink_points(const PixHandle& ink);

struct Skew {
    double degrees = 0;   // clockwise, that set the lines level; 0 where nothing speaks for another angle
    double sharpness = 1; // how much better the page falls into lines then than it does as it is
    bool lines_run_down = false;
};

// Found by rotating the ink and not the picture: where the sums over rows (or, on a page written in columns,
// over columns) differ most from one to the next, the lines are level.
Skew skew_of(const InkPoints& ink);

} // namespace docket::ocr
