// The port to an engine that reads single lines again. Owned by the merging of readings; the adapter is in
// ocr/tesseract. One thread.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/base/result.hpp"

#include <span>
#include <string>
#include <vector>

namespace docket::ocr {

enum class Script { simplified, traditional };

class LineReader {
  public:
    virtual ~LineReader() = default;
    virtual std::string name() const = 0;
    // One line for each box, in their order; one without glyphs where nothing was read. Boxes are pixels of
    // `page`. Failures: unavailable "ocr.no_model", internal "ocr.engine_failed".
    virtual Result<std::vector<Line>> read_lines(const PageImage& page, std::span<const Box> boxes,
                                                 Script script) = 0;
};

} // namespace docket::ocr
