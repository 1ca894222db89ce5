#include "pipeline/pictures/make.hpp"

#include "pipeline/base/handle.hpp"

#include <cairo.h>
#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace docket::pictures {

namespace {

void destroy(PIX* pix) { pixDestroy(&pix); }
using Pix = Handle<PIX, destroy>;
using Surface = Handle<cairo_surface_t, cairo_surface_destroy>;
using Context = Handle<cairo_t, cairo_destroy>;

constexpr int thumb_height = 120, screen_dpi = 150;
constexpr std::size_t thumb_bytes = 12'000, screen_bytes = 250'000;
constexpr double a4_long_inches = 297 / 25.4;
constexpr std::array qualities{82, 72, 60, 48, 36, 24};
constexpr double mark_slant = -0.4, mark_opacity = 0.16; // radians

Failure damaged() {
    return fail(Kind::corrupt, "picture.damaged", "这一页的图像已损坏，请对照原件重新扫描。");
}

// 8 bits of grey or 32 of colour; a bilevel scan is scaled to grey so that strokes stay.
Result<Pix> readable(const std::filesystem::path& file) {
    const Pix read(pixRead(file.c_str()));
    if (!read) return damaged();
    const int depth = pixGetDepth(read.get());
    const bool coloured = depth >= 24 || pixGetColormap(read.get()) != nullptr;
    Pix out(depth == 1 ? pixClone(read.get())
            : coloured ? pixConvertTo32(read.get())
                       : pixConvertTo8(read.get(), 0));
    if (!out) return damaged();
    return out;
}

double scale_of(const Pix& pix, const MakeRequest& request) {
    const double height = pixGetHeight(pix.get()),
                 longest = std::max(pixGetWidth(pix.get()), pixGetHeight(pix.get()));
    switch (request.size) {
    case desk::PictureSize::thumb: return thumb_height / height;
    case desk::PictureSize::screen:
        return std::min(1.0, request.dpi > 0 ? static_cast<double>(screen_dpi) / request.dpi
                                             : screen_dpi * a4_long_inches / longest);
    case desk::PictureSize::full: return 1.0;
    }
    return 1.0;
}

Result<Pix> scaled(Pix pix, double by) {
    const auto factor = static_cast<float>(by);
    if (pixGetDepth(pix.get()) == 1) {
        Pix grey(by < 1 ? pixScaleToGray(pix.get(), factor) : pixConvertTo8(pix.get(), 0));
        if (!grey) return damaged();
        return grey;
    }
    if (by >= 1) return pix;
    Pix out(pixScale(pix.get(), factor, factor));
    if (!out) return damaged();
    return out;
}

Result<Pix> turned(Pix pix, int degrees) {
    if (degrees % 360 == 0) return pix;
    Pix out(pixRotateOrth(pix.get(), degrees / 90 % 4));
    if (!out) return damaged();
    return out;
}

void write_mark(cairo_t* cairo, const std::string& text, double width, double height) {
    const double size = std::max(14.0, width / 40);
    cairo_select_font_face(cairo, "Noto Sans CJK SC", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, size);
    cairo_text_extents_t extents;
    cairo_text_extents(cairo, text.c_str(), &extents);
    cairo_set_source_rgba(cairo, 0.1, 0.1, 0.4, mark_opacity);
    cairo_rotate(cairo, mark_slant);
    const double step = extents.width + 6 * size, pitch = 8 * size;
    int row = 0;
    for (double y = 0; y < height + width; y += pitch, ++row)
        for (double x = -height - (row % 2) * step / 2; x < width; x += step) {
            cairo_move_to(cairo, x, y);
            cairo_show_text(cairo, text.c_str());
        }
}

// Leptonica keeps red in the highest byte of a word, Cairo in the second.
Result<Pix> marked(Pix pix, const std::string& text) {
    Pix colour(pixConvertTo32(pix.get()));
    if (!colour) return damaged();
    const int width = pixGetWidth(colour.get()), height = pixGetHeight(colour.get());
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    auto* bytes = cairo_image_surface_get_data(surface.get());
    if (!bytes) return damaged();
    const int stride = cairo_image_surface_get_stride(surface.get()) / 4;
    auto* theirs = reinterpret_cast<std::uint32_t*>(bytes);
    auto* ours = pixGetData(colour.get());
    const int words = pixGetWpl(colour.get());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) theirs[y * stride + x] = ours[y * words + x] >> 8U;
    cairo_surface_mark_dirty(surface.get());
    const Context cairo(cairo_create(surface.get()));
    write_mark(cairo.get(), text, width, height);
    cairo_surface_flush(surface.get());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) ours[y * words + x] = theirs[y * stride + x] << 8U;
    return colour;
}

// The best picture that stays within its size; a full one has none.
Result<void> write(const Pix& pix, const MakeRequest& request) {
    const std::size_t most = request.size == desk::PictureSize::thumb    ? thumb_bytes
                             : request.size == desk::PictureSize::screen ? screen_bytes
                                                                         : 0;
    for (const int quality : qualities) {
        l_uint8* data = nullptr;
        std::size_t size = 0;
        if (pixWriteMemJpeg(&data, &size, pix.get(), quality, 0) != 0) return damaged();
        const bool fits = most == 0 || size <= most || quality == qualities.back();
        const int wrong = fits ? l_binaryWrite(request.to.c_str(), "w", data, size) : 0;
        lept_free(data);
        if (fits && wrong != 0)
            return fail(Kind::unavailable, "picture.unwritable", "页面图写不进数据文件夹，请检查磁盘空间。");
        if (fits) return {};
    }
    return {};
}

} // namespace

Result<void> make(const MakeRequest& request) {
    DOCKET_TRY(auto pix, readable(request.from));
    DOCKET_TRY(auto upright, turned(std::move(pix), request.turned));
    const double by = scale_of(upright, request);
    DOCKET_TRY(auto ready, scaled(std::move(upright), by));
    if (!request.watermark.empty()) {
        DOCKET_TRY(ready, marked(std::move(ready), request.watermark));
    }
    return write(ready, request);
}

} // namespace docket::pictures
