#include "review/check/rules/rules.hpp"

namespace docket::review::check {

namespace {

std::string reviewers_in_words(const Organs& organs, const Organ& lower) {
    std::string out;
    for (const auto& code : organs.reviewers_of(lower.code))
        if (const auto* upper = organs.find(code)) out += (out.empty() ? "" : "或者") + upper->name;
    return out;
}

void compare(const Organs& organs, const Organ& upper, const Organ& lower, Level level,
             const std::string& place, const std::string& quote, Findings& out) {
    if (organs.may_review(upper.code, lower.code)) return;
    const auto right = reviewers_in_words(organs, lower);
    if (right.empty() && upper.code != lower.code)
        return out.add(Severity::major, place, quote,
                       "机关名录中没有" + lower.name + "的上一级机关，无法核对" + upper.name + "是否有权。",
                       "补登机关名录。");
    out.add(place, quote,
            upper.name + "不是" + lower.name + "的上一级机关，不能对其意见进行" +
                std::string(chinese(level)) + "。",
            right.empty() ? "" : "有权机关是" + right + "。");
}

} // namespace

void c02_one_level(const Input& input, Findings& out) {
    const auto level = level_of(input.document);
    if (level == Level::handling) return;
    if (!input.facts.organs) return out.missing("没有机关名录，不能核对层级。");
    const auto& document = input.document;
    const auto* handler =
        document.handling_opinion ? input.facts.organ(document.handling_opinion->issuer) : nullptr;
    const auto* reviewer =
        document.review_opinion ? input.facts.organ(document.review_opinion->issuer) : nullptr;
    const bool re_review = level == Level::re_review;
    const auto* lower = re_review ? reviewer : handler;
    const auto* issuer = deciding_organ(input);
    if (!issuer || !lower)
        out.missing("发文机关或者原机关不在机关名录中，不能核对层级。");
    else
        compare(*input.facts.organs, *issuer, *lower, level, "issuer", document.issuer.name, out);
    if (re_review && reviewer && handler) {
        const auto* acting = input.facts.acting(*reviewer);
        compare(*input.facts.organs, acting ? *acting : *reviewer, *handler, Level::review,
                "review_opinion/issuer", document.review_opinion->issuer.name, out);
    }
}

} // namespace docket::review::check
