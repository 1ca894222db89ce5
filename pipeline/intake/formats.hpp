// One pair of functions a file format: count the pages from headers, and take them out. Private to the
// unpacking child; one thread. Failures are those of flow::Unpacker.
#pragma once

#include "pipeline/flow/reading_ports.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace docket::intake {

using Path = std::filesystem::path;
using Pages = std::vector<flow::UnpackedPage>;

Result<int> open_png(const Path& file, const flow::OpeningLimits& limits);
Result<int> open_jpeg(const Path& file, const flow::OpeningLimits& limits);
Result<int> open_tiff(const Path& file, const flow::OpeningLimits& limits);
Result<int> open_pdf(const Path& file, const flow::OpeningLimits& limits);

// Of a slice that lies within the file.
Result<Pages> unpack_png(const Path& file, const Path& folder, const flow::OpeningLimits& limits,
                         const flow::Slice& slice);
Result<Pages> unpack_jpeg(const Path& file, const Path& folder, const flow::OpeningLimits& limits,
                          const flow::Slice& slice);
Result<Pages> unpack_tiff(const Path& file, const Path& folder, const flow::OpeningLimits& limits,
                          const flow::Slice& slice);
Result<Pages> unpack_pdf(const Path& file, const Path& folder, const flow::OpeningLimits& limits,
                         const flow::Slice& slice);

// Checks of all formats. Failures: exhausted "file.too_many_pixels", "file.too_many_pages".
Result<void> few_enough_pixels(std::int64_t width, std::int64_t height, const flow::OpeningLimits& limits);
Result<int> few_enough_pages(std::int64_t pages, const flow::OpeningLimits& limits);

// folder/page-0001 + extension; numbers start at 1.
Path page_path(const Path& folder, std::size_t number, const std::string& extension);

} // namespace docket::intake
