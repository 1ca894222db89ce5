// The PP-OCR engine: lines found by its detector, read by its recogniser, in reading order. One thread.
//
// Models and library are loaded when first needed. Which models they were, by digest, stands in
// PageText::engine.
#pragma once

#include "ocr/engine.hpp"
#include "ocr/ppocr/models.hpp"

#include <memory>

namespace docket::ocr {

class PpocrEngine final : public OcrEngine {
  public:
    // Failures: those of ppocr::models_in and ppocr::load_runtime.
    static Result<std::unique_ptr<PpocrEngine>> open(const std::filesystem::path& folder);
    ~PpocrEngine() override;
    std::string name() const override { return "ppocr"; }
    std::vector<std::string> languages() const override { return {"chi_sim"}; }
    Result<PageText> read(const PageImage& page, const ReadOptions& options) override;

  private:
    struct State;
    explicit PpocrEngine(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace docket::ocr
