// The applicant's identity number, telephone and address. Private to ocr/fields.
#pragma once

#include "ocr/fields/parts.hpp"

namespace docket::ocr {

void find_particulars(Work& work);
void find_address(Work& work); // its last part

// Does what stands here belong to an agent or to the other side? Theirs follows their label closely.
bool is_of_another(const Work& work, std::size_t at);

} // namespace docket::ocr
