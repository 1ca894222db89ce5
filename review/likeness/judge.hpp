// Whether a later letter repeats an earlier case (重复信访: 同人 and 同事), and why. It proposes; a person
// decides. Pure; any thread.
#pragma once

#include "review/likeness/portrait.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review::likeness {

// repeat: the same petition again (重件 of a 初件). related: another procedure in the same matter, as a
// request for review after the first letter (相关信访事项).
enum class Relation : std::uint8_t { repeat, related };
std::string_view name(Relation relation);
Result<Relation> parse_relation(std::string_view text); // corrupt "likeness.relation_unknown"

enum class ReasonKind : std::uint8_t {
    same_file,   // pages of the one are, bit by bit, pages of the other
    same_paper,  // nearly the same words: the paper was scanned again
    same_person, // by what says SameBy
    same_signer, // of several
    same_matter, // claims and facts are basically the same
    says_again,  // the later letter speaks of an earlier one
};
std::string_view name(ReasonKind kind);

struct Reason {
    ReasonKind kind{};
    std::optional<SameBy> by{}; // of a person
    std::size_t person = 0;     // which of the later letter's people (or accused), from 0
    double share = 0;           // of the paper, or of the requests: how much of it is in the other too
};
struct Proposal {
    Relation relation{};
    double score = 0; // 0 to 1, to show the likeliest first
    std::vector<Reason> reasons;
};

// Nothing where it is another person, or another matter.
std::optional<Proposal> judge(const Portrait& later, const Portrait& earlier);

// Which of two cases is the earlier: by the day it was received, then by its number.
bool is_earlier(Date a_received, std::string_view a, Date b_received, std::string_view b);

Relation relation_of(LetterKind later, LetterKind earlier);

// How much of the matter is the same, for judging and for its test.
struct SameMatter {
    double asked = 0;  // of either's requests, how much the other letter says somewhere
    double words = 0;  // of the letter that says less, how much the other says too
    double both = 0;   // of all that either says
    double cosine = 0; // of the mean that either says
    double likely = 0; // that they are of one matter, if they are of one person
};
SameMatter same_matter(const Portrait& later, const Portrait& earlier);

} // namespace docket::review::likeness
