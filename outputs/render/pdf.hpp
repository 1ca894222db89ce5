// A display list as PDF/A-1b (ISO 19005-1; GB/T 23286.1-2009): every face embedded as a subset, the text
// extractable as written, nothing transparent, the same bytes every time. Owned by outputs/render; any
// thread.
#pragma once

#include "outputs/render/faces.hpp"
#include "outputs/renderer.hpp"

namespace docket::outputs {

class PdfRenderer final : public Renderer {
  public:
    // profile: an sRGB ICC profile, embedded as the output intent (Debian: icc-profiles-free).
    explicit PdfRenderer(std::shared_ptr<const Faces> faces,
                         std::filesystem::path profile = "/usr/share/color/icc/sRGB.icc");
    std::string format() const override { return "pdf"; }
    // Failure: invalid "font.no_glyph", naming the character; not_found "pdf.no_profile"; internal
    // "pdf.draw".
    Result<Bytes> render(const DisplayList& list, const RenderInfo& info) const override;

  private:
    std::shared_ptr<const Faces> faces_;
    std::filesystem::path profile_;
};

} // namespace docket::outputs
