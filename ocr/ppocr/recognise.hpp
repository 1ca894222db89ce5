// Reads the picture of one line: PP-OCR's recogniser and the decoding of what it says at each step (CTC). One
// thread.
#pragma once

#include "ocr/page.hpp"
#include "ocr/ppocr/onnx.hpp"

#include <span>
#include <vector>

namespace docket::ocr::ppocr {

// A line cut out of the page, brought to the model's height; grey, one byte a pixel.
struct Strip {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;
};

constexpr std::size_t most_others = 8; // candidates of a character beside the one taken

// A character as the model saw it. `from` and `to` are fractions of the strip's width.
struct Seen {
    char32_t ch = 0;
    float from = 0, to = 0;
    float confidence = 0;
    std::vector<Candidate> others{}; // what else the same steps may say, likeliest first
};

class Recogniser {
  public:
    // Both are used for as long as this lives.
    Recogniser(Model& model, std::span<const char32_t> dictionary) : model_(model), dictionary_(dictionary) {}
    // Failures: those of Model::run.
    Result<std::vector<Seen>> read(const Strip& strip);

  private:
    Model& model_;
    std::span<const char32_t> dictionary_;
};

// `steps` × `classes` probabilities to characters, by the likeliest class of each step. `used` is the part of
// the steps that lies on the strip; the rest is padding.
std::vector<Seen> decode(std::span<const float> probabilities, std::size_t steps, double used,
                         std::span<const char32_t> dictionary);

} // namespace docket::ocr::ppocr
