// Looks through a PNG without drawing it (ISO/IEC 15948). For the unpacking child; any thread.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/base/result.hpp"

#include <cstdint>
#include <span>

namespace docket::intake {

struct PngHeader {
    int width = 0, height = 0; // pixels
    int dpi = 0;               // 0: the file does not say
    int bits = 0, colour = 0;  // a sample; colour type of ISO/IEC 15948, 11.2.2
    bool interlaced = false;
};

// From the first chunk alone. Failure: corrupt "file.damaged".
Result<PngHeader> png_header(std::span<const std::uint8_t> bytes);

// Every chunk's check sum, and that the compressed pixels are as many as the header announces.
// Failures: corrupt "file.damaged", invalid "file.not_what_it_says".
Result<PngHeader> check_png(std::span<const std::uint8_t> bytes);

} // namespace docket::intake
