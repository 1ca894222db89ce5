// A page of a PDF that is nothing but one scanned image: finds it, and takes it out as it is. Private to the
// unpacking child; one thread.
#pragma once

#include "pipeline/intake/formats.hpp"

#include <qpdf/QPDFPageObjectHelper.hh>

#include <functional>
#include <optional>
#include <string>

namespace docket::intake {

struct PageArea {
    double width = 0, height = 0; // points, before rotation
    int rotate = 0;               // degrees clockwise
};
PageArea area_of(QPDFPageObjectHelper& page);

// Every image and stencil of a page; with `nested`, also those within its forms.
void each_image(QPDFPageObjectHelper& page,
                const std::function<void(QPDFObjectHandle&, const std::string&)>& use, bool nested);

// The page's image, written as folder/page-NNNN.jpg or .png; nothing when the page is anything else, when it
// is rotated, or when the image is of a kind that only a renderer shows rightly (CMYK, masks, palettes, ...).
std::optional<flow::UnpackedPage> scanned_image(QPDFPageObjectHelper& page, const Path& folder,
                                                std::size_t number);

} // namespace docket::intake
