// Lists in a letter: 一、 1. （1） ① 第一， with what follows each. Private to ocr/fields. Free functions;
// any thread.
#pragma once

#include "ocr/fields/running.hpp"

#include <vector>

namespace docket::ocr {

// The length of a mark of enumeration at `at`, 0 if none stands there.
std::size_t mark_at(const Running& letter, std::size_t at);
// What follows each mark between the two places, to the next; empty where there is no mark.
std::vector<Span> items_of(const Running& letter, std::size_t begin, std::size_t end);
// Parted at any of `signs`, none of them inside; signs and blanks at the ends of a part are no part of it.
std::vector<Span> parted(const Running& letter, Span span, std::u32string_view signs);
Span trimmed(const Running& letter, Span span);

} // namespace docket::ocr
