// Opens a stranger's file and takes its pages out. Decodes: for a child process only, which limits its memory
// and time. One thread. Failures are those of flow::Unpacker.
#pragma once

#include "pipeline/flow/reading_ports.hpp"

#include <filesystem>
#include <vector>

namespace docket::intake {

// Reads headers only.
Result<flow::Opened> open_file(const std::filesystem::path& file, const flow::OpeningLimits& limits);

// Pages of PNG and JPEG files are the files' own bytes, except a JPEG that asks to be shown turned or is in
// the inks of a printing house, which is stored as it is to be seen; those of TIFF are lossless PNG of the
// same depth; a page of a PDF that is one scanned image is that image, and any other page is drawn at 300 dpi
// by pdftoppm. The files are folder/page-0001.png and so on, whatever the original is called.
Result<std::vector<flow::UnpackedPage>> unpack_file(const std::filesystem::path& file,
                                                    const std::filesystem::path& folder,
                                                    const flow::OpeningLimits& limits,
                                                    const flow::Slice& slice = {});

} // namespace docket::intake
