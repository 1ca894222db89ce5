#include "ocr/prepare/leptonica_handle.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace docket::ocr {
namespace {

inline void destroy_numa(Numa* numa) noexcept { numaDestroy(&numa); }
using NumaHandle = Handle<Numa, destroy_numa>;

constexpr int paper = 200; // the grey that background normalisation gives to paper
static double ENV(const char* n, double d) {
    const char* v = std::getenv(n);
    return v ? std::atof(v) : d;
}

// The grey below which the darkest `share` of all pixels lie.
int darkest(const PixHandle& grey, double share) {
    const NumaHandle histogram(pixGetGrayHistogram(grey.get(), 4));
    const double all = static_cast<double>(width(grey)) * height(grey) / 16;
    double seen = 0;
    for (int level = 0; level < 256; ++level) {
        l_float32 count = 0;
        numaGetFValue(histogram.get(), level, &count);
        seen += static_cast<double>(count);
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
    if (ENV("NOLEVEL", 0) > 0) return made(pixClone(grey.get()));
    PixHandle even(pixBackgroundNormSimple(grey.get(), nullptr, nullptr));
    if (!even) even = made(pixClone(grey.get())); // too small to have a background
    const int ink = std::min(darkest(even, ENV("INKSHARE", 0.01)), paper - 40);
    const int range = paper - ink;
    const int black = ink + static_cast<int>(range * ENV("BLACK", 0.1)),
              white = ink + static_cast<int>(range * ENV("WHITE", 0.6));
    return made(pixGammaTRC(nullptr, even.get(), 1.0F, black, white));
}

PixHandle ink_of(const PixHandle& levelled) { return made(pixThresholdToBinary(levelled.get(), 128)); }

} // namespace docket::ocr
