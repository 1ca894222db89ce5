#include "review/check/rules/rules.hpp"

#include <algorithm>

namespace docket::review::check {

namespace {

using outputs::Disposition;
using outputs::Ground;
using outputs::Outcome;

bool fits(Outcome outcome, Ground ground) {
    const bool ends = ground == Ground::withdrawn || ground == Ground::settled || ground == Ground::deceased;
    switch (outcome) {
    case Outcome::uphold: return ground == Ground::sound;
    case Outcome::terminate: return ends;
    case Outcome::revoke_only: return !ends && ground != Ground::sound;
    default: return !ends && ground != Ground::sound && ground != Ground::not_acceptable;
    }
}

bool sets_aside(Outcome outcome) {
    return outcome == Outcome::revoke_remand || outcome == Outcome::revoke_only || outcome == Outcome::modify;
}

void look_at_model(const Disposition& disposition, const std::string& place, Findings& out) {
    const auto& text = disposition.text;
    const bool remand = disposition.outcome == Outcome::revoke_remand;
    if (disposition.ground == Ground::none)
        out.add(place, text, "处理决定没有写明理由。", "从规定的理由中选定一项。");
    else if (!fits(disposition.outcome, disposition.ground))
        out.add(place, text, "处理决定的理由与结果不相符。", "核对结果和理由。");
    else if (remand && disposition.period_days <= 0)
        out.add(place, text, "责令重新处理没有写明期限。", "写明自收到之日起多少日内重新作出意见。");
    else if (!remand && disposition.period_days > 0)
        out.add(Severity::major, place, text, "不是责令重新处理，却写了重新处理的期限。");
    else if ((disposition.outcome == Outcome::modify || disposition.outcome == Outcome::partial) &&
             is_blank(text))
        out.add(place, text, "变更或者部分维持，没有写明变成什么。", "写明变更后的内容。");
}

// --- words of the decision against its outcome ---

bool about_opinion(Chars after) {
    constexpr std::size_t reach = 14;
    return has(after.substr(0, reach), {U"原", U"该", U"意见", U"答复", U"被申请人", U"街道"});
}

std::optional<Span> ordered(const Text& text, Words verbs) {
    const auto chars = text.chars();
    for (auto at = find(chars, verbs); at; at = find(chars, verbs, at->end)) {
        const auto before = cut(chars, {clause(chars, at->begin).begin, at->begin});
        const bool asked = has(before, {U"请求", U"要求", U"主张", U"申请", U"不予", U"不应", U"不宜",
                                        U"无需", U"无须", U"部分"});
        if (!asked && about_opinion(chars.substr(at->end)) && stance(text, *at) == Stance::ours) return at;
    }
    return std::nullopt;
}

void look_at_words(const Disposition& disposition, const Text& text, Findings& out) {
    if (disposition.outcome == Outcome::uphold)
        if (const auto at = ordered(text, {U"撤销", U"变更", U"责令"}))
            return out.add(text.place, text.quote(*at), "结果是维持，文字却是" + text.quote(*at) + "。",
                           "核对结果和文字。");
    if (sets_aside(disposition.outcome))
        if (const auto at = ordered(text, {U"维持"}))
            out.add(text.place, text.quote(*at), "结果不是维持，文字却写维持。", "核对结果和文字。");
}

// --- reasons against the outcome ---

std::optional<Span> defect(const Text& text) {
    const Words strong{U"主要事实不清", U"事实不清",     U"认定事实错误", U"认定事实有误", U"事实认定错误",
                       U"适用依据错误", U"适用依据不当", U"适用法律错误", U"适用政策错误", U"适用法规错误",
                       U"适用规定错误", U"适用文件错误", U"依据错误",     U"违反法定程序", U"违反规定的程序",
                       U"程序违法",     U"超越职权",     U"滥用职权",     U"结论明显不当", U"处理明显不当",
                       U"应予撤销",     U"应当撤销",     U"依法撤销",     U"证据不足",     U"证据不充分"};
    const auto chars = text.chars();
    for (auto at = find(chars, strong); at; at = find(chars, strong, at->end)) {
        const auto words = cut(chars, *at);
        Span sentence{0, chars.size()};
        for (const auto& span : sentences(chars))
            if (span.begin <= at->begin && at->begin < span.end) sentence = span;
        const auto before = cut(chars, {sentence.begin, at->begin});
        const bool weak = has(words, {U"证据", U"撤销"});
        const auto own = find_last(before, {U"处理意见", U"复查意见", U"答复意见", U"该意见", U"原意见",
                                            U"被申请人", U"复查机关", U"原办理机关", U"街道办", U"事实不清"});
        const auto theirs =
            find_last(before, {U"其主张", U"该主张", U"申请人主张", U"损失", U"诉求", U"请求", U"主张的"});
        const bool astray = weak && (!own || (theirs && theirs->begin > own->begin));
        const bool excused = has(cut(chars, sentence), {U"瑕疵", U"指正", U"不影响"});
        if (!astray && !excused && stance(text, *at) == Stance::ours) return at;
    }
    return std::nullopt;
}

bool normative(Chars before) { return has(before, {U"应当", U"须", U"必须", U"要求"}); }

std::optional<Span> praise(const Text& text) {
    const auto chars = text.chars();
    for (const auto& span : sentences(chars)) {
        const auto sentence = cut(chars, span);
        const auto first = find(sentence, {U"事实清楚", U"证据确凿", U"证据充分", U"并无不当", U"应予维持",
                                           U"应当维持", U"依法维持"});
        if (!first) continue;
        int heads = 0;
        for (const Words head :
             {Words{U"事实清楚"}, Words{U"证据确凿", U"证据充分", U"证据确实"},
              Words{U"依据正确", U"法律正确", U"政策正确", U"法规正确"}, Words{U"程序合法"},
              Words{U"结论适当", U"内容适当", U"结果适当", U"处理适当"}})
            heads += has(sentence, head) ? 1 : 0;
        const bool kept = has(sentence, {U"并无不当", U"应予维持", U"应当维持", U"依法维持"}) &&
                          has(sentence, {U"意见", U"答复"});
        const Span at{span.begin + first->begin, span.begin + first->end};
        const bool denied = has(sentence, {U"难以", U"不能认定", U"尚不", U"并非", U"未达到", U"不符合"});
        if ((heads >= 3 || kept) && !denied && !normative(sentence.substr(0, first->begin)) &&
            stance(text, at) == Stance::ours)
            return at;
    }
    return std::nullopt;
}

// The decisions a text speaks of: a finding of its claim, a paragraph of the claims it names, else of all.
std::vector<Disposition> spoken_of(const outputs::Document& document, const Text& text) {
    auto claims = text.part == Part::finding ? std::vector{text.claim} : claims_named(text.chars());
    std::vector<Disposition> out;
    for (const auto& disposition : document.dispositions)
        if (claims.empty() || std::find(claims.begin(), claims.end(), disposition.claim) != claims.end())
            out.push_back(disposition);
    return out;
}

void look_at_reasons(const Input& input, const Text& text, Findings& out) {
    const auto decided = spoken_of(input.document, text);
    if (decided.empty()) return;
    const auto wrong = defect(text);
    const bool upheld = std::all_of(decided.begin(), decided.end(),
                                    [](const auto& d) { return d.outcome == Outcome::uphold; });
    if (wrong && upheld)
        return out.add(text.place, text.quote(*wrong),
                       "理由写原意见“" + text.quote(*wrong) + "”，结果却是维持。",
                       "改写理由，或者改变结果。");
    const bool aside =
        std::all_of(decided.begin(), decided.end(), [](const auto& d) { return sets_aside(d.outcome); });
    if (wrong || !aside) return;
    if (const auto right = praise(text))
        out.add(text.place, text.quote(*right), "理由写原意见“" + text.quote(*right) + "”，结果却不是维持。",
                "改写理由，或者改变结果。");
}

} // namespace

void k05_dispositions(const Input& input, Findings& out) {
    const auto& document = input.document;
    if (!is_opinion(document)) {
        if (!document.dispositions.empty())
            out.add(Severity::major, "dispositions/1", document.dispositions.front().text,
                    "受理告知书不作处理决定。");
        return;
    }
    for (std::size_t i = 0; i < document.dispositions.size(); ++i) {
        const auto& disposition = document.dispositions[i];
        const auto place = numbered("dispositions", i);
        look_at_model(disposition, place, out);
        look_at_words(disposition, Text(Part::disposition, disposition.claim, place, disposition.text), out);
    }
    for (const auto& text : input.texts)
        if (text.part == Part::finding || text.part == Part::reasoning || text.part == Part::addition)
            look_at_reasons(input, text, out);
}

} // namespace docket::review::check
