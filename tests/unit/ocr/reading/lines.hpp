// Lines as an engine gives them, made by hand: characters 40 pixels wide, side by side.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/base/utf8.hpp"

#include <string_view>

namespace docket::ocr {

inline Line line(std::u32string_view text, float confidence = 0.9F, int y = 0) {
    Line out{{}, {0, y, static_cast<int>(text.size()) * 40, 40}, confidence, "test"};
    for (std::size_t i = 0; i < text.size(); ++i)
        out.glyphs.push_back({text[i], {static_cast<int>(i) * 40, y, 40, 40}, confidence});
    return out;
}

} // namespace docket::ocr
