#include "outputs/render/pdf.hpp"

#include "outputs/render/archival.hpp"
#include "outputs/render/freetype_faces.hpp"
#include "pipeline/base/utf8.hpp"

#include <cairo-ft.h>
#include <cairo-pdf.h>

#include <fstream>
#include <iterator>

namespace docket::outputs {
namespace {

using Surface = Handle<cairo_surface_t, cairo_surface_destroy>;
using Context = Handle<cairo_t, cairo_destroy>;
using FontFace = Handle<cairo_font_face_t, cairo_font_face_destroy>;

constexpr double points_per_mm = 72 / 25.4;

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    auto& out = *static_cast<Bytes*>(closure);
    out.insert(out.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
}

Failure draw_failure(cairo_status_t status) {
    return fail(Kind::internal, "pdf.draw", std::string("PDF绘制失败：") + cairo_status_to_string(status));
}

// Draws one run, a piece for each face its characters come from; one cluster a character.
class Pen {
  public:
    Pen(cairo_t* cairo, std::shared_ptr<const Faces> faces)
        : cairo_(cairo), open_(std::move(faces)), library_(open_->library()) {}

    void rule(const Rule& rule) {
        colour(rule.colour);
        cairo_rectangle(cairo_, rule.x, rule.y - rule.thickness / 2, rule.length, rule.thickness);
        cairo_fill(cairo_);
    }

    Result<void> run(const GlyphRun& run) {
        colour(run.colour);
        double x = run.x;
        for (std::size_t i = 0; i < run.text.size(); ++i) {
            const auto found = library_.find(run.face, run.text[i]);
            if (!found)
                return fail(Kind::invalid, "font.no_glyph", "没有字体包含“" + encode_utf8(run.text[i]) + "”");
            if (found->face != face_) flush(run);
            face_ = found->face;
            glyphs_.push_back({found->index, x, run.y});
            const auto bytes = encode_utf8(run.text[i]);
            clusters_.push_back({static_cast<int>(bytes.size()), 1});
            text_ += bytes;
            x += run.advances[i];
        }
        flush(run);
        return {};
    }

  private:
    void colour(const Colour& c) {
        cairo_set_source_rgb(cairo_, c.red / 255.0, c.green / 255.0, c.blue / 255.0);
    }

    void flush(const GlyphRun& run) {
        if (!glyphs_.empty()) {
            cairo_set_font_face(cairo_, cairo_face(face_));
            cairo_set_font_size(cairo_, run.size);
            cairo_show_text_glyphs(cairo_, text_.data(), static_cast<int>(text_.size()), glyphs_.data(),
                                   static_cast<int>(glyphs_.size()), clusters_.data(),
                                   static_cast<int>(clusters_.size()), cairo_text_cluster_flags_t{});
        }
        glyphs_.clear();
        clusters_.clear();
        text_.clear();
    }

    // Cairo keeps faces in caches of its own: the open files live as long as it holds one of them.
    cairo_font_face_t* cairo_face(FT_Face face) {
        static const cairo_user_data_key_t files{};
        auto& held = faces_[face];
        if (held) return held.get();
        held.reset(cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING));
        auto owner = std::make_unique<std::shared_ptr<const Faces>>(open_);
        const auto release = [](void* kept) { delete static_cast<std::shared_ptr<const Faces>*>(kept); };
        if (cairo_font_face_set_user_data(held.get(), &files, owner.get(), release) == CAIRO_STATUS_SUCCESS)
            (void)owner.release(); // cairo owns it now
        return held.get();
    }

    cairo_t* cairo_;
    std::shared_ptr<const Faces> open_;
    Faces::Library& library_;
    std::map<FT_Face, FontFace> faces_;
    FT_Face face_ = nullptr;
    std::vector<cairo_glyph_t> glyphs_;
    std::vector<cairo_text_cluster_t> clusters_;
    std::string text_;
};

void describe(cairo_surface_t* surface, const RenderInfo& info) {
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info.author.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created_text(info).c_str());
}

Result<Bytes> draw(const DisplayList& list, const RenderInfo& info,
                   const std::shared_ptr<const Faces>& faces) {
    Bytes out;
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &out, list.width * points_per_mm,
                                                              list.height * points_per_mm));
    describe(surface.get(), info);
    {
        const Context cairo(cairo_create(surface.get()));
        cairo_scale(cairo.get(), points_per_mm, points_per_mm);
        Pen pen(cairo.get(), faces);
        for (const auto& page : list.pages) {
            for (const auto& rule : page.rules) pen.rule(rule);
            for (const auto& run : page.runs) DOCKET_CHECK(pen.run(run));
            cairo_show_page(cairo.get());
        }
        if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
            return draw_failure(status);
    }
    cairo_surface_finish(surface.get());
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        return draw_failure(status);
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
