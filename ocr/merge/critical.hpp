// Which parts of a page must be right: identity and telephone numbers, days, document numbers, amounts and
// names. They are read by both engines. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

#include <cstddef>
#include <vector>

namespace docket::ocr {

// Glyphs [from, to) of a line.
struct Part {
    std::size_t line = 0, from = 0, to = 0;
    bool operator==(const Part&) const = default;
};

// Such parts, at most one a line, from the top; each from what is critical first to what is last, and on to
// the nearest gap or mark, so that no character is cut. Better one too many than one too few: a part more
// costs a twentieth of a second, a number that only one engine saw costs a person's look.
std::vector<Part> critical_parts(const PageText& page);

// Every line, from end to end.
std::vector<Part> all_parts(const PageText& page);

} // namespace docket::ocr
