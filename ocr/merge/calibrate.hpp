// What an engine's confidence is worth: how often a character of this confidence is right, measured on the
// bench letters (`./run bench reading` prints the same table again). Free functions; any thread.
#pragma once

#include <cstdint>

namespace docket::ocr {

// Whether a second engine read the same character.
enum class Support : std::uint8_t { alone, agreed, differing };

// 0..1 in, 0..1 out, never falling. At 0.99 and above, at least 995 of 1 000 such characters are right.
float calibrated(float confidence, Support support);

} // namespace docket::ocr
