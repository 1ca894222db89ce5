// Which lines of a page hold what must be right: identity and telephone numbers, days, document numbers,
// amounts and names. They are read by both engines. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

#include <cstddef>
#include <vector>

namespace docket::ocr {

// Indices of such lines, from the top. Better one too many than one too few: a line more costs a twentieth of
// a second, a number that only one engine saw costs a person's look.
std::vector<std::size_t> critical_lines(const PageText& page);

} // namespace docket::ocr
