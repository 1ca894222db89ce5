// What kind of character this is, and what a reader takes it for. Free functions; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace docket::text {

bool is_han(char32_t c);   // an ideograph, 〇 and 々 among them
bool is_digit(char32_t c); // 0..9 only
bool is_ascii_alnum(char32_t c);
bool is_space(char32_t c); // white space of any width, line ends among them
// A sign that ends or parts words in Chinese or Latin writing, as it stands after normalise().
bool is_punctuation(char32_t c);

// The digit a reader meant where only a digit can stand: O o Q 〇 ○ → 0, l I i | ! → 1, Z → 2, S → 5, B → 8.
// A digit is itself; nullopt for any other character.
std::optional<char32_t> digit_meant(char32_t c);

inline bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

} // namespace docket::text
