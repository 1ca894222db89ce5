#include "pipeline/flow/draft.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/flow/covered_words.hpp"
#include "pipeline/flow/grounds.hpp"
#include "review/deadline/rules.hpp"
#include "review/lifecycle.hpp"

#include <algorithm>
#include <array>

namespace docket::flow {

namespace {

outputs::Organ organ_of(const review::Organs& organs, const std::string& code) {
    const auto* organ = organs.find(code);
    return organ ? outputs::Organ{organ->code, organ->name} : outputs::Organ{code, ""};
}

std::optional<outputs::Reference> reference(const review::Round& round, const review::Organs& organs) {
    if (round.document_number.empty() || !round.document_date) return {};
    outputs::Reference out;
    out.title = round.document_title;
    out.number = round.document_number;
    out.issuer = organ_of(organs, round.organ);
    out.date = *round.document_date;
    out.received_on = round.service ? std::optional(round.service->on) : round.said_received;
    return out;
}

outputs::Round round_of(review::Level level) { return static_cast<outputs::Round>(level); }

// By which way the matter came in. What the office calls a hotline is a telephone to a document.
outputs::Channel channel_of(const review::Case& c, const Office& office) {
    const auto channel = office.channel_of(c.number);
    if (channel == "visit") return outputs::Channel::visit;
    if (channel == "web") return outputs::Channel::online;
    return channel == "call" || channel == "hotline" ? outputs::Channel::phone : outputs::Channel::letter;
}

// What every document of a round says before people add to it.
outputs::Document frame(const review::Case& c, const review::Organs& organs, const Office& office) {
    const auto& round = c.current();
    outputs::Document document;
    document.round = round_of(round.level);
    document.issuer = organ_of(organs, round.organ);
    document.case_number = c.number;
    for (const auto& applicant : c.applicants)
        document.parties.push_back(
            {outputs::PartyRole::applicant, applicant.name, applicant.sex,
             applicant.id_number.empty() ? "" : std::string(review::chinese(applicant.id_kind)),
             applicant.id_number, applicant.address, applicant.phone});
    document.receipt.received_on = round.applied_on.value_or(c.received);
    document.receipt.channel = channel_of(c, office);
    document.accepted_on = round.accepted_on;
    for (const auto& deadline : c.deadlines)
        if (deadline.round == round.n && deadline.rule != review::answer_rule)
            document.due_on = deadline.effective.value_or(deadline.raw);
    if (const auto* disputed = c.disputed()) {
        // 信访工作条例 24: of what was merged or dissolved, whoever has its powers now.
        const auto* heir = organs.heir(disputed->organ);
        document.respondent = organ_of(organs, heir ? heir->code : disputed->organ);
        document.handling_opinion = reference(c.rounds.front(), organs);
    }
    if (round.level == review::Level::re_review) document.review_opinion = reference(c.rounds[1], organs);
    for (const auto& claim : c.claims)
        document.claims.push_back({static_cast<int>(document.claims.size()) + 1, claim});
    document.contact = {office.contact_person, office.contact_phone, office.contact_address};
    return document;
}

// A letter that puts no request into words is answered as it stands.
void ask_something(outputs::Document& document) {
    if (document.claims.empty()) document.claims.push_back({1, "来信（来访）所反映的事项"});
}

// A notice tells what the petitioner asks with. An opinion does not: its text is what counsel signed.
outputs::Document notice_frame(const review::Case& c, const review::Organs& organs, const Office& office) {
    auto document = frame(c, organs, office);
    if (!c.query_code) return document;
    document.query_code = c.query_code->printed();
    document.query_address = office.query_address;
    return document;
}

// 信访工作条例 35, 36: against a 处理意见 or a 复查意见 the organ next above may be asked within 30 days; a
// 复核意见 ends it.
outputs::Remedy remedy_of(const review::Round& round, const review::Organs& organs) {
    if (round.level == review::Level::re_review) return {outputs::Remedy::Way::final, {}, 0};
    const auto above = organs.reviewers_of(round.organ);
    return {outputs::Remedy::Way::review_by,
            above.empty() ? outputs::Organ{} : organ_of(organs, above.front()), 30};
}

constexpr std::array parts_people_write{"claims",    "findings",    "hearing",   "reasoning", "dispositions",
                                        "additions", "attachments", "copies_to", "applied_on"};

} // namespace

outputs::DocumentType opinion_of(review::Level level) {
    switch (level) {
    case review::Level::handling: return outputs::DocumentType::handling_opinion;
    case review::Level::review: return outputs::DocumentType::review_opinion;
    case review::Level::re_review: break;
    }
    return outputs::DocumentType::re_review_opinion;
}

std::string_view opinion_name(review::Level level) {
    constexpr std::array names{std::string_view{"信访处理意见书"}, std::string_view{"复查意见书"},
                               std::string_view{"复核意见书"}};
    return names.at(static_cast<std::size_t>(level));
}

Result<outputs::Document> opinion_so_far(const review::Case& c, const review::Organs& organs,
                                         const json::Value& input, const Office& office) {
    auto document = frame(c, organs, office);
    const auto level = c.current().level;
    document.type = opinion_of(level);
    if ((level != review::Level::handling && !document.handling_opinion) ||
        (level == review::Level::re_review && !document.review_opinion))
        return fail(Kind::invalid, "draft.reference_missing",
                    "原处理（复查）意见的文号或日期未登记，请先补录后再拟稿。");
    document.remedy = remedy_of(c.current(), organs);
    auto written = outputs::to_json(document);
    for (const auto* part : parts_people_write)
        if (const auto& given = input.at(part); !given.is_null()) written.object()->set(part, given);
    return outputs::from_json(written);
}

Result<outputs::Document> draft_opinion(const review::Case& c, const review::Organs& organs,
                                        const json::Value& input, const Office& office) {
    DOCKET_TRY(auto whole, opinion_so_far(c, organs, input, office));
    DOCKET_CHECK(outputs::validate(whole));
    return whole;
}

Result<outputs::Document> acceptance_notice(const review::Case& c, const review::Organs& organs,
                                            const Office& office) {
    auto document = notice_frame(c, organs, office);
    document.type = outputs::DocumentType::acceptance_notice;
    DOCKET_CHECK(outputs::validate(document));
    return document;
}

Result<outputs::Document> refusal_notice(const review::Case& c, const review::Organs& organs,
                                         const json::Value& input, Date today, const Office& office) {
    const auto ground = open_ground(c.current().ground, c, today, office);
    if (!ground)
        return review::to_failure(review::Refusal::ground_unfit, c.current().stage, review::Act::decline);
    auto document = notice_frame(c, organs, office);
    document.type = outputs::DocumentType::refusal_notice;
    document.accepted_on.reset();
    document.due_on.reset();
    outputs::Declining declining;
    declining.says = static_cast<outputs::Declining::Says>(ground->says);
    declining.ground = ground->row->sentence;
    declining.basis = ground->basis;
    if (ground->row->another_route && c.current().route > 0)
        declining.basis += "第" + outputs::chinese_number(c.current().route) + "项";
    declining.reason = input.text_at("reason");
    declining.way = input.text_at("way");
    document.declining = std::move(declining);
    ask_something(document);
    DOCKET_CHECK(outputs::validate(document));
    return document;
}

Result<outputs::Document> supplement_notice(const review::Case& c, const review::Organs& organs,
                                            const Office& office) {
    const auto& asked = c.current().supplement.value();
    const auto refused = office.local_grounds.find(std::string(review::unsupplied_ground));
    auto document = notice_frame(c, organs, office);
    document.type = outputs::DocumentType::supplement_notice;
    document.due_on.reset();
    document.supplementing =
        outputs::Supplementing{asked.wanted,
                               asked.days,
                               asked.unit == review::name(review::Unit::working_day),
                               refused == office.local_grounds.end() ? "" : refused->second,
                               refused != office.local_grounds.end(),
                               office.supplement.value().starts_anew};
    ask_something(document);
    DOCKET_CHECK(outputs::validate(document));
    return document;
}

Result<outputs::Document> ending_notice(const review::Case& c, const review::Organs& organs,
                                        const Office& office) {
    using Kind = outputs::Closing::Kind;
    const auto& ending = c.current().ending.value();
    auto document = notice_frame(c, organs, office);
    document.type = outputs::DocumentType::ending_notice;
    document.due_on.reset();
    const auto kind = ending.kind == review::EndingKind::withdrawn ? Kind::withdrawn
                      : ending.kind == review::EndingKind::settled ? Kind::settled
                                                                   : Kind::mediated;
    document.closing = outputs::Closing{kind, ending.on, ending.reason};
    ask_something(document);
    DOCKET_CHECK(outputs::validate(document));
    return document;
}

Result<outputs::Document> respondent_notice(const review::Case& c, const review::Organs& organs,
                                            const Office& office) {
    CoveredWords kept_back;
    for (const auto& one : c.applicants)
        for (const auto* told : {&one.id_number, &one.phone, &one.address}) kept_back.add(*told, "（略）");
    auto document = frame(c, organs, office);
    document.type = outputs::DocumentType::respondent_notice;
    document.due_on.reset();
    for (auto& party : document.parties) {
        outputs::Party bare;
        bare.role = party.role;
        bare.name = party.name;
        party = std::move(bare);
    }
    for (auto& claim : document.claims) claim.text = encode_utf8(kept_back.cover(code_points(claim.text)));
    const auto& rule = office.answer.value();
    document.answering = outputs::Answering{rule.days, rule.unit == review::Unit::working_day, rule.basis};
    DOCKET_CHECK(outputs::validate(document));
    return document;
}

Result<outputs::Document> extension_notice(const review::Case& c, const review::Organs& organs,
                                           const review::Deadline& before, const review::Deadline& after,
                                           const Office& office) {
    auto document = notice_frame(c, organs, office);
    document.type = outputs::DocumentType::extension_notice;
    document.due_on.reset();
    document.extending = outputs::Extending{before.effective.value_or(before.raw), after.extended,
                                            after.effective, c.current().extension.value().reason};
    DOCKET_CHECK(outputs::validate(document));
    return document;
}

Result<std::string> binding_text(const outputs::Document& document, DocumentWriter& writer) {
    DOCKET_TRY(const auto wording, writer.wording(document));
    return sha256(outputs::text_digest(document).hex() + wording.hex()).hex();
}

std::string incompetence(const review::Case& c, const review::Organs& organs, const Office& office) {
    if (c.current().level != review::Level::handling) return review::incompetence(organs, c.rounds);
    if (office.handles.empty()) return "本机关不自行办理来信事项，请转送、交办有权处理的机关。";
    return organs.find(office.handles) ? "" : "办理机关不在机关名录中，请先核对。";
}

bool notice_is_owed(const review::Case& c) {
    const auto& round = c.current();
    if (round.stage == review::Stage::concluded) {
        const auto unserved = [&](const review::Notice& notice) {
            return notice.round == round.n && !notice.service &&
                   notice.kind == outputs::name(outputs::DocumentType::ending_notice);
        };
        return std::any_of(c.notices.begin(), c.notices.end(), unserved);
    }
    return !round.ground.empty() && !round.issued_blob.empty() && !round.service;
}

bool reply_is_awaited(const review::Case& c) {
    return std::any_of(c.deadlines.begin(), c.deadlines.end(), [&](const review::Deadline& deadline) {
        return deadline.rule == "T6" && deadline.round == c.current().n && !deadline.met;
    });
}

bool orders_anew(const review::Case& c, const std::optional<outputs::Document>& newest) {
    return c.current().stage == review::Stage::served && newest &&
           std::any_of(newest->dispositions.begin(), newest->dispositions.end(),
                       [](const auto& one) { return one.outcome == outputs::Outcome::revoke_remand; });
}

std::string document_number(const std::string& prefix, int year, int serial) {
    return prefix + "〔" + std::to_string(year) + "〕" + std::to_string(serial) + "号";
}

} // namespace docket::flow
