// Which characters a person's name is likely to hold: surnames and what children are called, as words of the
// language; nobody's name is kept or learned. Private to ocr/fields. Free functions; any thread.
#pragma once

#include "ocr/fields/running.hpp"

#include <string>

namespace docket::ocr {

// Whether a name begins with a surname of the common list.
bool has_surname(std::u32string_view name);

// Takes 谨上 and the like, with what was misread before them, off the end of a signature.
void cut_greeting(std::u32string_view& signature);

// A name as it may have been meant: where the reader was not sure of a character, that of its choices which
// is likelier in a name (徐 for 综 at the beginning, 明 for 的 behind it). Names in traditional characters,
// long and foreign ones stay as they were read.
std::u32string likely_name(const Running& letter, Span name);

} // namespace docket::ocr
