#include "outputs/render/pen.hpp"

#include "pipeline/base/utf8.hpp"

namespace docket::outputs {
namespace {

void colour(cairo_t* cairo, const Colour& c) {
    cairo_set_source_rgb(cairo, c.red / 255.0, c.green / 255.0, c.blue / 255.0);
}

} // namespace

Pen::Pen(cairo_t* cairo, std::shared_ptr<const Faces> faces)
    : cairo_(cairo), open_(std::move(faces)), library_(open_->library()) {}

Result<void> Pen::page(const Page& page) {
    for (const auto& one : page.rules) rule(one);
    for (const auto& one : page.runs) DOCKET_CHECK(run(one));
    return {};
}

void Pen::rule(const Rule& rule) {
    colour(cairo_, rule.colour);
    cairo_rectangle(cairo_, rule.x, rule.y - rule.thickness / 2, rule.length, rule.thickness);
    cairo_fill(cairo_);
}

Result<void> Pen::run(const GlyphRun& run) {
    colour(cairo_, run.colour);
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

void Pen::flush(const GlyphRun& run) {
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
cairo_font_face_t* Pen::cairo_face(FT_Face face) {
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

cairo_status_t append_bytes(void* bytes, const unsigned char* data, unsigned int length) {
    auto& out = *static_cast<Bytes*>(bytes);
    out.insert(out.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace docket::outputs
