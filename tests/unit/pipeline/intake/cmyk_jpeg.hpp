// A JPEG in the four inks of a printing house, as layout programs and some copiers write it.
#pragma once

#include "pipeline/base/digest.hpp"

#include <span>

namespace docket::intake {

enum class Inks {
    adobe_inverted, // marked by Adobe: a sample of 255 is no ink, as every program reads such a file
    adobe_ycck,     // the same, stored as brightness and colour with black beside them
    adobe_as_inks,  // marked by Adobe, yet a sample of 255 is all ink: programs that know no better
    plain,          // no marker: a sample of 255 is all ink
};
// `grey`: one byte a pixel, 0 is black. What is dark is drawn with black ink alone.
Bytes cmyk_jpeg(std::span<const std::uint8_t> grey, int width, int height, Inks inks);

} // namespace docket::intake
