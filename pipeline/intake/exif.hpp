// How a camera asks for its picture to be shown. Any thread.
#pragma once

#include "pipeline/base/digest.hpp"

namespace docket::intake {

// The Orientation of Exif (tag 0x0112, JEITA CP-3451), 1 to 8; 1, as it is, where a JPEG file says nothing or
// nothing that can be understood.
int exif_orientation(const Bytes& jpeg);

} // namespace docket::intake
