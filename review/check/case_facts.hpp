// What the text of a document cannot know: the register of organs, the rounds of the case, numbers already
// taken, the calendar, the day. Absent means "not known", which no rule may take for "no". Values; any
// thread. The JSON is described in review/check/README.md.
#pragma once

#include "outputs/document.hpp"
#include "review/case.hpp"
#include "review/competence.hpp"
#include "review/deadline/calendar.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review::check {

enum class DraftStage { draft, sign, served };
std::string_view name(DraftStage stage);
std::optional<DraftStage> draft_stage(std::string_view name);

// The serials of one 机关代字 in one year that other documents hold.
struct TakenNumbers {
    std::string mark;
    int year = 0;
    std::set<int> serials;
};

struct CaseFacts {
    std::optional<Organs> organs;
    std::string government, bureau;  // codes; empty: not known
    std::set<std::string> delegated; // codes or names that decide in their own name by written delegation
    std::map<outputs::DocumentType, std::vector<std::string>> prefixes; // 机关代字 of the office
    std::optional<std::vector<Round>> rounds;
    std::optional<std::vector<TakenNumbers>> numbers;
    Calendar calendar;
    std::optional<Date> today;

    // The last round of a level; nullptr where there is none or none is known.
    const Round* round(Level level) const;
    // By its full name or an alias; nullptr where it is not listed.
    const Organ* organ(const outputs::Organ& named) const;
    // The organ in whose place it decides: its superior where it decides by delegation, else itself.
    const Organ* acting(const Organ& organ) const;
};

// Lays what `value` says over what is known. Failure: invalid "check.case_malformed" naming the member;
// "organ.graph".
Result<void> lay_over(const json::Value& value, CaseFacts& facts);

} // namespace docket::review::check
