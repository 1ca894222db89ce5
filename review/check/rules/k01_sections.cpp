#include "review/check/rules/rules.hpp"

#include <algorithm>

namespace docket::review::check {

namespace {

using outputs::Document;
using outputs::Outcome;

template <class List, class Text>
void blanks(const List& list, const std::string& place, Text text, Findings& out) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (is_blank(text(list[i])))
            out.add(numbered(place, i), text(list[i]), "这一段没有内容。", "补写，或者删去。");
}

bool only_terminates(const Document& document) {
    return !document.dispositions.empty() &&
           std::all_of(document.dispositions.begin(), document.dispositions.end(),
                       [](const auto& d) { return d.outcome == Outcome::terminate; });
}

void look_at_heads(const Document& document, Findings& out) {
    const auto is_applicant = [](const outputs::Party& party) {
        return party.role == outputs::PartyRole::applicant;
    };
    if (std::none_of(document.parties.begin(), document.parties.end(), is_applicant))
        out.add("parties", "", "没有写明申请人。");
    const auto level = level_of(document);
    if (level == Level::handling) return;
    if (document.respondent.name.empty()) out.add("respondent", "", "没有写明被申请人。");
    if (!document.handling_opinion) out.add("handling_opinion", "", "没有写明原信访处理意见。");
    if (level == Level::re_review && !document.review_opinion)
        out.add("review_opinion", "", "没有写明所不服的复查意见。");
}

void look_at_opinion(const Document& document, Findings& out) {
    if (document.findings.empty() && !only_terminates(document))
        out.add("findings", "", "没有写查明的事实。");
    if (document.reasoning.paragraphs.empty())
        out.add("reasoning/paragraphs", "", "没有写本机关认为的理由。");
    if (document.reasoning.citations.empty()) out.add("reasoning/citations", "", "没有写所依据的法律法规。");
    if (document.dispositions.empty())
        out.add("dispositions", "",
                level_of(document) == Level::handling ? "没有写处理意见。" : "没有写复查、复核的决定。");
    if (document.hearing && is_blank(document.hearing->text))
        out.add("hearing", document.hearing->text, "听证情况没有内容。");
    const auto text = [](const auto& item) -> const std::string& { return item.text; };
    blanks(document.findings, "findings", text, out);
    blanks(
        document.reasoning.paragraphs, "reasoning/paragraphs",
        [](const std::string& t) -> const std::string& { return t; }, out);
}

// A heading governs what follows up to the next heading of its level or above.
void look_at_headings(const Document& document, Findings& out) {
    const auto& additions = document.additions;
    for (std::size_t i = 0; i < additions.size(); ++i) {
        if (additions[i].level == 0) continue;
        const bool last = i + 1 == additions.size();
        const bool followed =
            !last && (additions[i + 1].level == 0 || additions[i + 1].level > additions[i].level);
        if (!followed)
            out.add(numbered("additions", i), additions[i].text, "标题下面没有正文。",
                    "补写，或者删去标题。");
    }
}

} // namespace

void k01_sections(const Input& input, Findings& out) {
    const auto& document = input.document;
    look_at_heads(document, out);
    const auto text = [](const auto& item) -> const std::string& { return item.text; };
    blanks(document.claims, "claims", text, out);
    if (document.claims.empty()) out.add("claims", "", "没有写申请事项。");
    if (is_opinion(document))
        look_at_opinion(document, out);
    else if (document.type == outputs::DocumentType::acceptance_notice && !document.accepted_on)
        out.add("accepted_on", "", "受理告知书没有写受理日期。");
    blanks(document.additions, "additions", text, out);
    look_at_headings(document, out);
    if (input.stage != DraftStage::draft && !document.dated)
        out.add("dated", "", "签发、送达的文书没有成文日期。");
}

} // namespace docket::review::check
