#include "ocr/script/traditional.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <memory>
#include <stdexcept>
#include <unordered_map>

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

char32_t simplified(char32_t ch) {
    // Most of a letter is ASCII or has been asked for before; a transliteration costs microseconds.
    static thread_local std::unordered_map<char32_t, char32_t> known;
    if (ch < 0x2E80) return ch;
    const auto [at, fresh] = known.try_emplace(ch, ch);
    if (!fresh) return at->second;
    icu::UnicodeString text(static_cast<UChar32>(ch));
    simplifier().transliterate(text);
    if (text.countChar32() == 1) at->second = static_cast<char32_t>(text.char32At(0));
    return at->second;
}

} // namespace docket::ocr
