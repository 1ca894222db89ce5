// The port to a reader of pages. Owned by the reading pipeline; adapters are in ocr/tesseract and
// ocr/scripted. An engine is used by one thread of one process at a time; reading the same image twice gives
// the same text.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/base/result.hpp"

#include <string>
#include <vector>

namespace docket::ocr {

struct ReadOptions {
    bool second_look = true; // try traditional characters when the first reading shows them
    bool columns = false;    // the page seems to be written from top to bottom
};

class OcrEngine {
  public:
    virtual ~OcrEngine() = default;
    virtual std::string name() const = 0; // "tesseract", "scripted"
    virtual std::vector<std::string> languages() const = 0;
    // Boxes are pixels of the image given.
    // Failures: unavailable "ocr.no_model" (install the language), internal "ocr.engine_failed",
    // invalid "ocr.image_unusable" (no pixels, or sides beyond the limit).
    virtual Result<PageText> read(const PageImage& image, const ReadOptions& options) = 0;
};

} // namespace docket::ocr
