#include "tests/unit/pipeline/intake/cmyk_jpeg.hpp"

#include <jpeglib.h> // needs size_t and FILE before it

#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace docket::intake {
namespace {

constexpr int dots_an_inch = 75, quality = 90;
constexpr std::size_t inks_a_pixel = 4;

void begin(jpeg_compress_struct& out, int width, int height, Inks inks) {
    out.image_width = static_cast<JDIMENSION>(width);
    out.image_height = static_cast<JDIMENSION>(height);
    out.input_components = inks_a_pixel;
    out.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&out);
    jpeg_set_colorspace(&out, inks == Inks::adobe_ycck ? JCS_YCCK : JCS_CMYK);
    jpeg_set_quality(&out, quality, TRUE);
    if (inks == Inks::plain) out.write_Adobe_marker = FALSE;
    out.write_JFIF_header = TRUE;
    out.density_unit = 1;
    out.X_density = out.Y_density = dots_an_inch;
    jpeg_start_compress(&out, TRUE);
}

} // namespace

Bytes cmyk_jpeg(std::span<const std::uint8_t> grey, int width, int height, Inks inks) {
    jpeg_compress_struct out{};
    jpeg_error_mgr errors{};
    out.err = jpeg_std_error(&errors); // ends the test's process
    jpeg_create_compress(&out);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&out, &memory, &size);
    begin(out, width, height, inks);
    const bool as_inks = inks == Inks::plain || inks == Inks::adobe_as_inks;
    const std::uint8_t none = as_inks ? 0 : 255;
    Bytes row(static_cast<std::size_t>(width) * inks_a_pixel, none);
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
            const auto light = grey[y * static_cast<std::size_t>(width) + x];
            row[x * inks_a_pixel + 3] = as_inks ? static_cast<std::uint8_t>(255 - light) : light;
        }
        auto* line = row.data();
        jpeg_write_scanlines(&out, &line, 1);
    }
    jpeg_finish_compress(&out);
    Bytes bytes(memory, memory + size);
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc): libjpeg's
    jpeg_destroy_compress(&out);
    return bytes;
}

} // namespace docket::intake
