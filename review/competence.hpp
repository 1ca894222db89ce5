// Who reviews whom: 复查 by the organ next above the handling organ, 复核 by the organ next above the
// reviewing one (信访工作条例 35, 36; 2005 年《信访条例》34, 35). Local choices are data of the organ
// register. Pure; any thread.
#pragma once

#include "pipeline/base/result.hpp"
#include "review/case.hpp"
#include "review/role.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

// The organ register as a graph, by value.
class Organs {
  public:
    Organs() = default;
    // Sets each organ's level; refuses an unknown superior or successor, or a circle, with invalid
    // "organ.graph".
    static Result<Organs> make(std::vector<Organ> organs);

    const Organ* find(std::string_view code) const;
    const Organ* named(std::string_view name_or_alias) const;
    const std::vector<Organ>& all() const { return organs_; }
    // Who has the powers of an organ now: itself, or where it was merged or dissolved whoever goes on with
    // them (信访工作条例 24; 2005 年《信访条例》25). Unknown: null.
    const Organ* heir(std::string_view code) const;

    // Codes of the organs that may review (复查) what `organ` decided, or would if whoever has its powers now
    // had decided it. A department's 派出机构 that acted in its own name is reviewed by the department; it
    // may also be reviewed by the department's government.
    std::vector<std::string> reviewers_of(std::string_view organ) const;
    bool may_review(std::string_view upper, std::string_view lower) const;

  private:
    std::vector<Organ> organs_;
};

// Whether `ours` may hold the current round of a case with these rounds: every round's organ must be entitled
// to review the one before it. The reason is a sentence; empty when it may.
std::string incompetence(const Organs& organs, const std::vector<Round>& rounds);

} // namespace docket::review
