// Which way up a page is: by Tesseract's detector of orientation and script, and where that hesitates, by
// which way a part of the page reads better. One thread.
#pragma once

#include "ocr/prepare/orientation.hpp"

#include <memory>

namespace docket::ocr {

class TesseractOrientation final : public OrientationDetector {
  public:
    TesseractOrientation();
    ~TesseractOrientation() override;
    // Not sure when there are too few characters, when they speak with two voices, or without the model
    // "osd".
    Orientation detect(const PageImage& page) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace docket::ocr
