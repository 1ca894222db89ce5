// Makes a page ready for engines: red taken out, brought to a size engines read well, paper levelled, set
// upright, straightened. The original is never altered. Free functions; any thread.
#pragma once

#include "ocr/prepare/orientation.hpp"
#include "ocr/prepare/prepared.hpp"
#include "ocr/prepare/steps.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>
#include <optional>

namespace docket::ocr {

// The prepared image is grey. Without a detector, or when it is not sure, the page is not turned; with `turn`
// it is turned by so many degrees, whatever it shows.
// Failures: invalid "ocr.image_unusable" (no pixels, a side beyond 30 000, bytes that are no image), and that
// of `steps`, which may be null.
Result<Prepared> prepare(const PageImage& page, OrientationDetector* orientation, Steps* steps = nullptr,
                         std::optional<int> turn = std::nullopt);

// The same from a PNG, JPEG or TIFF file (its first page). Decodes: for a child process only.
Result<Prepared> prepare_file(const std::filesystem::path& file, OrientationDetector* orientation,
                              Steps* steps = nullptr, std::optional<int> turn = std::nullopt);

// A prepared image in full contrast and without the straight lines of forms and tables, between which
// Tesseract loses the cells of a row. As large as it was, so boxes on it are boxes on the prepared page.
PageImage without_rules(const PageImage& prepared);

} // namespace docket::ocr
