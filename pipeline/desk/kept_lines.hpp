// The lines of a page as a person sees them: what people confirmed, where they confirmed it, and the reading
// everywhere else. A line is known by its place on the paper, never by its number: a later reading may cut
// the page into other lines, or turn it. Free functions; any thread.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/desk/confirmed.hpp"

#include <optional>
#include <vector>

namespace docket::desk {

struct ShownLine {
    const ocr::Line* read = nullptr; // null: a later reading sees no line where a person confirmed one
    const ConfirmedLine* confirmed = nullptr; // its words stand whatever was read
    ocr::Box box;                             // pixels of the scan; empty where it is not known
};

// In reading order. Every confirmed line of the page is there exactly once, with its words; a read line that
// lies under confirmed ones is left out. `page` may be null: not read yet.
std::vector<ShownLine> shown_lines(const ocr::PageText* page, const std::vector<ConfirmedLine>& confirmed,
                                   int page_number);

LinePlace place_on(const ocr::PageText& page, const ocr::Box& box);
bool same_place(const LinePlace& a, const LinePlace& b); // more than half of the smaller lies in the other
// From fractions of the upright page ([x, y, w, h], as pages show it) to those of the scan.
LinePlace from_upright(const LinePlace& upright, int turned);

} // namespace docket::desk
