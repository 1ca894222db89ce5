// A page made ready for an engine, and the way back from what was read on it. Values; any thread.
#pragma once

#include "ocr/page.hpp"
#include "ocr/prepare/placement.hpp"

namespace docket::ocr {

struct Prepared {
    PageImage image; // grey, upright, straight, level, without the red; it keeps its shades and its rules
    Placement placement;
    int turned = 0;       // degrees clockwise that set the page upright
    double skew = 0;      // degrees clockwise that straightened it after that
    bool blank = false;   // nothing is written on it: no engine need look
    bool columns = false; // its lines run down, as far as can be told
    bool sure = true;     // that it stands upright: what set it so was sure of it and left the page as it was
};

// A reading of the prepared image as a reading of the original: boxes led back, size, turn and skew filled
// in.
PageText on_original(PageText read, const Prepared& prepared);

} // namespace docket::ocr
