// Readings as ALTO 4 (Analyzed Layout and Text Object, Library of Congress): the form in which libraries and
// archives keep what was read of a page. Pure; any thread.
//
// Lengths are pixels of the page image as it arrived. A page is one block of text; a run without a blank is a
// String, a blank an SP; every character is a Glyph with its box, its confidence, and as Variants what else
// it may be. The block says by how many degrees its lines are turned on the image.
#pragma once

#include "ocr/export/exported.hpp"

namespace docket::ocr {

std::string alto(std::span<const PageText> pages, const ExportInfo& info);

} // namespace docket::ocr
