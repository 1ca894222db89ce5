#include "ocr/script/traditional.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <memory>
#include <stdexcept>
#include <unordered_map>

namespace docket::ocr {
namespace {

constexpr double traditional_shows = 0.05;

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

bool is_traditional(const PageText& page) { return traditional_share(page) > traditional_shows; }

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

namespace {

// Among the 5 401 common characters of Big5, and so at home in a traditional text: 后 and 台 are, 满 is not.
bool is_common_in_big5(char32_t ch) {
    static const auto converter = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::shared_ptr<UConverter> made(ucnv_open("Big5", &status), ucnv_close);
        if (U_SUCCESS(status))
            ucnv_setFromUCallBack(made.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no Big5 table");
        return made;
    }();
    constexpr unsigned char first = 0xA4, last = 0xC6; // lead bytes of the common characters
    char bytes[8];
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString text(static_cast<UChar32>(ch));
    ucnv_reset(converter.get());
    const auto n =
        ucnv_fromUChars(converter.get(), bytes, sizeof bytes, text.getBuffer(), text.length(), &status);
    const auto lead = static_cast<unsigned char>(bytes[0]);
    return U_SUCCESS(status) && n == 2 && lead >= first && lead <= last;
}

} // namespace

char32_t only_traditional(char32_t ch) {
    static const auto forms = [] {
        std::unordered_map<char32_t, char32_t>
            out; // 0 where there are several, or the simple one is one itself
        for (char32_t form = 0x4E00; form <= 0x9FFF; ++form) {
            const char32_t simple = simplified(form);
            if (simple == form) continue;
            const auto [at, fresh] = out.try_emplace(simple, form);
            if (!fresh || is_common_in_big5(simple)) at->second = 0;
        }
        return out;
    }();
    const auto found = forms.find(ch);
    return found == forms.end() || found->second == 0 ? ch : found->second;
}

} // namespace docket::ocr
