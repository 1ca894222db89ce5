// The legal check of a draft with what the register knows of its case, and what people said to each finding.
// A veto stands until counsel dismisses it with a reason; nobody above counsel can lift it. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"
#include "review/check/check.hpp"
#include "review/competence.hpp"
#include "review/guards.hpp"

#include <map>
#include <string>
#include <vector>

namespace docket::flow {

struct Checked {
    review::check::Finding finding;
    std::vector<FindingAnswer> answers; // in order of time
    // The drafter gave a reason, or counsel spoke.
    bool answered() const { return !answers.empty(); }
    bool dismissed() const; // counsel's last word is that it does not hold
    bool open() const;      // stands in the way, or nobody answered it
};

Result<std::vector<Checked>> check_draft(const review::Case& c, const outputs::Document& draft,
                                         const review::Organs& organs, const Tools& tools);
// Of the newest kept draft; nothing where there is none.
Result<std::vector<Checked>> check_draft(const review::Case& c, const review::Organs& organs,
                                         const Tools& tools);

// 机关代字 of the office by type of document: what I05 holds a number against.
std::map<outputs::DocumentType, std::vector<std::string>> prefixes_of(const Office& office);

// What the guards ask about findings.
void add_findings(const std::vector<Checked>& found, review::Facts& facts);

} // namespace docket::flow
