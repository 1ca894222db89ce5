// ONNX Runtime behind two small classes. The library is opened when a reader first needs it, so that no other
// process of docket carries its 45 MB. A Model is used by one thread at a time.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace docket::ocr::ppocr {

// What a model gives: looked at while the run lasts, for it is too large to copy.
using Output = std::function<void(std::span<const std::int64_t> shape, std::span<const float> values)>;

class Model {
  public:
    virtual ~Model() = default;
    // One input, one output, both of float. `values` has the product of `shape` numbers.
    // Failure: internal "ocr.engine_failed".
    virtual Result<void> run(std::span<const std::int64_t> shape, std::span<const float> values,
                             const Output& output) = 0;
};

class Runtime {
  public:
    virtual ~Runtime() = default;
    // Failure: corrupt "ocr.model_unusable".
    virtual Result<std::unique_ptr<Model>> open(const std::filesystem::path& model) = 0;
};

// `library` is a path or a bare name for the system's own search. `threads` work on one run.
// Failures: unavailable "ocr.no_runtime" (no such library, or one too old).
Result<std::unique_ptr<Runtime>> load_runtime(const std::filesystem::path& library, int threads);

} // namespace docket::ocr::ppocr
