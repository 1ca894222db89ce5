// Lines as a recogniser sees them, for tests.
#pragma once

#include "ocr/ppocr/recognise.hpp"
#include "pipeline/base/utf8.hpp"

namespace docket::ocr::ppocr {

// Characters evenly along a strip, each as sure as told.
inline std::vector<Seen> look(std::u32string_view text, float confidence) {
    std::vector<Seen> line;
    const auto all = static_cast<float>(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        line.push_back({text[i], static_cast<float>(i) / all, static_cast<float>(i + 1) / all, confidence});
    return line;
}

inline std::string said(const std::vector<Seen>& line) {
    std::string out;
    for (const auto& seen : line) append_utf8(out, seen.ch);
    return out;
}

} // namespace docket::ocr::ppocr
