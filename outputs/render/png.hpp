// One page of a display list as a picture, drawn by the same hand as the PDF: what prints is what is seen.
// Owned by outputs/render; any thread, one at a time over the same faces.
#pragma once

#include "outputs/render/faces.hpp"
#include "pipeline/base/digest.hpp"

#include <string_view>

namespace docket::outputs {

// `page` counts from 0. The watermark, where there is one, is drawn over the page, pale and aslant.
// Failures: not_found "page.unknown" beyond the last page; invalid "font.no_glyph"; internal "png.draw".
Result<Bytes> render_png(const DisplayList& list, std::size_t page, double dpi,
                         const std::shared_ptr<const Faces>& faces, std::string_view watermark = "");

} // namespace docket::outputs
