// Which way up a page of Chinese is, told by where its small marks sit: a comma or a full stop stands in the
// lower left of its square, a column's in the upper right. Cheap, and sure of itself only on a page with
// enough of them. Private to ocr/prepare; any thread.
#pragma once

#include "ocr/prepare/skew.hpp"

#include <opencv2/core.hpp>

namespace docket::ocr {

// What stands on a page: the boxes of what hangs together, upright axes, in pixels.
struct Blot {
    double x = 0, y = 0; // the middle
    double w = 0, h = 0;
    int area = 0;
};
std::vector<Blot> blots_of(const cv::Mat& bits); // ink is not 0

struct Votes {
    int below = 0, above = 0;  // marks in the lower or upper half of their line
    int after = 0, before = 0; // and nearer to the character on their left (so they follow it), or right
};

// The votes of a page whose lines run across (or, turned clockwise by 90 degrees first, down), once rotated
// clockwise by `skew`.
Votes votes_of(const std::vector<Blot>& blots, cv::Size page, bool lines_run_down, double skew);

struct Way {
    int turn = 0;          // degrees clockwise that set the page upright
    double confidence = 0; // 0..1
    bool mirrored = false; // a page seen from behind, or one of columns that lies on its side
    bool lines_run_down = false;
};
Way way_up(const std::vector<Blot>& blots, cv::Size page, double skew);

} // namespace docket::ocr
