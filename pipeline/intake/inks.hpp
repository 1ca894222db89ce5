// JPEG pictures in the four inks of a printing house (cyan, magenta, yellow, black): browsers, Leptonica and
// PDF 1.4 do not agree on what they look like. Private to the unpacking child; one thread.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/intake/pix_handle.hpp"

namespace docket::intake {

// As red, green and blue, upright as stored, with its resolution; none where the bytes cannot be decoded.
// Whether a sample of 255 is all ink or none is told by Adobe's marker; a sheet that would come out nearly
// black by it is taken the other way, as some programs write the marker and turn nothing.
PixHandle from_inks(const Bytes& jpeg);

} // namespace docket::intake
