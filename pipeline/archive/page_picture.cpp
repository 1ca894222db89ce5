#include "pipeline/archive/page_picture.hpp"

#include "pipeline/intake/kind.hpp"
#include "pipeline/intake/pix_handle.hpp"

#include <leptonica/allheaders.h>

namespace docket::archive {
namespace {

using intake::PixHandle;

Failure damaged() {
    return fail(Kind::corrupt, "picture.damaged", "一页的图片已损坏，不能归入归档副本，请重新扫描。");
}

// Any picture as 8 bits of grey or 32 of colour, on white where it was transparent.
PixHandle plain(const PixHandle& pix) {
    constexpr l_uint32 white = 0xFFFFFF00;
    PixHandle whole(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    if (!whole) return nullptr;
    if (pixGetDepth(whole.get()) == 16) whole = PixHandle(pixConvert16To8(whole.get(), L_MS_BYTE));
    if (whole && pixGetDepth(whole.get()) == 32)
        return pixGetSpp(whole.get()) == 4 ? PixHandle(pixAlphaBlendUniform(whole.get(), white))
                                           : std::move(whole);
    return whole ? PixHandle(pixConvertTo8(whole.get(), 0)) : nullptr;
}

Bytes pixels_of(const PixHandle& pix, int components) {
    const int width = pixGetWidth(pix.get()), height = pixGetHeight(pix.get());
    Bytes out;
    out.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                static_cast<std::size_t>(components));
    for (int y = 0; y < height; ++y) {
        const auto* line = pixGetData(pix.get()) +
                           static_cast<std::size_t>(y) * static_cast<std::size_t>(pixGetWpl(pix.get()));
        for (int x = 0; x < width; ++x) {
            if (components == 1) {
                out.push_back(static_cast<std::uint8_t>(GET_DATA_BYTE(line, x)));
                continue;
            }
            for (const unsigned shift : {24U, 16U, 8U}) // red, green, blue
                out.push_back(static_cast<std::uint8_t>(line[x] >> shift));
        }
    }
    return out;
}

Result<outputs::PdfImage> drawn(const std::filesystem::path& file) {
    const PixHandle read(pixRead(file.c_str()));
    if (!read) return damaged();
    const auto pix = plain(read);
    if (!pix) return damaged();
    const int components = pixGetDepth(pix.get()) == 32 ? 3 : 1;
    auto image = outputs::from_pixels(pixGetWidth(pix.get()), pixGetHeight(pix.get()), components,
                                      pixels_of(pix, components));
    image.dpi_x = pixGetXRes(read.get());
    image.dpi_y = pixGetYRes(read.get());
    return image;
}

} // namespace

Result<outputs::PdfImage> picture_of(const flow::ArchivePage& page) {
    DOCKET_TRY(const auto bytes, intake::read_file(page.image, SIZE_MAX));
    DOCKET_TRY(auto whole,
               page.media == "image/jpeg" ? outputs::jpeg_as_it_is(bytes) : outputs::png_as_it_is(bytes));
    return whole ? Result<outputs::PdfImage>(*std::move(whole)) : drawn(page.image);
}

} // namespace docket::archive
