#include "ocr/prepare/prepared.hpp"

namespace docket::ocr {

PageText on_original(PageText read, const Prepared& prepared) {
    const auto& placement = prepared.placement;
    read.width = placement.original_width();
    read.height = placement.original_height();
    read.turned = prepared.turned;
    read.skew = prepared.skew;
    read.blank = prepared.blank;
    for (auto& line : read.lines) {
        Box around; // tighter than the box of a skewed line, led back
        for (auto& glyph : line.glyphs) around = join(around, glyph.box = placement.to_original(glyph.box));
        line.box = around.empty() ? placement.to_original(line.box) : around;
    }
    return read;
}

} // namespace docket::ocr
