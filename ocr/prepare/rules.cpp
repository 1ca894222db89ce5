#include "ocr/prepare/leptonica_handle.hpp"
#include "ocr/prepare/prepare.hpp"

namespace docket::ocr {

PageImage without_rules(const PageImage& prepared) {
    constexpr int longer_than_strokes = 200, thickness = 5; // pixels at 300 dpi: 17 mm
    constexpr int ink_below = 180;
    constexpr l_uint32 white = 255;
    const auto pix = pix_of(prepared);
    if (!pix || prepared.channels != 1) return prepared; // nothing to see, or nothing we made
    const auto ink = made(pixThresholdToBinary(pix->get(), ink_below));
    const auto across = made(pixOpenBrick(nullptr, ink.get(), longer_than_strokes, 1));
    const auto down = made(pixOpenBrick(nullptr, ink.get(), 1, longer_than_strokes));
    const auto rules = made(pixOr(nullptr, across.get(), down.get()));
    l_int32 none = 1;
    pixZero(rules.get(), &none);
    if (none != 0) return prepared;
    pixSetMasked(pix->get(), made(pixDilateBrick(nullptr, rules.get(), thickness, thickness)).get(), white);
    return page_image(*pix, prepared.dpi);
}

} // namespace docket::ocr
