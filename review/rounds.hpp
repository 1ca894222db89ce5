// The second table: which rounds a case opens with, by what the letter asks for. Pure; any thread.
#pragma once

#include "review/case.hpp"

#include <array>

namespace docket::review {

struct Opening {
    LetterKind letter;
    Level level;
    bool ours; // we hold it; else it records what came in from the organ that does
};

// clang-format off
inline constexpr std::array openings{
    // letter                                level             ours
    Opening{LetterKind::first_letter,          Level::handling,  true}, // the bureau disposes of it: 转送, 交办
    Opening{LetterKind::review_application,    Level::handling,  false},
    Opening{LetterKind::review_application,    Level::review,    true},
    Opening{LetterKind::re_review_application, Level::handling,  false},
    Opening{LetterKind::re_review_application, Level::review,    false},
    Opening{LetterKind::re_review_application, Level::re_review, true},
};
// clang-format on

namespace proof {
consteval bool each_letter_ends_in_a_round_of_ours() {
    for (std::size_t i = 0; i < openings.size(); ++i) {
        const bool last = i + 1 == openings.size() || openings[i + 1].letter != openings[i].letter;
        if (openings[i].ours != last) return false;
    }
    return true;
}
} // namespace proof
static_assert(proof::each_letter_ends_in_a_round_of_ours(),
              "the current round of a new case is ours, the others are not");

// What the organs still owe when the procedure is at its end (信访工作条例 37): of a re-review whose opinion
// was served; empty before.
std::string_view owed_after(const Case& c);

// The rounds a letter opens, numbered, without organs.
std::vector<Round> open_rounds(LetterKind letter);

// After the 复核意见 the procedure is at its end (信访工作条例 36).
constexpr bool is_final(Level level) { return level == Level::re_review; }

} // namespace docket::review
