#include "ocr/prepare/prepared.hpp"

namespace docket::ocr {

PageText on_original(PageText read, const Prepared& prepared) {
    const auto& placement = prepared.placement;
    const auto whole = placement.to_original({0, 0, placement.width(), placement.height()});
    read.width = whole.w;
    read.height = whole.h;
    read.turned = prepared.turned;
    read.skew = prepared.skew;
    for (auto& line : read.lines) {
        Box around; // tighter than the box of a skewed line, led back
        for (auto& glyph : line.glyphs) around = join(around, glyph.box = placement.to_original(glyph.box));
        line.box = around.empty() ? placement.to_original(line.box) : around;
    }
    return read;
}

} // namespace docket::ocr
