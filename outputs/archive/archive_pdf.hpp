// The archive copy of a letter: its pages' pictures untouched, and over each an invisible text that can be
// found and copied. PDF/A-1b (ISO 19005-1), so that an independent checker can judge it. Written page by
// page: memory does not grow with their number. One thread.
#pragma once

#include "ocr/page.hpp"
#include "outputs/archive/glyphless.hpp"
#include "outputs/archive/pdf_file.hpp"
#include "outputs/archive/pdf_image.hpp"
#include "outputs/renderer.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace docket::outputs {

class ArchivePdf {
  public:
    // `profile` holds the bytes of an sRGB ICC profile.
    ArchivePdf(const std::filesystem::path& file, RenderInfo info, std::string producer, std::string profile);

    // `dpi` counts where the picture does not say; 0: the sheet is taken to be as wide as A4. A page without
    // a reading is a picture alone. A page that was read turned is shown upright.
    void add(const PdfImage& image, const ocr::PageText* reading, int dpi);
    // Failure: unavailable "archive.unwritable".
    Result<void> finish();

    bool visible_text = false; // boxes of the text are drawn: to look at, not to keep

  private:
    std::string content(const PdfImage& image, const ocr::PageText* reading, double width, double height);
    void write_font();
    void write_catalog();

    PdfFile file_;
    RenderInfo info_;
    std::string producer_, profile_;
    GlyphlessFont font_;
    std::vector<int> pages_;
    int catalog_, information_, tree_, font_object_;
};

} // namespace docket::outputs
