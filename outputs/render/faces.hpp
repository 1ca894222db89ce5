// The faces of a document as files: for each role the files to look in, in order, character by character.
// Which files is configuration; the default is what Debian 12 offers. Owned by outputs/render; any thread.
#pragma once

#include "outputs/layout/font_metrics.hpp"
#include "pipeline/base/result.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <vector>

namespace docket::outputs {

struct FontFile {
    std::filesystem::path path;
    int index = 0; // within a collection
    auto
    operator<=>(const FontFile&) const = default; // NOLINT(modernize-use-nullptr): the check misreads <=>
};
using FontTable = std::map<FaceRole, std::vector<FontFile>>;

// texlive-lang-chinese (Fandol), fonts-noto-cjk and fonts-lxgw-wenkai. There is no free 小标宋: the bold Noto
// Serif stands in for it. A bureau that owns the customary faces names its own files.
FontTable debian_fonts();

class Faces final : public FontMetrics {
  public:
    // Failure: not_found "font.missing", naming the file; invalid "font.no_face" for a role without files.
    static Result<std::shared_ptr<const Faces>> open(const FontTable& table);
    ~Faces() override;
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;

    std::optional<double> advance_em(FaceRole role, char32_t character) const override;

    struct Library; // the open files; known to renderers of this folder only
    Library& library() const { return *library_; }

  private:
    explicit Faces(std::unique_ptr<Library> library);
    std::unique_ptr<Library> library_;
};

} // namespace docket::outputs
