// How much of a text is written in traditional characters. Any thread.
#pragma once

#include "ocr/page.hpp"

namespace docket::ocr {

// The share, 0..1, of a page's Han characters that have another, simplified form.
double traditional_share(const PageText& page);

} // namespace docket::ocr
