// Reads a character that the engine was not sure of by the words around it: 申诗人 was written 申请人. Free
// functions; any thread.
#pragma once

#include "ocr/context/words.hpp"
#include "ocr/page.hpp"

namespace docket::ocr {

// Where the engine doubted a Han character, takes from its candidates the one that makes the likeliest words;
// what was read first then leads Glyph::others. A character the engine was sure of, a digit, a letter and a
// sign of punctuation are never changed: what was written counts, not what should have been. Lines are read
// on into the next where nothing ends them.
void read_in_context(PageText& page, const Words& words);

// Leaves each character as many candidates as a person can choose among: engines give more, for the above.
void keep_the_likely(PageText& page);

} // namespace docket::ocr
