// The folder of PP-OCR models: which files, which dictionary, which height of a line. Values; any thread.
//
// A folder holds `models.json`:
//   {"name": "PP-OCRv4", "detection": "det.onnx", "recognition": "rec.onnx", "direction": "cls.onnx",
//    "dictionary": "keys.txt", "input_height": 48, "runtime": "libonnxruntime.so.1",
//    "traditional": {"name": "PP-OCRv3 traditional", "recognition": "cht.onnx", "dictionary": "cht.txt"}}
// so that newer models of the same kind drop in. `runtime` may be missing: the system's library is taken.
// `traditional` may be missing: the one model reads traditional print as well as it can.
// A file of the same name in `folded` is the same model with less arithmetic (fold.py) and is read in its
// place.
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace docket::ocr::ppocr {

// A model that reads lines.
struct Recognition {
    std::filesystem::path weights;
    std::vector<char32_t> dictionary; // character of each class; class 0 is the blank of CTC
    std::string description;          // name with the digest of the weights as they came, for the record
};

struct Models {
    std::string name; // "PP-OCRv4"
    std::filesystem::path detection, direction, runtime;
    int input_height = 48; // of a line's picture, pixels
    Recognition recognition;
    std::optional<Recognition> traditional;
};

// Failures: unavailable "ocr.no_model" (no such folder, or a file of it is missing), corrupt
// "ocr.model_unusable" (models.json or the dictionary cannot be understood).
Result<Models> models_in(const std::filesystem::path& folder);

} // namespace docket::ocr::ppocr
