#include "outputs/document.hpp"

#include <algorithm>

namespace docket::outputs {
namespace {

using Faults = std::vector<std::string>;

std::string nth(int claim) { return "第" + std::to_string(claim) + "项请求"; }
bool opinion(const Document& document) { return is_opinion(document.type); }
bool refuses(const Document& document) { return document.type == DocumentType::refusal_notice; }
bool supplements(const Document& document) { return document.type == DocumentType::supplement_notice; }
bool closes(const Document& document) { return document.type == DocumentType::ending_notice; }
bool to_the_organ(const Document& document) { return document.type == DocumentType::respondent_notice; }
// Of a request that may lack what an accepted one has.
bool judges_the_request(const Document& document) {
    return refuses(document) || supplements(document) || closes(document);
}
bool exists(const Document& document, int claim) {
    return claim >= 1 && static_cast<std::size_t>(claim) <= document.claims.size();
}

void check_parties(const Document& document, Faults& out) {
    const auto is_applicant = [](const Party& party) { return party.role == PartyRole::applicant; };
    if (std::none_of(document.parties.begin(), document.parties.end(), is_applicant))
        out.push_back("文书没有申请人，请补填申请人姓名或者名称");
    if (document.issuer.name.empty()) out.push_back("文书没有发文机关，请补填");
    // What is refused or supplemented may be known by the request alone: against whom it is directed, or
    // against which opinion.
    const bool wants_respondent = document.round != Round::handling && !judges_the_request(document);
    if (wants_respondent && document.respondent.name.empty()) out.push_back("复查、复核文书应当写明被申请人");
    if (document.round != Round::handling && !document.issuer.name.empty() &&
        document.respondent.name == document.issuer.name)
        out.push_back("被申请人与发文机关不能是同一机关");
}

void check_round(const Document& document, Faults& out) {
    const bool of_handling =
        document.type == DocumentType::handling_opinion || document.type == DocumentType::extension_notice;
    if (of_handling && document.round != Round::handling)
        out.push_back("信访处理意见书、延长办理期限告知书只能用于办理程序");
    if (document.type == DocumentType::review_opinion && document.round != Round::review)
        out.push_back("复查意见书只能用于复查程序");
    if (document.type == DocumentType::re_review_opinion && document.round != Round::re_review)
        out.push_back("复核意见书只能用于复核程序");
    if (supplements(document) && document.round == Round::handling)
        out.push_back("补正告知书只能用于复查、复核程序");
    if (to_the_organ(document) && document.round == Round::handling)
        out.push_back("提交材料、答辩通知书只能用于复查、复核程序");
    if (judges_the_request(document)) return;
    if (document.round != Round::handling && !document.handling_opinion)
        out.push_back("应当写明原信访处理意见书的名称、机关和日期");
    if (document.round == Round::re_review && !document.review_opinion)
        out.push_back("应当写明所不服的复查意见书的名称、机关和日期");
}

void check_claims(const Document& document, Faults& out) {
    int expected = 1;
    for (const auto& claim : document.claims)
        if (claim.n != expected++)
            out.push_back("请求应当从1起连续编号，第" + std::to_string(expected - 1) + "项编成了" +
                          std::to_string(claim.n));
    for (const auto& finding : document.findings)
        if (!exists(document, finding.claim)) out.push_back("查明事实所指的" + nth(finding.claim) + "不存在");
    if (document.claims.empty()) out.push_back("文书没有列明请求事项");
}

// Upholding rests on a sound opinion, ending on what the applicant did or suffered, the rest on a defect.
bool fits(Outcome outcome, Ground ground) {
    const bool ends = ground >= Ground::withdrawn;
    switch (outcome) {
    case Outcome::support:
    case Outcome::explain:
    case Outcome::not_supported: return ground == Ground::none; // said in its own words
    case Outcome::uphold: return ground == Ground::sound;
    case Outcome::terminate: return ends;
    case Outcome::revoke_only: return !ends && ground != Ground::sound;
    default: return !ends && ground != Ground::sound && ground != Ground::not_acceptable;
    }
}

void check_disposition(const Document& document, const Disposition& disposition, Faults& out) {
    const auto claim = nth(disposition.claim);
    if (!exists(document, disposition.claim)) out.push_back("处理决定所指的" + claim + "不存在");
    const bool remand = disposition.outcome == Outcome::revoke_remand;
    if (remand && disposition.period_days <= 0) out.push_back(claim + "责令重新处理，应当写明期限");
    if (!remand && disposition.period_days > 0) out.push_back(claim + "不是责令重新处理，不应写期限");
    const bool handles = document.type == DocumentType::handling_opinion;
    const bool ends = disposition.outcome == Outcome::terminate;
    if (opinion(document) && !ends && handles != is_of_handling(disposition.outcome))
        return out.push_back(claim +
                             (handles ? "应当予以支持、作出解释说明或者不予支持" : "应当写复查、复核的决定"));
    const bool needs_words = disposition.outcome == Outcome::modify ||
                             disposition.outcome == Outcome::partial || is_of_handling(disposition.outcome);
    if (needs_words && disposition.text.empty())
        out.push_back(claim + (handles ? "的处理意见没有写明内容" : "变更或者部分维持的，应当写明具体内容"));
    if (disposition.ground == Ground::none && !is_of_handling(disposition.outcome))
        out.push_back(claim + "的处理决定没有写明理由");
    else if (!fits(disposition.outcome, disposition.ground))
        out.push_back(claim + "的理由与处理结果不相符");
}

void check_dispositions(const Document& document, Faults& out) {
    for (const auto& disposition : document.dispositions) check_disposition(document, disposition, out);
    const auto answers = [&](int n) {
        return std::count_if(document.dispositions.begin(), document.dispositions.end(),
                             [n](const Disposition& d) { return d.claim == n; });
    };
    for (const auto& claim : document.claims) {
        const auto times = answers(claim.n);
        if (opinion(document) && times == 0) out.push_back(nth(claim.n) + "没有处理决定，应当逐项答复");
        if (times > 1) out.push_back(nth(claim.n) + "有多个处理决定");
    }
    if (!opinion(document) && !document.dispositions.empty()) out.push_back("告知书不作处理决定");
    if (opinion(document) && document.reasoning.citations.empty())
        out.push_back("意见书应当写明所依据的法律法规");
    for (const auto& citation : document.reasoning.citations)
        if (citation.article == 0) out.push_back("引用《" + citation.law + "》应当写明条文序号");
}

// What an opinion that may be asked against must say of it.
struct Lawful {
    const char *way, *organ, *days, *itself;
};
constexpr Lawful against_handling{"信访处理意见书应当告知申请复查的途径，不得写成终结",
                                  "信访处理意见书应当写明复查机关",
                                  "申请复查的期限是收到处理意见书之日起30日", "复查机关不能是处理机关自己"};
constexpr Lawful against_review{"复查意见书应当告知申请复核的途径，不得写成终结",
                                "复查意见书应当写明复核机关", "申请复核的期限是收到复查意见书之日起30日",
                                "复核机关不能是复查机关自己"};
void check_lawful(const Document& document, const Lawful& words, Faults& out) {
    const auto& remedy = document.remedy;
    if (remedy.way != Remedy::Way::review_by) out.emplace_back(words.way);
    if (remedy.organ.name.empty()) out.emplace_back(words.organ);
    if (remedy.days != 30) out.emplace_back(words.days);
    if (remedy.organ.name == document.issuer.name) out.emplace_back(words.itself);
}

// 信访工作条例 35, 36.
void check_remedy(const Document& document, Faults& out) {
    const auto& remedy = document.remedy;
    using Way = Remedy::Way;
    if (remedy.way != Way::review_by && !remedy.organ.name.empty())
        out.push_back("没有后续救济途径时不应写受理机关");
    switch (document.type) {
    case DocumentType::acceptance_notice:
        if (remedy.way != Way::none) out.push_back("受理告知书不告知复查、复核途径");
        return;
    case DocumentType::refusal_notice: // names its way in its own words
        if (remedy.way != Way::none) out.push_back("不予受理告知书不是信访意见，不设复查、复核期限");
        return;
    case DocumentType::supplement_notice:
        if (remedy.way != Way::none) out.push_back("补正告知书不告知复查、复核途径");
        return;
    case DocumentType::ending_notice:
        if (remedy.way != Way::none) out.push_back("终止办理告知书不告知复查、复核途径");
        return;
    case DocumentType::respondent_notice:
        if (remedy.way != Way::none) out.push_back("提交材料、答辩通知书不告知复查、复核途径");
        return;
    case DocumentType::extension_notice:
        if (remedy.way != Way::none) out.push_back("延长办理期限告知书不告知复查、复核途径");
        return;
    case DocumentType::handling_opinion: return check_lawful(document, against_handling, out);
    case DocumentType::review_opinion: return check_lawful(document, against_review, out);
    case DocumentType::re_review_opinion:
        if (remedy.way != Way::final) out.push_back("复核意见书是终结意见，不得再告知其他救济途径");
        return;
    }
}

// 信访工作条例 23: the organ says which way remains, whatever it refuses.
void check_declining(const Document& document, Faults& out) {
    if (!refuses(document)) {
        if (document.declining) out.push_back("只有不予受理告知书写明不予受理的理由");
        return;
    }
    if (!document.declining) return out.push_back("不予受理告知书应当写明不予受理的情形");
    const auto& declining = *document.declining;
    if (declining.ground.empty() || declining.basis.empty())
        out.push_back("不予受理告知书应当写明情形和依据的条文");
    if (declining.reason.empty()) out.push_back("不予受理应当说明本案的理由");
    if (declining.says == Declining::Says::elsewhere && declining.way.empty())
        out.push_back("告知其他途径的，应当写明机关和途径");
}

// 行政复议法 31, by analogy: everything at once, with the days that the petitioner has.
void check_supplementing(const Document& document, Faults& out) {
    if (!supplements(document)) {
        if (document.supplementing) out.push_back("只有补正告知书写明需要补正的内容");
        return;
    }
    if (!document.supplementing) return out.push_back("补正告知书应当写明需要补正的内容和期限");
    const auto& supplementing = *document.supplementing;
    const auto blank = [](const std::string& one) { return one.empty(); };
    if (supplementing.wanted.empty() ||
        std::any_of(supplementing.wanted.begin(), supplementing.wanted.end(), blank))
        out.push_back("补正告知书应当逐项写明需要补正的内容");
    if (supplementing.days < 1) out.push_back("补正告知书应当写明补正的期限");
}

// What the organ must know to answer, and nothing by which the petitioner can be found.
void check_answering(const Document& document, Faults& out) {
    if (!to_the_organ(document)) {
        if (document.answering) out.push_back("只有提交材料、答辩通知书写明答复的期限");
        return;
    }
    if (!document.answering || document.answering->days < 1)
        out.push_back("提交材料、答辩通知书应当写明答复的期限");
    const auto can_be_found = [](const Party& party) {
        return !party.id_number.empty() || !party.address.empty() || !party.phone.empty();
    };
    if (std::any_of(document.parties.begin(), document.parties.end(), can_be_found))
        out.push_back("发给被申请人的通知书不写申请人的证件号码、住址和电话");
}

// 信访工作条例 34: by at most thirty days, with the reason.
void check_extending(const Document& document, Faults& out) {
    constexpr int most = 30;
    if (document.type != DocumentType::extension_notice) {
        if (document.extending) out.push_back("只有延长办理期限告知书写明延长的期限");
        return;
    }
    if (!document.extending) return out.push_back("延长办理期限告知书应当写明原期限、延长的日数和理由");
    const auto& extending = *document.extending;
    if (extending.days < 1 || extending.days > most) out.push_back("延长不得超过30日");
    if (extending.reason.empty()) out.push_back("延长办理期限应当告知理由");
    if (extending.until && *extending.until <= extending.due) out.push_back("延长后的期限应当晚于原期限");
}

// 信访工作条例 33, of what is settled; the rest by the petitioner's own words.
void check_closing(const Document& document, Faults& out) {
    if (closes(document) == document.closing.has_value()) {
        if (closes(document) && document.closing->reason.empty()) out.push_back("终止办理应当说明情况");
        return;
    }
    out.push_back(closes(document) ? "终止办理告知书应当写明终止的情形和日期"
                                   : "只有终止办理告知书写明终止的情形");
}

void in_order(const std::optional<Date>& earlier, const std::optional<Date>& later, const char* sentence,
              Faults& out) {
    if (earlier && later && *earlier > *later) out.emplace_back(sentence);
}

void check_dates(const Document& document, Faults& out) {
    const std::optional received(document.receipt.received_on);
    in_order(document.applied_on, received, "申请日期晚于收到日期", out);
    in_order(received, document.accepted_on, "受理日期早于收到日期", out);
    in_order(document.accepted_on, document.due_on, "办结期限早于受理日期", out);
    in_order(document.accepted_on, document.dated, "成文日期早于受理日期", out);
    for (const auto* earlier : {&document.handling_opinion, &document.review_opinion}) {
        if (!*earlier) continue;
        in_order((*earlier)->date, (*earlier)->received_on, "申请人收到原意见书的日期早于其成文日期", out);
        in_order((*earlier)->date, received, "原意见书的成文日期晚于收到申请的日期", out);
    }
    if (document.type == DocumentType::acceptance_notice && !document.accepted_on)
        out.push_back("受理告知书应当写明受理日期");
}

} // namespace

std::vector<std::string> faults(const Document& document) {
    Faults out;
    check_parties(document, out);
    check_round(document, out);
    check_claims(document, out);
    check_dispositions(document, out);
    check_remedy(document, out);
    check_declining(document, out);
    check_supplementing(document, out);
    check_answering(document, out);
    check_extending(document, out);
    check_closing(document, out);
    check_dates(document, out);
    return out;
}

Result<void> validate(const Document& document) {
    const auto found = faults(document);
    if (found.empty()) return {};
    std::string detail;
    for (const auto& sentence : found) detail += (detail.empty() ? "" : "；") + sentence;
    return fail(Kind::invalid, "document.unsound", detail);
}

} // namespace docket::outputs
