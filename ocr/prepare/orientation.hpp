// The port to whatever can tell which way up a page is. Owned by the preparation; the adapter is in
// ocr/tesseract. One thread at a time.
#pragma once

#include "ocr/page.hpp"

namespace docket::ocr {

struct Orientation {
    int turn = 0;      // degrees clockwise that set the page upright: 0, 90, 180 or 270
    bool sure = false; // not sure: the page stays as it is
};

class OrientationDetector {
  public:
    virtual ~OrientationDetector() = default;
    // A level page whose lines run across as far as preparation can tell, at half the working resolution.
    virtual Orientation detect(const PageImage& page) = 0;
};

} // namespace docket::ocr
