// Draws the runs and rules of a display list with Cairo, in millimetres: the one hand behind PDF and
// pictures. Private to outputs/render. Hold the lock of the faces while a Pen lives; one thread.
#pragma once

#include "outputs/render/freetype_faces.hpp"

#include <cairo-ft.h>

#include <string>
#include <vector>

namespace docket::outputs {

using Surface = Handle<cairo_surface_t, cairo_surface_destroy>;
using Context = Handle<cairo_t, cairo_destroy>;
using FontFace = Handle<cairo_font_face_t, cairo_font_face_destroy>;

// Where Cairo writes a file to: `bytes` is a Bytes.
cairo_status_t append_bytes(void* bytes, const unsigned char* data, unsigned int length);

class Pen {
  public:
    Pen(cairo_t* cairo, std::shared_ptr<const Faces> faces);

    Result<void> page(const Page& page);
    void rule(const Rule& rule);
    // A piece for each face its characters come from; one cluster a character. Failure: invalid
    // "font.no_glyph".
    Result<void> run(const GlyphRun& run);

  private:
    void flush(const GlyphRun& run);
    cairo_font_face_t* cairo_face(FT_Face face);

    cairo_t* cairo_;
    std::shared_ptr<const Faces> open_;
    Faces::Library& library_;
    std::map<FT_Face, FontFace> faces_;
    FT_Face face_ = nullptr;
    std::vector<cairo_glyph_t> glyphs_;
    std::vector<cairo_text_cluster_t> clusters_;
    std::string text_;
};

} // namespace docket::outputs
