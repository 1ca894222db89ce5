// Simplified and traditional forms of characters. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"

namespace docket::ocr {

// The share, 0..1, of a page's Han characters that have another, simplified form.
double traditional_share(const PageText& page);

// Whether the page is one of traditional writing. Readings of simplified print show up to one traditional
// form in a hundred, those of traditional print twenty.
bool is_traditional(const PageText& page);

// The simplified form where the character has one of a single character, else the character itself.
char32_t simplified(char32_t ch);

// The traditional form where the character is the simplified one of exactly one other, else the character
// itself: 滿 for 满, but 后, which is 后 or 後, stays.
char32_t only_traditional(char32_t ch);

} // namespace docket::ocr
