// A made-up face: characters from U+2E80 on, general punctuation and ideographs an em wide, all others half;
// the private use area is not covered.
#pragma once

#include "outputs/layout/font_metrics.hpp"

namespace docket::outputs {

class FakeMetrics final : public FontMetrics {
  public:
    std::optional<double> advance_em(FaceRole, char32_t c) const override {
        if (c >= 0xE000 && c < 0xF900) return std::nullopt;
        const bool full = c >= 0x2E80 || (c >= 0x2010 && c < 0x2100);
        return full ? 1.0 : 0.5;
    }
};

} // namespace docket::outputs
