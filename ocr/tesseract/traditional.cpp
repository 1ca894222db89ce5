#include "ocr/tesseract/traditional.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <memory>
#include <stdexcept>

namespace docket::ocr {
namespace {

const icu::Transliterator& simplifier() {
    static const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> t(
            icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no Traditional-Simplified table");
        return t;
    }();
    return *made;
}

} // namespace

double traditional_share(const PageText& page) {
    icu::UnicodeString han;
    for (const auto& line : page.lines)
        for (const auto& glyph : line.glyphs)
            if (u_hasBinaryProperty(static_cast<UChar32>(glyph.ch), UCHAR_IDEOGRAPHIC))
                han.append(static_cast<UChar32>(glyph.ch));
    if (han.isEmpty()) return 0;
    auto simple = han;
    simplifier().transliterate(simple);
    int changed = 0;
    const int count = std::min(han.length(), simple.length());
    for (int i = 0; i < count; ++i) changed += han.charAt(i) != simple.charAt(i) ? 1 : 0;
    return static_cast<double>(changed) / han.length();
}

} // namespace docket::ocr
