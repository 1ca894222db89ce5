// The form in which texts are searched: whoever types a word finds it however the letter writes it. Free
// functions; any thread.
//
// * Over what normalise() does: simplified characters, small letters, and nothing but letters, digits and
//   ideographs. So 350205 1985…, 138-0000-5678, 〔2026〕15号 and [2026]15号 need no separator, and a phrase
//   is found across the end of a line. A dot stays between two digits (3.5).
// * What can be written in several ways stands a second time behind a line end, in one spelling and with the
//   characters around it: 2026-05-06, 2026.5.6 and 二〇二六年五月六日 as 2026年5月6日, 十五 as 15, 壹万 and
//   1万 as 10000.
// The form of a piece of a text is a piece of the form of the text, as long as the piece is of one writing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket::text {

// Characters of the text that the form was made of.
struct SourceSpan {
    std::uint32_t begin = 0, end = 0;
    bool operator==(const SourceSpan&) const = default;
};

struct SearchForm {
    std::u32string text;            // parts that do not join are parted by \n
    std::vector<SourceSpan> source; // for each character of `text`; empty spans for \n
};
SearchForm search_form(std::u32string_view text);

// What somebody typed into a search, word by word (white space parts them): all must be found, of each word
// one of its spellings. Empty where nothing but signs was typed.
struct SearchWord {
    std::vector<std::u32string> spellings;
    bool operator==(const SearchWord&) const = default;
};
std::vector<SearchWord> search_words(std::u32string_view typed);

// Where the spellings stand in a form, in order; places that overlap are one.
std::vector<SourceSpan> places_of(const SearchWord& word, std::u32string_view form);

} // namespace docket::text
