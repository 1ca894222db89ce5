// Reads pages written in columns with an engine that reads lines. One thread.
#pragma once

#include "ocr/engine.hpp"

namespace docket::ocr {

class InColumns final : public OcrEngine {
  public:
    // `lines` is used for as long as this lives.
    explicit InColumns(OcrEngine& lines) : lines_(lines) {}
    std::string name() const override { return lines_.name(); }
    std::vector<std::string> languages() const override { return lines_.languages(); }
    // With ReadOptions::columns, or where hardly anything is found, a page that does not read well as it is
    // is laid out in lines and read again; what reads better is taken: the page may only have seemed to be
    // one of columns.
    Result<PageText> read(const PageImage& image, const ReadOptions& options) override;

  private:
    OcrEngine& lines_;
};

} // namespace docket::ocr
