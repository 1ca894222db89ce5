// The inside of a reader child: requests in, readings out. One thread of a process of its own.
//
// A request is the JSON {"image": PATH, "options": {"second_look": true}}; the answer is {"value": PageText}
// or
// {"failure": …} (pipeline/sandbox/answer.hpp, ocr/page_json.hpp), both framed (pipeline/sandbox/frame.hpp).
#pragma once

#include "ocr/engine.hpp"
#include "ocr/prepare/prepared.hpp"
#include "ocr/prepare/steps.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace docket::ocr {

// How a page is laid before it is read.
struct Lay {
    std::optional<int> turn; // degrees clockwise, whatever the page shows
    bool ask = false; // the detector, where the marks of the page do not tell: it takes most of a second
};

// Opens an image file and makes it ready. Failure: invalid "ocr.image_unusable".
using Preparer =
    std::function<Result<Prepared>(const std::filesystem::path& image, Steps& steps, const Lay& lay)>;

// Serves until the requests end; the exit status of the child.
int serve_reader(OcrEngine& engine, const Preparer& prepare, int in, int out);

// The whole hidden verb `docket reader-child`: serves stdin and stdout, and ends when the parent does.
//   --engine auto|ppocr|tesseract|scripted   --models FOLDER (of PP-OCR)   --script FOLDER (of the scripted
//   engine)
// Exit status 2 for arguments it does not know.
int reader_child_main(std::span<const std::string> arguments);

} // namespace docket::ocr
