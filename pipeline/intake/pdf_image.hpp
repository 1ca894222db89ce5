// A page of a PDF that is nothing but one scanned image: finds it, and takes it out as it is. Private to the
// unpacking child; one thread.
#pragma once

#include "pipeline/intake/formats.hpp"

#include <qpdf/QPDFPageObjectHelper.hh>

#include <optional>

namespace docket::intake {

struct PageArea {
    double width = 0, height = 0; // points, before rotation
    int rotate = 0;               // degrees clockwise
};
PageArea area_of(QPDFPageObjectHelper& page);

// The page's image, written as folder/page-NNNN.jpg or .png; nothing when the page is anything else, when it
// is rotated, or when the image is of a kind that only a renderer shows rightly (CMYK, masks, palettes, ...).
std::optional<flow::UnpackedPage> scanned_image(QPDFPageObjectHelper& page, const Path& folder,
                                                std::size_t number);

} // namespace docket::intake
