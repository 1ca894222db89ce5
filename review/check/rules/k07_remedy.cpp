#include "pipeline/text/characters.hpp"
#include "pipeline/text/numerals.hpp"
#include "pipeline/text/utf8.hpp"
#include "review/check/rules/rules.hpp"

#include <algorithm>

namespace docket::review::check {

namespace {

using outputs::DocumentType;
using outputs::Remedy;

constexpr int lawful_days = 30;

// What may be asked for against an opinion that is not the last, and of whom.
struct Against {
    std::string_view ask;     // 请求复核
    std::string_view organ;   // 复核机关
    std::string_view issuer;  // 复查机关
    std::string_view opinion; // 复查意见
};
constexpr Against review_asked{"请求复查", "复查机关", "处理机关", "处理意见"};
constexpr Against re_review_asked{"请求复核", "复核机关", "复查机关", "复查意见"};
const Against& against(const Input& input) {
    return input.document.type == DocumentType::handling_opinion ? review_asked : re_review_asked;
}
std::string said(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts) out += part;
    return out;
}

// --- the remedy as data ---

std::vector<std::string> allowed(const Input& input) {
    const auto* issuer = deciding_organ(input);
    return issuer ? input.facts.organs->reviewers_of(issuer->code) : std::vector<std::string>();
}

std::string in_words(const Input& input, const std::vector<std::string>& codes) {
    std::string out;
    for (const auto& code : codes)
        if (const auto* organ = input.facts.organs->find(code))
            out += (out.empty() ? "" : "或者") + organ->name;
    return out;
}

void look_at_organ(const Input& input, Findings& out) {
    const auto& name = input.document.remedy.organ.name;
    const auto& words = against(input);
    if (name.empty())
        return out.add("remedy", "", said({"没有写明向哪个机关", words.ask, "。"}),
                       in_words(input, allowed(input)));
    if (name == input.document.issuer.name)
        return out.add("remedy", name, said({words.organ, "不能是", words.issuer, "自己。"}),
                       in_words(input, allowed(input)));
    const auto right = allowed(input);
    if (right.empty()) return out.missing(said({"不知道发文机关的上一级机关，不能核对", words.organ, "。"}));
    const auto* organ = input.facts.organ(input.document.remedy.organ);
    if (!organ)
        return out.add(Severity::major, "remedy", name,
                       "机关名录中没有“" + name + "”，无法核对其是否有权" +
                           std::string(words.ask.substr(words.ask.size() / 2)) + "。",
                       in_words(input, right));
    if (std::find(right.begin(), right.end(), organ->code) == right.end())
        out.add("remedy", name,
                said({name, "不是本", words.issuer, "的上一级机关，不能",
                      words.ask.substr(words.ask.size() / 2), "。"}),
                in_words(input, right));
}

void look_at_remedy(const Input& input, Findings& out) {
    const auto& remedy = input.document.remedy;
    switch (input.document.type) {
    case DocumentType::acceptance_notice:
        if (remedy.way != Remedy::Way::none)
            out.add("remedy", remedy.organ.name, "受理告知书不告知复查、复核途径。");
        return;
    case DocumentType::refusal_notice:
        if (remedy.way != Remedy::Way::none)
            out.add("remedy", remedy.organ.name, "不予受理告知书不是信访意见，不设复查、复核期限。");
        return;
    case DocumentType::re_review_opinion:
        if (remedy.way != Remedy::Way::final)
            out.add("remedy", remedy.organ.name, "复核意见是终结意见，没有后续救济途径。",
                    "写明以同一事实和理由提出的不再受理。");
        return;
    case DocumentType::supplement_notice:
        if (remedy.way != Remedy::Way::none)
            out.add("remedy", remedy.organ.name, "补正告知书不告知复查、复核途径。");
        return;
    case DocumentType::ending_notice:
        if (remedy.way != Remedy::Way::none)
            out.add("remedy", remedy.organ.name, "终止办理告知书不告知复查、复核途径。");
        return;
    case DocumentType::respondent_notice:
        if (remedy.way != Remedy::Way::none)
            out.add("remedy", remedy.organ.name, "提交材料、答辩通知书不告知复查、复核途径。");
        return;
    case DocumentType::extension_notice:
        if (remedy.way != Remedy::Way::none)
            out.add("remedy", remedy.organ.name, "延长办理期限告知书不告知复查、复核途径。");
        return;
    case DocumentType::handling_opinion:
    case DocumentType::review_opinion: break;
    }
    const auto& words = against(input);
    if (remedy.way == Remedy::Way::final)
        return out.add("remedy", "", said({words.opinion, "不是终结意见，应当告知", words.ask, "的途径。"}));
    if (remedy.way == Remedy::Way::none)
        return out.add("remedy", "", said({"没有告知", words.ask, "的途径。"}));
    look_at_organ(input, out);
    if (remedy.days != lawful_days)
        out.add("remedy", std::to_string(remedy.days), said({words.ask, "的期限应当是收到之日起30日。"}),
                "30日");
}

// --- the remedy in words ---

bool is_permit(Chars text) {
    const Words words{U"可以", U"可自",   U"可在",   U"可于",   U"可向", U"可依",   U"可通过", U"可申请",
                      U"可提", U"可选择", U"可另行", U"可直接", U"有权", U"应当在", U"应在",   U"应当于",
                      U"应于", U"应当自", U"应自",   U"请于",   U"请在", U"请自"};
    for (auto at = find(text, words); at; at = find(text, words, at->end))
        if (at->begin == 0 || !text::is_one_of(text[at->begin - 1], U"不无")) return true;
    return false;
}

// 对…不服: against this opinion, and not against a decision of its own kind that has its own remedy.
bool against_this(Chars sentence) {
    const auto objection = find(sentence, {U"不服", U"有异议", U"不满意", U"不同意", U"仍有意见"});
    if (!objection) return has(sentence, {U"收到本", U"接到本", U"签收本", U"本意见书送达"});
    const auto before = sentence.substr(0, objection->begin);
    const auto towards = before.rfind(U'对');
    auto object = std::u32string(towards == before.npos ? Chars() : before.substr(towards));
    object += cut(sentence, {objection->end, clause(sentence, objection->begin).end});
    if (has(object, {U"本意见", U"本复查", U"本复核", U"本处理", U"本决定", U"本项", U"本告知", U"上述意见",
                     U"本机关"}))
        return true;
    return !has(object, {U"决定", U"处罚", U"裁决", U"认定书", U"许可", U"登记", U"判决", U"裁定", U"鉴定",
                         U"评估", U"仲裁", U"征收", U"处理意见"});
}

// What another paper said, or what was done before.
bool narrated(Chars sentence) {
    const auto objection = find(sentence, {U"不服", U"有异议", U"不满意", U"不同意", U"自收到", U"收到本"});
    const auto before = sentence.substr(0, objection ? objection->begin : sentence.size());
    if (has(before, {U"曾", U"载明", U"写明", U"此前", U"据以"})) return true;
    if (has(sentence, {U"已依法受理", U"已经受理", U"已受理", U"符合该规定", U"符合规定"})) return true;
    const auto told = find_last(before, {U"告知", U"称", U"注明"});
    if (!told) return false;
    const auto teller = before.substr(0, told->begin);
    return has(teller, {U"意见书", U"被申请人", U"街道", U"复查机关", U"原办理机关", U"处理意见", U"答复"}) &&
           !has(teller, {U"本机关", U"特此", U"现将"});
}

bool offers(Chars sentence, Words ways) {
    return has(sentence, ways) && is_permit(sentence) && against_this(sentence) && !narrated(sentence);
}

bool offers_court(Chars sentence) {
    return !has(sentence, {U"民事", U"合同", U"侵权"}) &&
           offers(sentence, {U"复议", U"诉讼", U"起诉", U"人民法院", U"仲裁"});
}

// The number before 日内: 30, 三十; nullopt where the sentence names none. Working days count as wrong.
struct Days {
    int n;
    bool working;
};
std::optional<Days> days_named(Chars sentence) {
    const auto end = find(sentence, {U"个工作日", U"工作日内", U"日内", U"日之内", U"天内", U"个月内"});
    if (!end) return std::nullopt;
    auto begin = end->begin;
    while (begin > 0 &&
           (text::is_digit(sentence[begin - 1]) || text::is_numeral_character(sentence[begin - 1])))
        --begin;
    const auto n = text::parse_numeral(sentence.substr(begin, end->begin - begin));
    if (!n || *n > 9999) return std::nullopt;
    const auto unit = cut(sentence, *end);
    return Days{static_cast<int>(*n), has(unit, {U"工作日", U"月"})};
}

// The organs named after 向, the longest name first.
std::vector<const Organ*> organs_named(const Organs& organs, Chars sentence) {
    const auto towards = sentence.find(U'向');
    if (towards == sentence.npos) return {};
    const Organ* best = nullptr;
    std::size_t length = 0;
    const auto rest = sentence.substr(towards + 1);
    const auto consider = [&](const Organ& organ, const std::string& name) {
        const auto chars = text::decode(name);
        if (chars && chars->size() > length && rest.starts_with(*chars))
            best = &organ, length = chars->size();
    };
    for (const auto& organ : organs.all()) {
        consider(organ, organ.name);
        for (const auto& alias : organ.aliases) consider(organ, alias);
    }
    return best ? std::vector{best} : std::vector<const Organ*>();
}

bool says_final(Chars sentence) {
    if (has(sentence, {U"逾期", U"期满", U"期限届满", U"未在"}) || narrated(sentence)) return false;
    if (has(sentence,
            {U"终结意见", U"终局意见", U"最终意见", U"最终处理意见", U"最终复查意见", U"终局决定"}) &&
        has(sentence, {U"本复查意见", U"本意见"}) && !has(sentence, {U"不是", U"并非"}))
        return true;
    return (has(sentence, {U"不再受理"}) && has(sentence, {U"各级", U"同一事实", U"同一的事实"})) ||
           has(sentence, {U"不得再申请复核", U"不得再请求复核", U"不能再申请复核"});
}

// Whatever the sentence offers: within the days of the law, of the organ next above.
std::string wrong_terms(const Input& input, Chars sentence) {
    const auto& words = against(input);
    if (const auto days = days_named(sentence); days && (days->n != lawful_days || days->working))
        return said({"正文写的", words.ask, "期限不是30日。"});
    const auto right = allowed(input);
    if (right.empty()) return {};
    for (const auto* organ : organs_named(*input.facts.organs, sentence))
        if (std::find(right.begin(), right.end(), organ->code) == right.end())
            return said({"正文写的", words.organ, "不是上一级机关。"});
    return {};
}

std::string wrong_in_review(const Input& input, Chars sentence) {
    if (says_final(sentence)) return "复查意见书写成了终结意见。";
    if (offers(sentence, {U"复核"})) return wrong_terms(input, sentence);
    return offers(sentence, {U"请求复查", U"申请复查", U"再次复查"}) ? "对复查意见不能再请求复查。" : "";
}

std::string wrong_in_handling(const Input& input, Chars sentence) {
    if (says_final(sentence)) return "信访处理意见书写成了终结意见。";
    if (offers(sentence, {U"复查"})) return wrong_terms(input, sentence);
    return offers(sentence, {U"请求复核", U"申请复核"}) ? "对处理意见应当先请求复查，不能直接请求复核。" : "";
}

std::string wrong(const Input& input, Chars sentence) {
    // A refusal may have to name the court: which way remains depends on its ground.
    if (input.document.type == DocumentType::refusal_notice) return {};
    if (offers_court(sentence)) return "信访意见不能申请行政复议、提起诉讼或者仲裁，不应作为救济途径告知。";
    switch (input.document.type) {
    case DocumentType::handling_opinion: return wrong_in_handling(input, sentence);
    case DocumentType::review_opinion: return wrong_in_review(input, sentence);
    case DocumentType::re_review_opinion:
        return offers(sentence, {U"复核", U"复查", U"申诉", U"信访", U"上访", U"上级", U"投诉"})
                   ? "复核意见是终结意见，不应再告知别的途径。"
                   : "";
    case DocumentType::acceptance_notice:
    case DocumentType::supplement_notice:
    case DocumentType::ending_notice:
    case DocumentType::extension_notice:
        return offers(sentence, {U"复核", U"请求复查", U"申请复查"}) ? "告知书不告知复查、复核途径。" : "";
    case DocumentType::respondent_notice: // goes to an organ, which has no way to ask for
    case DocumentType::refusal_notice: break;
    }
    return {};
}

void look_at_words(const Input& input, const Text& text, Findings& out) {
    for (const auto& span : sentences(text.chars())) {
        if (text.quoted(span.begin + (span.end - span.begin) / 2)) continue;
        const auto what = wrong(input, cut(text.chars(), span));
        if (what.empty()) continue;
        return out.add(text.place, text.quote(shortened(span)), what, "删去，或者改成法定的救济途径。");
    }
}

} // namespace

void k07_remedy(const Input& input, Findings& out) {
    look_at_remedy(input, out);
    for (const auto& text : input.texts)
        if (text.part == Part::addition || text.part == Part::reasoning || text.part == Part::disposition)
            look_at_words(input, text, out);
}

} // namespace docket::review::check
