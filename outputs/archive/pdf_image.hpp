// A page's picture as a PDF holds it, made from the file's own bytes wherever PDF 1.4 can hold them: those of
// a JPEG, and the compressed rows of a PNG. Headers are looked at, nothing is decoded. Strangers' bytes: for
// a child process. Pure; any thread.
#pragma once

#include "pipeline/base/digest.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace docket::outputs {

struct PdfImage {
    int width = 0, height = 0;   // pixels
    double dpi_x = 0, dpi_y = 0; // 0: the file does not say
    int bits = 8;                // a component
    std::string colour;          // "/DeviceGray", "[/Indexed …]"
    std::string filter;          // "/DCTDecode"
    std::string parameters;      // of the filter, a dictionary; may be empty
    Bytes data;
};

// Nothing when PDF 1.4 cannot hold the picture as it is (interlaced, 16 bits, transparent; CMYK, which would
// need another output intent): then it has to be drawn anew. Failure: corrupt "picture.damaged".
Result<std::optional<PdfImage>> png_as_it_is(std::span<const std::uint8_t> file);
Result<std::optional<PdfImage>> jpeg_as_it_is(std::span<const std::uint8_t> file);

// Rows of grey (1 component) or red, green, blue (3) of 8 bits, without padding: deflated, nothing lost.
PdfImage from_pixels(int width, int height, int components, std::span<const std::uint8_t> pixels);

} // namespace docket::outputs
