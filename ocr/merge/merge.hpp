// Two readings of one line become one. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

namespace docket::ocr {

// What is preferred where the two differ.
enum class Prefer {
    first,       // the first engine reads this kind of page better: the second only confirms or casts doubt
    traditional, // the second knows traditional forms and how marks are printed among them: its form of the
                 // same character is taken, and its mark for a mark, and what it read in a hole that the
                 // first left is put there; where both gave a simplified form, the traditional one if there
                 // is only one
};

// The first reading with what the second says of it: glyphs on which both agree are surer, others keep the
// other's character in Glyph::others; Line::second is the whole second reading. Confidences are calibrated
// (calibrate.hpp). Glyphs and boxes stay those of the first reading, but where Prefer::traditional takes the
// second's.
Line merged(Line first, const Line& second, Prefer prefer = Prefer::first);
// The same where the second read only the glyphs [from, to) of the line: the others are what one engine read.
Line merged(Line first, std::size_t from, std::size_t to, const Line& second, Prefer prefer);

// A line that only one engine read.
Line alone(Line line);

} // namespace docket::ocr
