// Marks that lie on their side in a column. Free functions; any thread.
#pragma once

#include "ocr/columns/ink.hpp"

namespace docket::ocr {

// Brackets, whose arms point down or up at both ends, corners, which have one arm, and colons, whose dots lie
// side by side. A 一 is level, and its thick end short.
bool lies_on_its_side(const Ink& ink, const Box& box, double size);

} // namespace docket::ocr
