// Holes in a reading: places of a line where there is room for a character that the engine does not know and
// so left out. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

#include <cstddef>
#include <vector>

namespace docket::ocr {

// How many characters would fit before each glyph of the line, and after the last: one number more than
// glyphs. Measured against the pitch of the line's Han characters, and where there are too few, against its
// height.
std::vector<int> holes(const Line& line);

} // namespace docket::ocr
