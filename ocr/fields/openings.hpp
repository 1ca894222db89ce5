// How a request opens: 明确…, 责令…, 撤销…. Private to ocr/fields.
#pragma once

#include "ocr/fields/parts.hpp"

namespace docket::ocr {

// Puts right the first character of a request where its reader was not sure, where no request opens so, and
// where only one opening ends in the character behind it: 以确安置房的交付日期 asks 明确.
void mend_opening(Work& work, Span request);

} // namespace docket::ocr
