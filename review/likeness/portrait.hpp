// A portrait of a case: its people and its matter in the form in which cases are compared, and the keys under
// which one like it is looked for. Made anew whenever people or words of the case change. Values; pure.
#pragma once

#include "review/likeness/persons.hpp"
#include "review/likeness/shingles.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace docket::review::likeness {

// What a portrait is made of.
struct Sitter {
    LetterKind kind{};
    Date received{};
    std::vector<Applicant> applicants; // signers and whom an agent speaks for
    // Of an accusation without a name: whom it accuses, once a clerk has said so. Until then only one that is
    // nearly word for word the same is found.
    std::vector<std::string> accused;
    std::vector<std::string> claims;
    std::string words;                 // of the letter, as read or put right
    std::vector<std::string> pictures; // of its pages: digests (hex)
};

struct Portrait {
    LetterKind kind{};
    Date received{};
    std::vector<Identity> people;
    std::vector<std::u32string> accused;
    Sketch claims, words; // the words of the claims are among the words
    std::vector<std::int64_t> pictures;
    bool again = false;    // it speaks of an earlier letter
    bool new_turn = false; // what was written about is over, and it turns to something else
    bool operator==(const Portrait&) const = default;
};
Portrait portray(const Sitter& sitter);

// One thing to look by. `says`: how much is said by sharing it.
struct Key {
    std::int64_t value = 0; // never negative
    int says = 1;
    bool operator==(const Key&) const = default;
};
// The strongest first; each value once.
std::vector<Key> keys_of(const Portrait& portrait);

} // namespace docket::review::likeness
