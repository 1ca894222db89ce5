#include "outputs/render/faces.hpp"

#include "outputs/render/freetype_faces.hpp"

#include FT_ADVANCES_H

#include <array>

namespace docket::outputs {
namespace {

constexpr std::array all_roles{FaceRole::fangsong, FaceRole::kaiti, FaceRole::heiti, FaceRole::xiaobiaosong,
                               FaceRole::songti};

Failure missing(const FontFile& file) {
    return fail(Kind::not_found, "font.missing",
                "打不开字体文件" + file.path.string() + "，请安装该字体或者修改字体配置");
}

} // namespace

FontTable debian_fonts() {
    const std::filesystem::path fandol = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";
    const std::filesystem::path noto = "/usr/share/fonts/opentype/noto";
    const std::filesystem::path lxgw = "/usr/share/fonts/truetype/lxgw-wenkai";
    constexpr int simplified = 2; // the Simplified Chinese face of the Noto collections
    const FontFile song{noto / "NotoSerifCJK-Regular.ttc", simplified},
        kai{lxgw / "LXGWWenKai-Regular.ttf", 0};
    const FontFile song_bold{noto / "NotoSerifCJK-Bold.ttc", simplified},
        kai_bold{lxgw / "LXGWWenKai-Bold.ttf", 0};
    const FontFile sans{noto / "NotoSansCJK-Bold.ttc", simplified};
    return {{FaceRole::fangsong, {{fandol / "FandolFang-Regular.otf", 0}, song, kai}},
            {FaceRole::kaiti, {{fandol / "FandolKai-Regular.otf", 0}, kai, song}},
            {FaceRole::heiti, {{fandol / "FandolHei-Regular.otf", 0}, sans, kai_bold}},
            {FaceRole::xiaobiaosong, {song_bold, {fandol / "FandolSong-Bold.otf", 0}, kai_bold}},
            {FaceRole::songti, {song, {fandol / "FandolSong-Regular.otf", 0}, kai}}};
}

std::optional<FoundGlyph> Faces::Library::find(FaceRole role, char32_t character) const {
    const auto faces = roles.find(role);
    if (faces == roles.end()) return std::nullopt;
    for (FT_Face face : faces->second)
        if (const auto index = FT_Get_Char_Index(face, character); index != 0) return FoundGlyph{face, index};
    return std::nullopt;
}

Faces::Faces(std::unique_ptr<Library> library) : library_(std::move(library)) {}
Faces::~Faces() = default;

Result<std::shared_ptr<const Faces>> Faces::open(const FontTable& table) {
    auto library = std::make_unique<Library>();
    FT_Library freetype = nullptr;
    if (FT_Init_FreeType(&freetype) != 0) return fail(Kind::internal, "font.library", "FreeType启动失败");
    library->freetype.reset(freetype);
    for (const auto role : all_roles) {
        const auto files = table.find(role);
        if (files == table.end() || files->second.empty())
            return fail(Kind::invalid, "font.no_face", "字体配置缺少一种字体的文件，五种字体都应当配置");
        for (const auto& file : files->second) {
            auto& held = library->files[file];
            if (!held) {
                FT_Face face = nullptr;
                if (FT_New_Face(freetype, file.path.c_str(), file.index, &face) != 0) return missing(file);
                held.reset(face);
            }
            library->roles[role].push_back(held.get());
        }
    }
    return std::shared_ptr<const Faces>(new Faces(std::move(library)));
}

std::optional<double> Faces::advance_em(FaceRole role, char32_t character) const {
    const std::scoped_lock hold(library_->lock);
    const auto glyph = library_->find(role, character);
    if (!glyph) return std::nullopt;
    FT_Fixed advance = 0; // font units with NO_SCALE
    if (FT_Get_Advance(glyph->face, glyph->index, FT_LOAD_NO_SCALE, &advance) != 0) return std::nullopt;
    return static_cast<double>(advance) / glyph->face->units_per_EM;
}

} // namespace docket::outputs
