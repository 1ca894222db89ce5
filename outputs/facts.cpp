#include "outputs/facts.hpp"

#include <algorithm>

namespace docket::outputs {
namespace {

using json::Array;
using json::Object;
using json::Value;

std::string text_of(const std::optional<Date>& day) { return day ? formal(*day) : ""; }

// Templates end the sentence: a full stop or semicolon at the end of a drafter's text is taken off.
std::string open_ended(std::string text) {
    for (const std::string_view mark : {"。", "；", ";"})
        if (text.size() > mark.size() && text.ends_with(mark)) text.resize(text.size() - mark.size());
    return text;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const auto& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

std::vector<std::string> applicant_names(const Document& document) {
    std::vector<std::string> out;
    for (const auto& party : document.parties)
        if (party.role == PartyRole::applicant) out.push_back(party.name);
    return out;
}

// 甲；甲、乙；甲等3人
std::string in_short(const std::vector<std::string>& names) {
    if (names.size() < 3) return joined(names, "、");
    return names.front() + "等" + std::to_string(names.size()) + "人";
}

Object fact(const Party& party) {
    return {{"role", name(party.role)}, {"name", party.name},           {"sex", party.sex},
            {"id_kind", party.id_kind}, {"id_number", party.id_number}, {"address", party.address},
            {"phone", party.phone}};
}

Object fact(const Reference& reference) {
    return {{"title", reference.title},
            {"number", reference.number},
            {"issuer", reference.issuer.name},
            {"date", formal(reference.date)},
            {"received_on", text_of(reference.received_on)},
            {"summary", open_ended(reference.summary)}};
}

Object fact(const Finding& finding) {
    return {{"claim", chinese_number(std::max(1, finding.claim))},
            {"text", finding.text},
            {"evidence", joined(finding.evidence, "、")}};
}

// `key` picks the title of the template, which differs by round and by what is said.
Object fact(const Declining& declining, Round round) {
    return {{"says", name(declining.says)},
            {"key", std::string(name(round)) + "/" + std::string(name(declining.says))},
            {"ground", open_ended(declining.ground)},
            {"basis", declining.basis},
            {"reason", open_ended(declining.reason)},
            {"way", open_ended(declining.way)}};
}

Object fact(const Extending& extending) {
    return {{"due", formal(extending.due)},
            {"days", extending.days},
            {"until", text_of(extending.until)},
            {"reason", open_ended(extending.reason)}};
}

Object fact(const Closing& closing) {
    return {{"kind", name(closing.kind)}, {"on", formal(closing.on)}, {"reason", open_ended(closing.reason)}};
}

std::string length_of(int days, bool working_days) {
    return std::to_string(days) + (working_days ? "个工作日" : "日");
}

Object fact(const Answering& answering) {
    return {{"length", length_of(answering.days, answering.working_days)}, {"basis", answering.basis}};
}

Object fact(const Supplementing& supplementing) {
    Array wanted;
    for (const auto& one : supplementing.wanted)
        wanted.emplace_back(Object{{"n", wanted.size() + 1}, {"text", open_ended(one)}});
    const auto said = [](bool yes) { return yes ? "yes" : ""; };
    return {{"wanted", std::move(wanted)},
            {"length", length_of(supplementing.days, supplementing.working_days)},
            {"basis", supplementing.basis},
            {"ends_in_refusal", said(supplementing.ends_in_refusal)},
            {"starts_anew", said(supplementing.starts_anew)}};
}

Object fact(const Disposition& disposition) {
    return {{"claim", chinese_number(std::max(1, disposition.claim))},
            {"outcome", name(disposition.outcome)},
            {"ground", disposition.ground == Ground::none ? "" : name(disposition.ground)},
            {"text", open_ended(disposition.text)},
            {"period_days", disposition.period_days}};
}

// 《甲法》第一条、第二条，《乙条例》第三条
std::string cited(const std::vector<Citation>& citations) {
    std::string out;
    const std::string* law = nullptr;
    for (const auto& citation : citations) {
        if (law && *law == citation.law)
            out += "、";
        else
            out += (law ? "，《" : "《") + citation.law + "》";
        law = &citation.law;
        out += place(citation);
    }
    return out;
}

template <class T> Array list(const std::vector<T>& items) {
    Array out;
    for (const auto& item : items) out.emplace_back(fact(item));
    return out;
}
Array texts(const std::vector<std::string>& lines) {
    Array out;
    for (const auto& line : lines) out.emplace_back(Object{{"text", line}});
    return out;
}

void add_matter(Object& out, const Document& document) {
    Array claims;
    for (const auto& claim : document.claims)
        claims.emplace_back(Object{{"n", claim.n}, {"text", open_ended(claim.text)}});
    out.set("claims", std::move(claims));
    out.set("findings", list(document.findings));
    if (document.hearing)
        out.set("hearing",
                Object{{"held_on", formal(document.hearing->held_on)}, {"text", document.hearing->text}});
    out.set("reasoning", texts(document.reasoning.paragraphs));
    out.set("citations", cited(document.reasoning.citations));
    Array quoted;
    for (const auto& citation : document.reasoning.citations)
        if (!citation.text.empty())
            quoted.emplace_back(
                Object{{"law", citation.law}, {"place", place(citation)}, {"text", citation.text}});
    out.set("quoted", std::move(quoted));
    out.set("dispositions", list(document.dispositions));
    out.set("remedy", Object{{"way", name(document.remedy.way)},
                             {"organ", document.remedy.organ.name},
                             {"days", document.remedy.days}});
    if (document.declining) out.set("declining", fact(*document.declining, document.round));
    if (document.supplementing) out.set("supplementing", fact(*document.supplementing));
    if (document.answering) out.set("answering", fact(*document.answering));
    if (document.extending) out.set("extending", fact(*document.extending));
    if (document.closing) out.set("ending", fact(*document.closing));
    Array additions;
    for (const auto& passage : document.additions)
        additions.emplace_back(Object{{"level", passage.level}, {"text", passage.text}});
    out.set("additions", std::move(additions));
}

void add_way_here(Object& out, const Document& document) {
    const auto& receipt = document.receipt;
    out.set("channel", name(receipt.channel));
    out.set("received_on", formal(receipt.received_on));
    out.set("transferred_by", receipt.transferred_by ? receipt.transferred_by->name : "");
    out.set("transferred_on", text_of(receipt.transferred_on));
    out.set("applied_on", text_of(document.applied_on));
    out.set("accepted_on", text_of(document.accepted_on));
    out.set("due_on", text_of(document.due_on));
    if (document.handling_opinion) out.set("handling", fact(*document.handling_opinion));
    if (document.review_opinion) out.set("review", fact(*document.review_opinion));
    const auto& disputed =
        document.round == Round::re_review ? document.review_opinion : document.handling_opinion;
    if (disputed && document.round != Round::handling) out.set("disputed", fact(*disputed));
}

} // namespace

Value facts(const Document& document) {
    const auto names = applicant_names(document);
    Object out{{"round", name(document.round)},
               {"issuer", document.issuer.name},
               {"number", document.number},
               {"dated", text_of(document.dated)},
               {"title", document.title},
               {"case_number", document.case_number},
               {"query_code", document.query_code},
               {"query_address", document.query_address},
               {"applicants", in_short(names)},
               {"applicant_names", joined(names, "、")},
               {"you", names.size() > 1 ? "你们" : "你"},
               {"parties", list(document.parties)},
               {"respondent", document.respondent.name}};
    add_way_here(out, document);
    add_matter(out, document);
    out.set("attachments", texts(document.attachments));
    out.set("contact", Object{{"person", document.contact.person},
                              {"phone", document.contact.phone},
                              {"address", document.contact.address}});
    out.set("copies_to", joined(document.copies_to, "，"));
    if (document.imprint)
        out.set("imprint", Object{{"organ", document.imprint->organ.name},
                                  {"printed_on", text_of(document.imprint->printed_on)}});
    return out;
}

} // namespace docket::outputs
