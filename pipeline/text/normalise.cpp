#include "pipeline/text/normalise.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/text/characters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>

namespace docket::text {
namespace {

struct Sourced {
    char32_t ch;
    std::uint32_t source;
};

constexpr std::u32string_view half_signs = U",;:?!";
constexpr std::u32string_view full_signs = U"，；：？！";

bool is_dropped(char32_t c) {
    if (is_space(c)) return false;
    if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return true;
    if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF)) return true;
    const auto type = u_charType(static_cast<UChar32>(c));
    return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR;
}

bool keeps_its_form(char32_t c) { return c == U'…' || c == U'﹝' || c == U'﹞' || (c >= U'①' && c <= U'⑳'); }

// The sign that stands for all its look-alikes; ，；：？！ are settled later, by their neighbours.
char32_t canonical_sign(char32_t c) {
    if (c == U'(') return U'（';
    if (c == U')') return U'）';
    if (is_one_of(c, U"\u2010\u2011\u2012\u2013\u2212")) return U'-';
    if (c == U'\u2015') return U'—';
    if (is_one_of(c, U"\u2022\u2027\u30FB\u2219\u22C5")) return U'·';
    return c;
}

const icu::Normalizer2& nfkc() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCInstance(status);
    DOCKET_ASSERT(U_SUCCESS(status) && normalizer != nullptr, "ICU has no NFKC data; install libicu72");
    return *normalizer;
}

void expand(char32_t c, std::uint32_t source, const icu::Normalizer2& forms, std::vector<Sourced>& out) {
    if (is_dropped(c)) return;
    if (c < 0x80 || is_han(c) || keeps_its_form(c)) {
        if (c < 0xF900 || c > 0xFAFF) return out.push_back({canonical_sign(c), source}), void();
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto form = forms.normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
    if (U_FAILURE(status)) return out.push_back({canonical_sign(c), source}), void();
    for (std::int32_t i = 0; i < form.length(); i = form.moveIndex32(i, 1)) {
        const auto d = static_cast<char32_t>(form.char32At(i));
        if (!is_dropped(d)) out.push_back({canonical_sign(d), source});
    }
}

bool is_line_end(char32_t c) { return is_space(c) && is_one_of(c, U"\n\r\v\f\u0085\u2028\u2029"); }

// White space as it will stand or fall: each run is one blank or, when a line ends in it, one line end.
std::vector<Sourced> shrink_spaces(const std::vector<Sourced>& all) {
    std::vector<Sourced> out;
    out.reserve(all.size());
    for (std::size_t i = 0; i < all.size();) {
        if (!is_space(all[i].ch)) {
            out.push_back(all[i++]);
            continue;
        }
        Sourced run{U' ', all[i].source};
        for (; i < all.size() && is_space(all[i].ch); ++i)
            if (is_line_end(all[i].ch)) run.ch = U'\n';
        if (!out.empty() && i < all.size()) out.push_back(run);
    }
    return out;
}

// ，；：？！: narrow between Latin letters or digits (blanks do not count), else wide.
void settle_signs(std::vector<Sourced>& all) {
    const auto beside = [&all](std::size_t i, int step) -> char32_t {
        for (auto at = static_cast<std::ptrdiff_t>(i) + step;
             at >= 0 && at < static_cast<std::ptrdiff_t>(all.size()); at += step)
            if (const char32_t c = all[static_cast<std::size_t>(at)].ch; c != U' ') return c;
        return 0;
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto kind = half_signs.find(all[i].ch);
        if (kind == half_signs.npos) kind = full_signs.find(all[i].ch);
        if (kind == full_signs.npos) continue;
        const bool narrow = is_ascii_alnum(beside(i, -1)) && is_ascii_alnum(beside(i, 1));
        all[i].ch = narrow ? half_signs[kind] : full_signs[kind];
    }
}

bool is_wide(char32_t c) { return c >= 0x2E80 || is_one_of(c, U"‘’“”…—·\n") || (c >= U'①' && c <= U'⑳'); }

// The other form of every character of the Basic Plane that has a single one, by a transliterator of ICU.
class OtherForms {
  public:
    explicit OtherForms(const char* transliterator) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> forms{
            icu::Transliterator::createInstance(transliterator, UTRANS_FORWARD, status)};
        DOCKET_ASSERT(U_SUCCESS(status) && forms != nullptr,
                      "ICU cannot simplify characters; install libicu72");
        icu::UnicodeString all; // each character on a line of its own, so that no word decides its form
        for (char32_t c = first; c <= last; ++c) all.append(static_cast<char16_t>(c)).append(u'\n');
        forms->transliterate(all);
        forms_.reserve(last - first + 1);
        std::int32_t at = 0;
        for (char32_t c = first; c <= last; ++c) {
            const auto end = all.indexOf(u'\n', at);
            forms_ += end - at == 1 ? static_cast<char32_t>(all.charAt(at)) : c;
            at = end + 1;
        }
    }
    char32_t operator()(char32_t c) const { return c >= first && c <= last ? forms_[c - first] : c; }

  private:
    static constexpr char32_t first = 0x3400;
    static constexpr char32_t last = 0x9FFF;
    std::u32string forms_;
};

} // namespace

std::u32string simplified(std::u32string_view text) {
    static const OtherForms form("Traditional-Simplified");
    std::u32string out(text);
    for (auto& c : out) c = form(c);
    return out;
}

char32_t traditional(char32_t c) {
    static const OtherForms form("Simplified-Traditional");
    return form(c);
}

Normalised normalise(std::u32string_view text) {
    std::vector<Sourced> all;
    all.reserve(text.size());
    const auto& forms = nfkc();
    for (std::size_t i = 0; i < text.size(); ++i) expand(text[i], static_cast<std::uint32_t>(i), forms, all);
    all = shrink_spaces(all);
    settle_signs(all);
    Normalised out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        // A blank is never first or last here, and its neighbours are no blanks.
        if (all[i].ch == U' ' && (is_wide(all[i - 1].ch) || is_wide(all[i + 1].ch))) continue;
        out.text += all[i].ch;
        out.source.push_back(all[i].source);
    }
    out.simplified = simplified(out.text);
    return out;
}

} // namespace docket::text
