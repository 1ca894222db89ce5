#include "outputs/render/pdf.hpp"

#include "outputs/render/archival.hpp"
#include "outputs/render/pen.hpp"
#include "outputs/xmp.hpp"

#include <cairo-pdf.h>

#include <fstream>
#include <iterator>

namespace docket::outputs {
namespace {

constexpr double points_per_mm = 72 / 25.4;

Failure pdf_failure(cairo_status_t status) {
    return fail(Kind::internal, "pdf.draw", std::string("PDF绘制失败：") + cairo_status_to_string(status));
}

void describe(cairo_surface_t* surface, const RenderInfo& info) {
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info.author.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created_text(info).c_str());
}

Result<Bytes> draw(const DisplayList& list, const RenderInfo& info,
                   const std::shared_ptr<const Faces>& faces) {
    Bytes out;
    const Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &out, list.width * points_per_mm,
                                                              list.height * points_per_mm));
    describe(surface.get(), info);
    {
        const Context cairo(cairo_create(surface.get()));
        cairo_scale(cairo.get(), points_per_mm, points_per_mm);
        Pen pen(cairo.get(), faces);
        for (const auto& page : list.pages) {
            DOCKET_CHECK(pen.page(page));
            cairo_show_page(cairo.get());
        }
        if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
            return pdf_failure(status);
    }
    cairo_surface_finish(surface.get());
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        return pdf_failure(status);
    return out;
}

} // namespace

PdfRenderer::PdfRenderer(std::shared_ptr<const Faces> faces, std::filesystem::path profile)
    : faces_(std::move(faces)), profile_(std::move(profile)) {}

Result<Bytes> PdfRenderer::render(const DisplayList& list, const RenderInfo& info) const {
    std::ifstream file(profile_, std::ios::binary);
    const std::string profile{std::istreambuf_iterator<char>(file), {}};
    if (profile.empty())
        return fail(Kind::not_found, "pdf.no_profile",
                    "读不到色彩配置文件" + profile_.string() + "，请安装icc-profiles-free");
    const std::scoped_lock hold(faces_->library().lock);
    DOCKET_TRY(const auto drawn, draw(list, info, faces_));
    return make_archival(drawn, info, profile);
}

} // namespace docket::outputs
