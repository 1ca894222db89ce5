// The legal check over a formal document: every rule, from one table. It proposes and never decides. Pure;
// any thread.
#pragma once

#include "pipeline/json/json.hpp"
#include "review/check/rule.hpp"

#include <span>

namespace docket::review::check {

std::span<const Rule> rules();

struct Report {
    std::vector<Finding> findings; // gravest first, then in the order of the table
    std::vector<NotChecked> not_checked;
    bool vetoed() const;
};

Report check(const outputs::Document& document, const CaseFacts& facts, DraftStage stage);

json::Value to_json(const Finding& finding);
json::Object to_json(const Report& report); // {"vetoed", "findings", "not_checked"}

} // namespace docket::review::check
