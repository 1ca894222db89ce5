// One form for one text, whoever typed or read it: what search, fields and the measuring of readers compare.
// Free functions; any thread.
//
// * Full-width Latin letters, digits and signs of numbers become half-width; other compatibility forms take
//   their NFKC form, character by character (Unicode Annex 15), so that every character knows its source.
//   Kept as they are: 〔〕 (GB/T 9704-2012 7.2.5) and ﹝﹞, which the reader of document numbers tells apart;
//   … and the circled numbers ①, which would run into neighbouring text.
// * ，；：？！ stand full-width, but half-width between two Latin letters or digits (9:30, 1,000).
//   Round brackets are always （）; a raised dot is ·; the hyphens and the minus sign are -; — stays.
// * White space beside a wide character goes, other white space shrinks to one blank. Line ends stay, one
// each.
// * Control, format (zero-width, direction) and variation characters and lone surrogates go.
// Normalising twice is normalising once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket::text {

struct Normalised {
    std::u32string text;
    std::vector<std::uint32_t>
        source; // for each character of `text`, where in the source it came from; never falls
    // Simplified forms, character by character and so of the same length. A character that has several
    // simplified forms takes its most common one without regard to the word (乾 → 干 also in 乾隆).
    std::u32string simplified;
};

Normalised normalise(std::u32string_view text);

std::u32string simplified(std::u32string_view text); // of the same length
// The traditional form of one that has a single one by itself; what is no simplified character stays.
char32_t traditional(char32_t c);

} // namespace docket::text
