#include "ocr/prepare/leptonica_handle.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

inline void destroy_numa(Numa* numa) noexcept { numaDestroy(&numa); }
using NumaHandle = Handle<Numa, destroy_numa>;

constexpr int paper = 200;          // the grey that background normalisation gives to paper
constexpr int least_contrast = 40;  // between paper and ink, where the page is blank or nearly so
constexpr double ink_share = 0.002; // of a page's pixels that are taken for full ink
constexpr l_uint32 white = 255;
constexpr int reach = 5;                 // pixels across, around ink
constexpr double shining_through = 0.15; // faint ink away from sure ink, as a share of the sure ink
// Shares of the way from ink to paper. Between sure ink and any ink lie the hairlines of thin faces, and the
// text of the other side; where that shines through, only what is near kept ink stays.
constexpr double black_end = 0.1, white_end = 0.9, sure_ink = 0.45, kept_ink = 0.55, any_ink = 0.75;

double count(const PixHandle& bits) {
    l_int32 n = 0;
    pixCountPixels(bits.get(), &n, nullptr);
    return n;
}

// The grey below which the darkest `share` of all pixels lie.
int darkest(const PixHandle& grey, double share) {
    const NumaHandle histogram(pixGetGrayHistogram(grey.get(), 4));
    const double all = static_cast<double>(width(grey)) * height(grey) / 16;
    double seen = 0;
    for (int level = 0; level < 256; ++level) {
        l_float32 here = 0;
        numaGetFValue(histogram.get(), level, &here);
        seen += static_cast<double>(here);
        if (seen >= share * all) return level;
    }
    return 255;
}

} // namespace

PixHandle grey_without_red(PixHandle pix) {
    if (pixGetColormap(pix.get()) != nullptr)
        pix = made(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4)
        pix = made(pixAlphaBlendUniform(pix.get(), 0xffffff00));
    if (pixGetDepth(pix.get()) == 32) return made(pixGetRGBComponent(pix.get(), COLOR_RED));
    return made(pixConvertTo8(pix.get(), 0));
}

PixHandle levelled(const PixHandle& grey) {
    PixHandle even(pixBackgroundNormSimple(grey.get(), nullptr, nullptr));
    if (!even) even = made(pixClone(grey.get())); // too small to have a background
    const int ink = std::min(darkest(even, ink_share), paper - least_contrast);
    const auto level = [ink](double share) { return ink + static_cast<int>((paper - ink) * share); };
    auto stretched = made(pixGammaTRC(nullptr, even.get(), 1.0F, level(black_end), level(white_end)));
    const auto sure = made(pixThresholdToBinary(even.get(), level(sure_ink)));
    const auto near = made(pixDilateBrick(nullptr, sure.get(), reach, reach));
    const auto away =
        made(pixSubtract(nullptr, made(pixThresholdToBinary(even.get(), level(any_ink))).get(), near.get()));
    if (count(away) > shining_through * count(sure)) {
        const auto kept = made(pixDilateBrick(
            nullptr, made(pixThresholdToBinary(even.get(), level(kept_ink))).get(), reach, reach));
        pixSetMasked(stretched.get(), made(pixInvert(nullptr, kept.get())).get(), white);
    }
    return stretched;
}

PixHandle without_rules(const PixHandle& levelled) {
    constexpr int longer_than_strokes = 200, thickness = 5; // pixels at 300 dpi: 17 mm
    const auto ink = made(pixThresholdToBinary(levelled.get(), 180));
    const auto across = made(pixOpenBrick(nullptr, ink.get(), longer_than_strokes, 1));
    const auto down = made(pixOpenBrick(nullptr, ink.get(), 1, longer_than_strokes));
    const auto rules = made(pixOr(nullptr, across.get(), down.get()));
    auto bare = made(pixCopy(nullptr, levelled.get()));
    pixSetMasked(bare.get(), made(pixDilateBrick(nullptr, rules.get(), thickness, thickness)).get(), white);
    return bare;
}

PixHandle ink_of(const PixHandle& levelled) { return made(pixThresholdToBinary(levelled.get(), 128)); }

} // namespace docket::ocr
