// The children that open and read files, as this program starts them; and text as people and scripts get it.
#pragma once

#include "pipeline/app/house.hpp"

namespace docket::app {

std::unique_ptr<flow::Unpacker> make_unpacker(const ReadingSettings& reading);
std::unique_ptr<flow::PageReader> make_page_reader(const ReadingSettings& reading);

// The normalised text of a page in reading order, one line a line.
std::string normalised_text(const ocr::PageText& page);

} // namespace docket::app
