// Which characters a reader took for which, learned from what people corrected in names the office itself
// lists: organs, streets, communities, villages. Never in the name of a person: outside a listed name nothing
// is learned. Free functions; any thread.
#pragma once

#include "ocr/fields/lexicon.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

struct Confusion {
    std::string read, meant; // one character each
    bool operator==(const Confusion&) const = default;
};

// A line as it was read and as a person left it. At most two characters of a listed name may differ, so that
// a line that was typed anew teaches nothing.
std::vector<Confusion> confusions_in(std::string_view read, std::string_view meant, const Lexicon& lexicon);

// Organs and places that `read` may name once characters are taken back as they were learned, the most often
// learned first (`known` in that order). For a person to choose from.
std::vector<std::string> names_meant(std::string_view read, const std::vector<Confusion>& known,
                                     const Lexicon& lexicon);

} // namespace docket::ocr
