// JPEG (ITU-T T.81): a PDF holds the file's bytes as they are.
#include "outputs/archive/pdf_image.hpp"

#include <string_view>

namespace docket::outputs {
namespace {

constexpr double centimetres_an_inch = 2.54;

Failure damaged_jpeg() {
    return fail(Kind::corrupt, "picture.damaged", "一页的JPEG图片已损坏，不能归入归档副本，请重新扫描。");
}

int short_at(std::span<const std::uint8_t> bytes, std::size_t at) { return bytes[at] << 8 | bytes[at + 1]; }

// A segment's marker and what follows its length.
struct Segment {
    int marker = 0;
    std::span<const std::uint8_t> data;
};

bool is_frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// JFIF 1.02: units and densities behind the name.
void set_jpeg_density(PdfImage& image, std::span<const std::uint8_t> data) {
    constexpr std::size_t bytes = 12, unit_at = 7, x_at = 8, y_at = 10;
    const std::string_view name(reinterpret_cast<const char*>(data.data()), data.size());
    if (data.size() < bytes || !name.starts_with(std::string_view("JFIF\0", 5)) || data[unit_at] == 0) return;
    const double scale = data[unit_at] == 2 ? centimetres_an_inch : 1;
    image.dpi_x = short_at(data, x_at) * scale;
    image.dpi_y = short_at(data, y_at) * scale;
}

// Of the frame's header; false where PDF 1.4 cannot show it rightly (12 bits, arithmetic coding, CMYK).
bool set_frame(PdfImage& image, const Segment& frame) {
    constexpr int baseline = 0xC0, extended = 0xC1, progressive = 0xC2;
    constexpr std::size_t bytes = 6;
    if (frame.data.size() < bytes) return false;
    image.height = short_at(frame.data, 1);
    image.width = short_at(frame.data, 3);
    const int components = frame.data[5];
    image.colour = components == 1 ? "/DeviceGray" : "/DeviceRGB";
    const bool usual = frame.marker == baseline || frame.marker == extended || frame.marker == progressive;
    return usual && frame.data[0] == 8 && (components == 1 || components == 3) && image.width > 0 &&
           image.height > 0;
}

} // namespace

Result<std::optional<PdfImage>> jpeg_as_it_is(std::span<const std::uint8_t> file) {
    constexpr std::uint8_t mark = 0xFF;
    constexpr int start_of_scan = 0xDA, application_data = 0xE0;
    PdfImage image;
    image.filter = "/DCTDecode";
    for (std::size_t at = 2; at + 4 <= file.size();) {
        if (file[at] != mark) return damaged_jpeg();
        const int marker = file[at + 1];
        if (marker == mark) { // a fill byte
            ++at;
            continue;
        }
        const auto length = static_cast<std::size_t>(short_at(file, at + 2));
        if (marker == start_of_scan || length < 2 || length > file.size() - at - 2) return damaged_jpeg();
        const Segment segment{marker, file.subspan(at + 4, length - 2)};
        if (marker == application_data) set_jpeg_density(image, segment.data);
        if (is_frame(marker)) {
            if (!set_frame(image, segment)) return std::optional<PdfImage>{};
            image.data.assign(file.begin(), file.end());
            return std::optional(std::move(image));
        }
        at += 2 + length;
    }
    return damaged_jpeg();
}

} // namespace docket::outputs
