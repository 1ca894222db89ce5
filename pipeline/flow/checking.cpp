#include "pipeline/flow/checking.hpp"

#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

using review::check::Severity;

review::check::CaseFacts facts_of(const review::Case& c, const review::Organs& organs, const Tools& tools) {
    review::check::CaseFacts facts;
    facts.organs = organs;
    facts.government = tools.office.government;
    facts.bureau = tools.office.bureau;
    facts.rounds = c.rounds;
    facts.calendar = tools.calendar;
    facts.today = tools.today();
    facts.prefixes = prefixes_of(tools.office);
    return facts;
}

bool is_counsels(const FindingAnswer& answer) { return answer.verdict != "explain"; }

} // namespace

std::map<outputs::DocumentType, std::vector<std::string>> prefixes_of(const Office& office) {
    using outputs::DocumentType;
    std::map<DocumentType, std::vector<std::string>> out{
        {DocumentType::acceptance_notice, {office.acceptance_prefix}},
        {DocumentType::refusal_notice, {office.refusal_prefix}},
        {DocumentType::supplement_notice, {office.supplement_prefix}},
        {DocumentType::ending_notice, {office.ending_prefix}},
        {DocumentType::respondent_notice, {office.respondent_prefix}},
        {DocumentType::extension_notice, {office.extension_prefix}}};
    for (const auto& [level, prefix] : office.opinion_prefix) out[opinion_of(level)] = {prefix};
    return out;
}

bool Checked::dismissed() const {
    const auto last = std::find_if(answers.rbegin(), answers.rend(), is_counsels);
    return last != answers.rend() && last->verdict == "dismiss";
}

bool Checked::open() const { return finding.severity == Severity::veto ? !dismissed() : !answered(); }

Result<std::vector<Checked>> check_draft(const review::Case& c, const outputs::Document& draft,
                                         const review::Organs& organs, const Tools& tools) {
    // Counsel signs before approval gives number and date, so neither is missed while the text is a draft.
    const auto report =
        review::check::check(draft, facts_of(c, organs, tools), review::check::DraftStage::draft);
    DOCKET_TRY(const auto answers, tools.answers.of(c.number, c.current().n));
    std::vector<Checked> out;
    for (const auto& finding : report.findings) {
        Checked one{finding, {}};
        std::ranges::copy_if(answers, std::back_inserter(one.answers),
                             [&](const FindingAnswer& answer) { return answer.key == finding.key; });
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::vector<Checked>> check_draft(const review::Case& c, const review::Organs& organs,
                                         const Tools& tools) {
    if (c.current().draft_blob.empty()) return std::vector<Checked>{};
    DOCKET_TRY(const auto kept, get_json(tools.blobs, c.current().draft_blob));
    DOCKET_TRY(const auto draft, outputs::from_json(kept));
    return check_draft(c, draft, organs, tools);
}

void add_findings(const std::vector<Checked>& found, review::Facts& facts) {
    for (const auto& one : found) {
        const bool veto = one.finding.severity == Severity::veto;
        facts.veto_open = facts.veto_open || (veto && one.open());
        facts.veto_unanswered = facts.veto_unanswered || (veto && !one.answered());
        facts.major_unanswered =
            facts.major_unanswered || (one.finding.severity == Severity::major && !one.answered());
    }
}

} // namespace docket::flow
