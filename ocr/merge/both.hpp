// Two engines that read as one: the first reads the page; what it doubts is read by the words around it; the
// second reads again, from the same boxes, the parts that must be right, and every line of a page in
// traditional characters, which it knows better. One thread.
#pragma once

#include "ocr/context/words.hpp"
#include "ocr/engine.hpp"
#include "ocr/merge/line_reader.hpp"

namespace docket::ocr {

class BothEngines final : public OcrEngine {
  public:
    // All are used for as long as this lives. Without words nothing is read by its neighbours.
    BothEngines(OcrEngine& first, LineReader& second, const Words* words)
        : first_(first), second_(second), words_(words) {}
    std::string name() const override { return "auto"; }
    std::vector<std::string> languages() const override;
    Result<PageText> read(const PageImage& image, const ReadOptions& options) override;

  private:
    OcrEngine& first_;
    LineReader& second_;
    const Words* words_;
};

} // namespace docket::ocr
