// The brackets of a document number. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

namespace docket::ocr {

// Around the year of a document number stand 〔 and 〕 (GB/T 9704-2012, 7.2.5): [2026]19号 and 【2026】19号
// are how engines read them. What was read stays first of Glyph::others.
void bracket_document_numbers(PageText& page);

} // namespace docket::ocr
