// Ownership of Leptonica's images, which open files and clear lines. Private to ocr/prepare; one thread at a
// time.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/base/handle.hpp"
#include "pipeline/base/result.hpp"

#include <leptonica/allheaders.h>

#include <filesystem>

namespace docket::ocr {

inline void destroy_pix(Pix* pix) noexcept { pixDestroy(&pix); }
using PixHandle = Handle<Pix, destroy_pix>;

// Throws std::bad_alloc for the null that Leptonica returns when it has no memory.
PixHandle made(Pix* pix);

inline int width(const PixHandle& pix) { return pixGetWidth(pix.get()); }
inline int height(const PixHandle& pix) { return pixGetHeight(pix.get()); }

// Eight bits of grey to a PageImage and back; a PageImage of three channels becomes 32 bits a pixel.
PageImage page_image(const PixHandle& grey, int dpi);
Result<PixHandle> pix_of(const PageImage& image);

// An image as loaded: a JPEG too large to be worth it is decoded at a fraction of its size.
struct Loaded {
    PixHandle pix;
    int width = 0, height = 0; // of the file's image
    int dpi_x = 0, dpi_y = 0;  // as the file says; 0: nothing
};
// Failure: invalid "ocr.image_unusable".
Result<Loaded> load(const std::filesystem::path& file);

} // namespace docket::ocr
