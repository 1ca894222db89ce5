#include "review/rounds.hpp"

namespace docket::review {

std::vector<Round> open_rounds(LetterKind letter) {
    std::vector<Round> rounds;
    for (const auto& opening : openings) {
        if (opening.letter != letter) continue;
        Round round;
        round.n = static_cast<int>(rounds.size()) + 1;
        round.level = opening.level;
        round.ours = opening.ours;
        rounds.push_back(round);
    }
    return rounds;
}

} // namespace docket::review
