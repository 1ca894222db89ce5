// Marks that engines take for others. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

namespace docket::ocr {

// Around the year of a document number stand 〔 and 〕 (GB/T 9704-2012, 7.2.5): [2026]19号 and 【2026）19号
// are how engines read them. 丶 is a stroke and no word: where it was read a 、 stands. What was read stays
// first of Glyph::others.
void set_marks(PageText& page);

} // namespace docket::ocr
