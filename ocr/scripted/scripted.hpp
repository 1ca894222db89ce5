// An engine that reads nothing: it plays back what a folder says about a page, or misbehaves as told. It
// proves that the machinery around a reader survives every kind of reader. One thread.
//
// The folder holds FILE.json where FILE is the SHA-256 of the image file's bytes in hexadecimal, and may hold
// otherwise.json for all other pages. Each is one of
//   a reading, as ocr/page_json.hpp writes it
//   {"text": "first line\nsecond line", "confidence": 0.97}   glyphs are then laid out on a page of A4 at 100
//   dpi
//   {"failure": {"kind": "invalid", "code": "ocr.image_unusable", "detail": "…"}}
//   {"misbehave": "hang" | "eat" | "abort" | "exit" | "garbage"}
#pragma once

#include "ocr/engine.hpp"
#include "ocr/prepare/prepared.hpp"

#include <filesystem>

namespace docket::ocr {

class ScriptedEngine final : public OcrEngine {
  public:
    // Garbage is written to the descriptor `out`.
    ScriptedEngine(std::filesystem::path folder, int out) : folder_(std::move(folder)), out_(out) {}
    std::string name() const override { return "scripted"; }
    std::vector<std::string> languages() const override { return {"scripted"}; }
    // Failures: what the script says; not_found "ocr.not_scripted" where it says nothing of this page.
    Result<PageText> read(const PageImage& image, const ReadOptions& options) override;

  private:
    std::filesystem::path folder_;
    int out_;
};

// The bytes of the file stand in for pixels, so nothing is decoded. Failure: invalid "ocr.image_unusable".
Result<Prepared> as_bytes(const std::filesystem::path& image);

} // namespace docket::ocr
