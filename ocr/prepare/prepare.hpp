// Makes a page ready for an engine: red taken out, brought to a size engines read well, paper levelled, set
// upright, straightened, ruled lines removed. The original is never altered. Free functions; any thread.
#pragma once

#include "ocr/prepare/orientation.hpp"
#include "ocr/prepare/prepared.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>

namespace docket::ocr {

// The prepared image is grey. Without a detector, or when it is not sure, the page is not turned.
// Failure: invalid "ocr.image_unusable" (no pixels, a side beyond 30 000, bytes that are no image).
Result<Prepared> prepare(const PageImage& page, OrientationDetector* orientation);

// The same from a PNG, JPEG or TIFF file (its first page). Decodes: for a child process only.
Result<Prepared> prepare_file(const std::filesystem::path& file, OrientationDetector* orientation);

} // namespace docket::ocr
