// How large a page is in truth, and so how many pixels it is worked with. Private to ocr/prepare; any thread.
#pragma once

#include "ocr/prepare/placement.hpp"

#include <array>

namespace docket::ocr {

constexpr int working_dpi = 300;

struct Resolution {
    int x = 0, y = 0; // dots an inch, as the file says; 0: nothing
};
struct PixelSize {
    int width = 0, height = 0;
};

// Of a whole picture. Where the file says nothing about its resolution, or what cannot be, the page is taken
// to be as long as A4.
PixelSize working_size(int width, int height, const Resolution& resolution);
// Of a sheet in a photo, by its corners in pixels: A4 where it has about the shape of A4.
PixelSize sheet_size(const std::array<Placement::Point, 4>& corners, const Resolution& resolution);

} // namespace docket::ocr
