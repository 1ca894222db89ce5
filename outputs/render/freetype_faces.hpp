// The FreeType side of Faces. Private to outputs/render. FreeType faces serve one thread at a time: hold
// `lock`.
#pragma once

#include "outputs/render/faces.hpp"
#include "pipeline/base/handle.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <mutex>

namespace docket::outputs {

using FreeTypeLibrary = Handle<FT_LibraryRec_, FT_Done_FreeType>;
using FreeTypeFace = Handle<FT_FaceRec_, FT_Done_Face>;

struct FoundGlyph {
    FT_Face face = nullptr;
    FT_UInt index = 0; // never 0, .notdef, when found
};

struct Faces::Library {
    std::mutex lock;
    FreeTypeLibrary freetype;
    std::map<FontFile, FreeTypeFace> files;
    std::map<FaceRole, std::vector<FT_Face>> roles;

    // The first face of the role that has the character. Under `lock`.
    std::optional<FoundGlyph> find(FaceRole role, char32_t character) const;
};

} // namespace docket::outputs
