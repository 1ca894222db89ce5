#include "outputs/archive/pdf_image.hpp"

#include "outputs/archive/pdf_file.hpp"

namespace docket::outputs {

PdfImage from_pixels(int width, int height, int components, std::span<const std::uint8_t> pixels) {
    PdfImage image;
    image.width = width;
    image.height = height;
    image.colour = components == 1 ? "/DeviceGray" : "/DeviceRGB";
    image.filter = "/FlateDecode";
    image.data = deflated(pixels);
    return image;
}

} // namespace docket::outputs
