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

std::string_view owed_after(const Case& c) {
    const auto& round = c.current();
    const bool over = is_final(round.level) && round.service &&
                      (round.stage == Stage::served || round.stage == Stage::archived);
    return over ? "信访程序已经终结，同一事实和理由不再受理；仍应做好疏导教育、矛盾化解和帮扶救助工作（《信访"
                  "工作条例》第三"
                  "十七条）。"
                : "";
}

} // namespace docket::review
