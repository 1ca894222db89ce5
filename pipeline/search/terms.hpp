// What an index keeps of a text: its single characters, its pairs of neighbours and its groups of four
// digits. One- and two-character words are terms themselves; a longer word is where all its pairs are, and
// then looked at. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace docket::search {

using Term = std::int64_t; // never negative

// In ascending order, each once. No term goes over a line end.
std::vector<Term> terms_of(std::u32string_view text);

// What every text holds that holds this word; the rarest sorts of terms only. `exact`: and no other does.
struct WordTerms {
    std::vector<Term> terms;
    bool exact = false;
};
WordTerms terms_of_word(std::u32string_view word);

} // namespace docket::search
