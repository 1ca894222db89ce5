// The applicant's identity number, telephone and address. Private to ocr/fields.
#pragma once

#include "ocr/fields/parts.hpp"

namespace docket::ocr {

void find_particulars(Work& work);

} // namespace docket::ocr
