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

// 信访工作条例 32: 予以支持, 作出解释说明, 不予支持; each says what it comes to. The rest is for whoever
// reviews.
void look_at_handling(const Disposition& disposition, const std::string& place, Findings& out) {
    const bool ends = disposition.outcome == Outcome::terminate;
    if (!ends && !outputs::is_of_handling(disposition.outcome))
        return out.add(place, disposition.text, "信访处理意见应当予以支持、作出解释说明或者不予支持。",
                       "从三种处理意见中选定一种。");
    if (ends && !fits(disposition.outcome, disposition.ground))
        out.add(place, disposition.text, "终止办理没有写明规定的理由。", "从规定的理由中选定一项。");
    if (!ends && is_blank(disposition.text))
        out.add(place, disposition.text, "处理意见没有写明内容。",
                "写明支持什么、怎样解释，或者为什么不予支持。");
}

void look_at_model(const Disposition& disposition, const std::string& place, Findings& out) {
    if (outputs::is_of_handling(disposition.outcome))
        return out.add(place, disposition.text, "复查、复核的决定不能写成办理意见。",
                       "从复查、复核的决定中选定一种。");
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
        if (!asked && (about_opinion(chars.substr(at->end)) || has(before, {U"意见", U"答复"})) &&
            stance(text, *at) == Stance::ours)
            return at;
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

// 适用法律、政策不当: the verb, then within a few characters what is wrong with it.
std::optional<Span> misapplied(Chars text, std::size_t from) {
    constexpr std::size_t reach = 12;
    for (auto at = find(text, {U"适用"}, from); at; at = find(text, {U"适用"}, at->end)) {
        const auto near = text.substr(at->end, reach);
        const auto bad = find(near, {U"错误", U"不当", U"有误"});
        const auto stop = find(near, {U"，", U"。", U"；", U"没有", U"并无", U"不存在", U"正确"});
        if (bad && (!stop || bad->begin < stop->begin)) return Span{at->begin, at->end + bad->end};
    }
    return std::nullopt;
}

std::optional<Span> next_defect(Chars text, std::size_t from) {
    const auto word = find(
        text, {U"主要事实不清",   U"事实不清",       U"事实不清楚",       U"事实没有查清", U"事实未查清",
               U"认定事实错误",   U"认定事实有误",   U"事实认定错误",     U"依据错误",     U"违反法定程序",
               U"违反了法定程序", U"违反规定的程序", U"违反了规定的程序", U"程序违法",     U"程序不合法",
               U"超越职权",       U"滥用职权",       U"结论明显不当",     U"处理明显不当", U"应予撤销",
               U"应当撤销",       U"依法撤销",       U"应当予以撤销",     U"应予以撤销",   U"证据不足",
               U"证据不充分",     U"缺乏证据",       U"缺乏充分证据",     U"缺乏事实根据", U"缺乏事实依据"},
        from);
    const auto applied = misapplied(text, from);
    return applied && (!word || applied->begin < word->begin) ? applied : word;
}

std::size_t last_at(Chars text, Words words) {
    const auto at = find_last(text, words);
    return at ? at->begin + 1 : 0; // 0: nowhere
}

// 申请人, but not within 被申请人.
std::size_t last_applicant(Chars text) {
    for (auto at = text.rfind(U"申请人"); at != text.npos;
         at = at == 0 ? text.npos : text.rfind(U"申请人", at - 1))
        if (at == 0 || text[at - 1] != U'被') return at + 1;
    return 0;
}

// Of whom the words speak is who was named last: the opinion and its organ, the applicant, or somebody else.
// Words about evidence and the verdict need the opinion to be named; the others are said of opinions only.
bool of_another(Chars before, Chars words) {
    const bool weak = has(words, {U"证据", U"撤销", U"缺乏"});
    const auto own = last_at(before, {U"处理意见", U"复查意见", U"答复意见", U"该意见", U"原意见",
                                      U"被申请人", U"复查机关", U"原办理机关", U"街道办", U"事实不清"});
    const auto other = last_at(before, {U"施工单位", U"建设单位", U"物业", U"公司", U"开发商", U"鉴定机构",
                                        U"邻户", U"第三人", U"经营者"});
    const auto theirs = std::max(last_applicant(before),
                                 last_at(before, {U"其主张", U"该主张", U"损失", U"诉求", U"主张的"}));
    if (other > own) return true;
    return weak && theirs >= own;
}

std::optional<Span> defect(const Text& text) {
    constexpr int most = 100; // whoever denies as many defects in one text writes no opinion
    const auto chars = text.chars();
    int seen = 0;
    for (auto at = next_defect(chars, 0); at && seen < most; at = next_defect(chars, at->end), ++seen) {
        const auto around = sentence(chars, at->begin);
        const bool excused = has(cut(chars, around), {U"瑕疵", U"指正", U"不影响"});
        if (excused || of_another(cut(chars, {around.begin, at->begin}), cut(chars, *at))) continue;
        if (stance(text, *at) == Stance::ours) return at;
    }
    return std::nullopt;
}

bool normative(Chars before) { return has(before, {U"应当", U"须", U"必须", U"要求"}); }

std::optional<Span> praise(const Text& text) {
    const auto chars = text.chars();
    for (const auto& span : sentences(chars)) {
        const auto sentence = cut(chars, span);
        const auto first =
            find(sentence, {U"事实清楚", U"证据确凿", U"证据充分", U"并无不当", U"并无不妥", U"应予维持",
                            U"应当维持", U"依法维持", U"应当予以维持", U"应予以维持", U"依法予以维持",
                            U"意见正确，予以维持", U"答复正确，予以维持"});
        if (!first) continue;
        const int heads = int{has(sentence, {U"事实清楚"})} +
                          int{has(sentence, {U"证据确凿", U"证据充分", U"证据确实"})} +
                          int{has(sentence, {U"依据正确", U"法律正确", U"政策正确", U"法规正确"})} +
                          int{has(sentence, {U"程序合法"})} +
                          int{has(sentence, {U"结论适当", U"内容适当", U"结果适当", U"处理适当"})};
        const bool kept =
            has(sentence, {U"并无不当", U"并无不妥", U"应予维持", U"应当维持", U"依法维持", U"应当予以维持",
                           U"应予以维持", U"依法予以维持", U"意见正确，予以维持", U"答复正确，予以维持"}) &&
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
    const bool handles = level_of(document) == Level::handling;
    for (std::size_t i = 0; i < document.dispositions.size(); ++i) {
        const auto& disposition = document.dispositions[i];
        const auto place = numbered("dispositions", i);
        if (handles) {
            look_at_handling(disposition, place, out);
            continue;
        }
        look_at_model(disposition, place, out);
        look_at_words(disposition, Text(Part::disposition, disposition.claim, place, disposition.text), out);
    }
    if (handles) return; // there is no earlier opinion to judge
    for (const auto& text : input.texts)
        if (text.part == Part::finding || text.part == Part::reasoning || text.part == Part::addition)
            look_at_reasons(input, text, out);
}

} // namespace docket::review::check
