// PNG (ISO/IEC 15948): its compressed rows are what PDF calls FlateDecode with a predictor, byte for byte.
#include "outputs/archive/pdf_file.hpp"
#include "outputs/archive/pdf_image.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace docket::outputs {
namespace {

constexpr double metres_an_inch = 0.0254;

Failure damaged_png() {
    return fail(Kind::corrupt, "picture.damaged", "一页的PNG图片已损坏，不能归入归档副本，请重新扫描。");
}

std::uint32_t number_at(std::span<const std::uint8_t> bytes, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8U | bytes[at + i];
    return out;
}

struct Chunks {
    std::span<const std::uint8_t> header, palette, density;
    bool transparent = false;
    Bytes rows; // of all IDAT, in order
};

Result<Chunks> chunks_of(std::span<const std::uint8_t> file) {
    constexpr std::array<std::uint8_t, 8> signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    constexpr std::size_t frame = 12; // length, name, check sum
    if (file.size() < signature.size() || !std::equal(signature.begin(), signature.end(), file.begin()))
        return damaged_png();
    Chunks chunks;
    for (std::size_t at = signature.size(); at + frame <= file.size();) {
        const std::size_t length = number_at(file, at);
        if (length > file.size() - at - frame) return damaged_png();
        const std::string_view name(reinterpret_cast<const char*>(file.data()) + at + 4, 4);
        const auto data = file.subspan(at + 8, length);
        if (name == "IHDR") chunks.header = data;
        if (name == "PLTE") chunks.palette = data;
        if (name == "pHYs") chunks.density = data;
        if (name == "tRNS") chunks.transparent = true;
        if (name == "IDAT") chunks.rows.insert(chunks.rows.end(), data.begin(), data.end());
        if (name == "IEND") break;
        at += length + frame;
    }
    constexpr std::size_t header_bytes = 13;
    if (chunks.header.size() != header_bytes || chunks.rows.empty()) return damaged_png();
    return chunks;
}

std::string indexed(std::span<const std::uint8_t> palette) {
    return "[/Indexed/DeviceRGB " + std::to_string(palette.size() / 3 - 1) + "<" + hex(palette) + ">]";
}

void set_png_density(PdfImage& image, std::span<const std::uint8_t> density) {
    constexpr std::size_t bytes = 9, unit_at = 8;
    if (density.size() != bytes || density[unit_at] != 1) return; // 1: a metre
    image.dpi_x = number_at(density, 0) * metres_an_inch;
    image.dpi_y = number_at(density, 4) * metres_an_inch;
}

} // namespace

Result<std::optional<PdfImage>> png_as_it_is(std::span<const std::uint8_t> file) {
    enum Colour : std::uint8_t { grey = 0, rgb = 2, with_palette = 3 };
    DOCKET_TRY(auto chunks, chunks_of(file));
    const int bits = chunks.header[8], colour = chunks.header[9], interlaced = chunks.header[12];
    const bool usual =
        colour == grey || colour == rgb || (colour == with_palette && chunks.palette.size() >= 3);
    if (!usual || bits > 8 || interlaced != 0 || chunks.transparent) return std::optional<PdfImage>{};
    PdfImage image;
    image.width = static_cast<int>(number_at(chunks.header, 0));
    image.height = static_cast<int>(number_at(chunks.header, 4));
    if (image.width <= 0 || image.height <= 0) return damaged_png();
    image.bits = bits;
    image.colour = colour == grey ? "/DeviceGray" : colour == rgb ? "/DeviceRGB" : indexed(chunks.palette);
    image.filter = "/FlateDecode";
    image.parameters = "<</Predictor 15/Colors " + std::string(colour == rgb ? "3" : "1") +
                       "/BitsPerComponent " + std::to_string(bits) + "/Columns " +
                       std::to_string(image.width) + ">>";
    image.data = std::move(chunks.rows);
    set_png_density(image, chunks.density);
    return std::optional(std::move(image));
}

} // namespace docket::outputs
