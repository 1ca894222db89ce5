#include "review/competence.hpp"

#include <algorithm>

namespace docket::review {

Result<Organs> Organs::make(std::vector<Organ> organs) {
    Organs out;
    out.organs_ = std::move(organs);
    for (auto& organ : out.organs_) {
        int level = 0;
        for (const Organ* at = &organ; !at->superior.empty(); ++level) {
            at = out.find(at->superior);
            if (!at || level > 16)
                return fail(Kind::invalid, "organ.graph",
                            "the superior of organ " + organ.code + " is unknown or leads in a circle");
        }
        organ.level = level;
    }
    for (const auto& organ : out.organs_)
        if (!out.heir(organ.code))
            return fail(Kind::invalid, "organ.graph",
                        "the successor of organ " + organ.code + " is unknown or leads in a circle");
    return out;
}

const Organ* Organs::heir(std::string_view code) const {
    const auto* organ = find(code);
    for (std::size_t steps = 0; organ && !organ->successor.empty(); ++steps) {
        if (steps > organs_.size()) return nullptr;
        organ = find(organ->successor);
    }
    return organ;
}

const Organ* Organs::find(std::string_view code) const {
    const auto found =
        std::find_if(organs_.begin(), organs_.end(), [&](const Organ& o) { return o.code == code; });
    return found == organs_.end() ? nullptr : &*found;
}

const Organ* Organs::named(std::string_view name) const {
    for (const auto& organ : organs_)
        if (organ.name == name ||
            std::find(organ.aliases.begin(), organ.aliases.end(), name) != organ.aliases.end())
            return &organ;
    return nullptr;
}

std::vector<std::string> Organs::reviewers_of(std::string_view code) const {
    const auto* organ = heir(code);
    if (!organ || organ->superior.empty()) return {};
    const auto* above = heir(organ->superior);
    std::vector<std::string> out{above->code};
    if (organ->kind == OrganKind::agency && !above->superior.empty())
        out.push_back(heir(above->superior)->code);
    return out;
}

bool Organs::may_review(std::string_view upper, std::string_view lower) const {
    const auto reviewers = reviewers_of(lower);
    return std::find(reviewers.begin(), reviewers.end(), upper) != reviewers.end();
}

std::string incompetence(const Organs& organs, const std::vector<Round>& rounds) {
    if (rounds.empty() || rounds.back().level == Level::handling) return "本轮不是复查、复核程序。";
    for (std::size_t i = 1; i < rounds.size(); ++i) {
        const auto *lower = organs.find(rounds[i - 1].organ), *upper = organs.find(rounds[i].organ);
        if (!lower || !upper) return "第" + std::to_string(i) + "轮的办理机关不在机关名录中，请先核对。";
        if (!organs.may_review(upper->code, lower->code))
            return upper->name + "不是" + lower->name + "的" + std::string(chinese(rounds[i].level)) +
                   "机关。";
    }
    return {};
}

} // namespace docket::review
