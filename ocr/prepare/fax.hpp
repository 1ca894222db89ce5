// What telephone lines do to a page of black and white. Private to ocr/prepare; one thread at a time.
#pragma once

#include "ocr/prepare/leptonica_handle.hpp"

#include <string>

namespace docket::ocr {

// Rows that were lost on the way (all black, or empty between rows that are not) become like the row above,
// and specks go where there are too many to be dots. Says what was done; empty for nothing.
std::string mend_fax(PixHandle& bits);

} // namespace docket::ocr
