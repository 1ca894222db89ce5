#include "outputs/render/png.hpp"

#include "outputs/render/pen.hpp"
#include "pipeline/base/utf8.hpp"

#include <cmath>

namespace docket::outputs {
namespace {

constexpr double mm_per_inch = 25.4;
constexpr double mark_size = 5, mark_pitch = 45, mark_slant = -0.4; // mm, mm, radians
constexpr double mark_opacity = 0.18;

Failure png_failure(cairo_status_t status) {
    return fail(Kind::internal, "png.draw", std::string("页面图绘制失败：") + cairo_status_to_string(status));
}

GlyphRun mark_of(std::string_view text) {
    GlyphRun run;
    run.face = FaceRole::heiti;
    run.size = mark_size;
    run.text = code_points(text);
    for (const char32_t c : run.text) run.advances.push_back(c < 0x80 ? mark_size / 2 : mark_size);
    return run;
}

Result<void> draw_mark(cairo_t* cairo, Pen& pen, const DisplayList& list, std::string_view text) {
    auto run = mark_of(text);
    const double step = width_of(run) + mark_pitch;
    cairo_push_group(cairo);
    cairo_rotate(cairo, mark_slant);
    for (double y = 0; y < list.height + list.width; y += mark_pitch)
        for (double x = -list.height; x < list.width; x += step) {
            run.x = x;
            run.y = y;
            DOCKET_CHECK(pen.run(run));
        }
    cairo_pop_group_to_source(cairo);
    cairo_paint_with_alpha(cairo, mark_opacity);
    return {};
}

int pixels(double mm, double dpi) { return static_cast<int>(std::lround(mm / mm_per_inch * dpi)); }

} // namespace

Result<Bytes> render_png(const DisplayList& list, std::size_t page, double dpi,
                         const std::shared_ptr<const Faces>& faces, std::string_view watermark) {
    if (page >= list.pages.size())
        return fail(Kind::not_found, "page.unknown", "这份文书没有第 " + std::to_string(page + 1) + " 页。");
    const std::scoped_lock hold(faces->library().lock);
    const Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels(list.width, dpi), pixels(list.height, dpi)));
    {
        const Context cairo(cairo_create(surface.get()));
        cairo_set_source_rgb(cairo.get(), 1, 1, 1);
        cairo_paint(cairo.get());
        cairo_scale(cairo.get(), dpi / mm_per_inch, dpi / mm_per_inch);
        Pen pen(cairo.get(), faces);
        DOCKET_CHECK(pen.page(list.pages[page]));
        if (!watermark.empty()) DOCKET_CHECK(draw_mark(cairo.get(), pen, list, watermark));
        if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
            return png_failure(status);
    }
    Bytes out;
    if (const auto status = cairo_surface_write_to_png_stream(surface.get(), append_bytes, &out);
        status != CAIRO_STATUS_SUCCESS)
        return png_failure(status);
    return out;
}

} // namespace docket::outputs
