// Two engines that read as one: the first reads the page; the second reads again, from the same boxes, the
// lines that must be right, and every line of a page in traditional characters, which it knows better. One
// thread.
#pragma once

#include "ocr/engine.hpp"
#include "ocr/merge/line_reader.hpp"

namespace docket::ocr {

class BothEngines final : public OcrEngine {
  public:
    // Both are used for as long as this lives.
    BothEngines(OcrEngine& first, LineReader& second) : first_(first), second_(second) {}
    std::string name() const override { return "auto"; }
    std::vector<std::string> languages() const override;
    Result<PageText> read(const PageImage& image, const ReadOptions& options) override;

  private:
    OcrEngine& first_;
    LineReader& second_;
};

} // namespace docket::ocr
