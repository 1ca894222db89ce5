// The characters of a page in columns. Free functions; any thread.
//
// Characters of a column are as high as it is wide, but what is written in it is not: figures stand closer
// and touch, marks hang below the character before them, 三 has three parts. So parts that make one character
// are joined by their size; figures, and what touches, are cut where the least ink is crossed by cells of the
// height the page's own figures have.
#pragma once

#include "ocr/columns/ink.hpp"

#include <vector>

namespace docket::ocr {

// Of each column its characters, from the top. `size` is how wide the page's columns usually are, in pixels;
// a title has wider ones.
std::vector<std::vector<Box>> characters_of(const Ink& ink, const std::vector<Run>& columns, double size);

} // namespace docket::ocr
