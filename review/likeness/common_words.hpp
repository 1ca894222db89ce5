// What says nothing of a matter: the words every letter to an office has, and how common a character is in
// writing. Private to likeness. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace docket::review::likeness {

// How many characters the longest phrase of letters that stands at this place has; 0: none does.
std::size_t phrase_at(std::u32string_view text, std::size_t at);

// 0: in every sentence, 1: in most texts, 2: known from many, 3: any other.
int rarity_of(char32_t character);

} // namespace docket::review::likeness
