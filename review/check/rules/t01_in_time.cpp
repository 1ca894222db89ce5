#include "review/check/rules/rules.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>

namespace docket::review::check {

namespace {

constexpr auto received_place = "receipt/received_on";
constexpr int mail_days = 7; // how long a letter may have been under way

struct Application {
    Date received;
    std::optional<Date> posted;
    bool by_hand; // handed in or sent over the net: no envelope can save it
};

Application application_of(const Input& input, const Round* current) {
    const auto& receipt = input.document.receipt;
    Application out{receipt.received_on, std::nullopt,
                    receipt.channel == outputs::Channel::visit ||
                        receipt.channel == outputs::Channel::online};
    if (current && current->applied_on) out.received = *current->applied_on;
    if (current) out.posted = current->posted_on;
    return out;
}

// 有正当理由: the draft itself must say why a late application was let in.
bool gives_reason(const Text& text) {
    for (const auto& span : sentences(text.chars())) {
        const auto sentence = cut(text.chars(), span);
        if (has(sentence, {U"无正当理由", U"没有正当理由", U"未说明正当理由", U"不属于正当理由",
                           U"理由不成立", U"无合理理由"}))
            continue;
        const bool late =
            has(sentence, {U"逾期", U"超期", U"超过", U"延误", U"耽误", U"迟延", U"期限内未能", U"未能在"});
        const bool why = has(sentence, {U"正当理由", U"不可抗力", U"不能归责", U"不可归责", U"住院", U"台风",
                                        U"疫情", U"自然灾害", U"客观原因", U"障碍", U"隔离", U"病重",
                                        U"未告知", U"没有告知", U"告知错误"});
        const bool let_in =
            has(sentence, {U"受理", U"准许", U"准予", U"顺延", U"扣除", U"不计入", U"采纳", U"应予认可"}) &&
            !has(sentence, {U"不予受理", U"不予采纳", U"不予准许"});
        if (late && why && let_in) return true;
    }
    return false;
}

bool lateness_is_reasoned(const Input& input, const Round* current) {
    if (current && !current->reason.empty() && gives_reason(Text(Part::other, 0, "", current->reason)))
        return true;
    return std::any_of(input.texts.begin(), input.texts.end(), [](const Text& text) {
        const bool own =
            text.part == Part::reasoning || text.part == Part::finding || text.part == Part::addition;
        return own && gives_reason(text);
    });
}

void judge(const Input& input, const Application& application, const Deadline& deadline, const Round* current,
           Findings& out) {
    const Date handed =
        application.posted ? std::min(*application.posted, application.received) : application.received;
    if (handed <= deadline.effective.value_or(deadline.raw) || lateness_is_reasoned(input, current)) return;
    const auto quote = iso(input.document.receipt.received_on);
    const auto until = formal(deadline.effective.value_or(deadline.raw));
    if (!deadline.effective)
        return out.add(Severity::minor, received_place, quote,
                       "期限届满于" + until + "（暂定）前后，当年节假日安排尚未公布，不能断定申请是否逾期。",
                       "待节假日安排公布后再核对。");
    if (!application.posted && !application.by_hand && handed <= plus_days(*deadline.effective, mail_days))
        return out.add(Severity::major, received_place, quote,
                       "收到申请之日晚于期限届满日" + until + "，但不知道邮戳日期。",
                       "请看信封邮戳：在期限内交邮的，不算逾期。");
    out.add(received_place, quote,
            "申请于" + formal(handed) + "提出，期限已于" + until + "届满，文稿也没有写明准予受理的正当理由。",
            "有正当理由的，写明理由和依据；没有的，不应受理。");
}

// Without proof of service the period has not begun: nothing is late, but somebody should look for the proof.
void unproven(const Input& input, const Application& application, const std::optional<Date>& said,
              std::string_view rule, Findings& out) {
    if (!said) return out.missing("原意见书的送达日期没有登记，期限不起算。");
    const auto deadline = period(rule, *said, input.facts.calendar);
    const Date handed =
        application.posted ? std::min(*application.posted, application.received) : application.received;
    if (!deadline || handed <= deadline->effective.value_or(deadline->raw))
        return out.missing("原意见书的送达没有凭证，期限不起算。");
    out.add(Severity::minor, received_place, iso(input.document.receipt.received_on),
            "按所述收到日期" + formal(*said) + "计算申请已超过三十日，但送达没有凭证，期限尚未起算。",
            "补查原意见书的送达回证。");
}

} // namespace

void t01_in_time(const Input& input, Findings& out) {
    const auto level = level_of(input.document);
    if (level == Level::handling) return;
    if (!input.facts.rounds) return out.missing("没有案件登记信息，不能核对申请期限。");
    const bool re_review = level == Level::re_review;
    const auto* disputed = input.facts.round(re_review ? Level::review : Level::handling);
    const auto* current = input.facts.round(level);
    const auto application = application_of(input, current);
    const std::string_view rule = re_review ? "T9" : "T7";
    if (disputed && disputed->service && !disputed->service->proof.empty()) {
        const auto deadline = period(rule, disputed->service->on, input.facts.calendar);
        if (!deadline) return out.missing(deadline.error().detail);
        return judge(input, application, *deadline, current, out);
    }
    const auto& reference = re_review ? input.document.review_opinion : input.document.handling_opinion;
    std::optional<Date> said = disputed ? disputed->said_received : std::nullopt;
    if (!said && disputed && disputed->service) said = disputed->service->on;
    if (!said && reference) said = reference->received_on;
    unproven(input, application, said, rule, out);
}

} // namespace docket::review::check
