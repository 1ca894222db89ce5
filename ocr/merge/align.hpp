// Lays two readings of one line beside each other. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

#include <optional>
#include <span>
#include <vector>

namespace docket::ocr {

// A place of the line: a glyph of the first reading, of the second, or one of each.
struct Place {
    std::optional<std::size_t> first, second;
};

// Whether two characters count as read alike: full and half width do, and so do marks that print the same.
bool alike(char32_t a, char32_t b);
bool is_mark(char32_t ch); // of punctuation

// The way from one reading to the other with the fewest changes; of ways alike, the one that pairs characters
// that are forms of each other, and marks with marks. Spaces are passed over: they pair with nothing.
std::vector<Place> aligned(std::span<const Glyph> first, std::span<const Glyph> second);

} // namespace docket::ocr
