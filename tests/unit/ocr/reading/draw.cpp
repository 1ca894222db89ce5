#include "tests/unit/ocr/reading/draw.hpp"

#include "pipeline/base/handle.hpp"

#include <cairo/cairo.h>

#include <cstddef>
#include <numbers>

namespace docket::ocr {
namespace {

using Surface = Handle<cairo_surface_t, cairo_surface_destroy>;
using Context = Handle<cairo_t, cairo_destroy>;

void write_lines(cairo_t* context, const Drawing& drawing) {
    cairo_select_font_face(context, drawing.face.c_str(), CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(context, drawing.size);
    cairo_set_source_rgb(context, drawing.ink, drawing.ink, drawing.ink);
    double y = drawing.size * 2;
    for (const auto& line : drawing.lines) {
        cairo_move_to(context, drawing.size * 1.5, y);
        cairo_show_text(context, line.c_str());
        y += drawing.size * 1.8;
    }
}

void stamp(cairo_t* context, const Drawing& drawing) {
    cairo_set_operator(context, CAIRO_OPERATOR_MULTIPLY); // as ink on ink
    cairo_set_source_rgb(context, 0.95, 0.1, 0.1);
    cairo_set_line_width(context, 12);
    cairo_arc(context, drawing.size * 8, drawing.size * 4, drawing.size * 2.5, 0, 2 * std::numbers::pi);
    cairo_stroke(context);
}

std::size_t at(int n) { return static_cast<std::size_t>(n); }

} // namespace

PageImage draw(const Drawing& drawing) {
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, drawing.width, drawing.height));
    const Context context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    cairo_translate(context.get(), drawing.width / 2.0, drawing.height / 2.0);
    cairo_rotate(context.get(), drawing.tilt * std::numbers::pi / 180);
    cairo_translate(context.get(), -drawing.width / 2.0, -drawing.height / 2.0);
    write_lines(context.get(), drawing);
    if (drawing.red_seal) stamp(context.get(), drawing);
    cairo_surface_flush(surface.get());
    PageImage image{drawing.width, drawing.height, 3, 300, {}};
    const auto* data = cairo_image_surface_get_data(surface.get());
    const auto stride = at(cairo_image_surface_get_stride(surface.get()));
    for (std::size_t y = 0; y < at(drawing.height); ++y)
        for (std::size_t x = 0; x < at(drawing.width); ++x)
            for (const std::size_t channel : {2U, 1U, 0U})
                image.pixels.push_back(data[y * stride + x * 4 + channel]);
    return image;
}

PageImage turned(const PageImage& image, int degrees) {
    const bool upright = degrees % 180 == 0;
    PageImage out{upright ? image.width : image.height,
                  upright ? image.height : image.width,
                  image.channels,
                  image.dpi,
                  {}};
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x) {
            const int from_x = degrees == 90 ? y : degrees == 180 ? image.width - 1 - x : image.width - 1 - y;
            const int from_y = degrees == 90    ? image.height - 1 - x
                               : degrees == 180 ? image.height - 1 - y
                                                : x;
            const auto from = at(from_y * image.width + from_x) * at(image.channels);
            for (std::size_t c = 0; c < at(image.channels); ++c) out.pixels.push_back(image.pixels[from + c]);
        }
    return out;
}

} // namespace docket::ocr
