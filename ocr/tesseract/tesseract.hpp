// The Tesseract engine: the model of simplified Chinese, which knows Latin letters and digits too, and a
// second look with traditional characters where the first reading shows them or is poor. One thread of a
// process in which OMP_THREAD_LIMIT is 1.
//
// Models are loaded when first needed, one language an instance, and never reconfigured: a change of
// language would reset parameters. Which model files they were, by digest, stands in PageText::engine.
#pragma once

#include "ocr/engine.hpp"
#include "ocr/merge/line_reader.hpp"

#include <memory>

namespace docket::ocr {

class TesseractEngine final : public OcrEngine, public LineReader {
  public:
    TesseractEngine();
    ~TesseractEngine() override;
    std::string name() const override { return "tesseract"; }
    std::vector<std::string> languages() const override;
    Result<PageText> read(const PageImage& page, const ReadOptions& options) override;
    Result<std::vector<Line>> read_lines(const PageImage& page, std::span<const Box> boxes,
                                         Script script) override;

  private:
    class Reader;
    Result<Reader*> reader(std::unique_ptr<Reader>& slot, const std::string& language);
    std::unique_ptr<Reader> simplified_, traditional_;
};

} // namespace docket::ocr
