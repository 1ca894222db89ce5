#include "review/check/rule.hpp"

#include <algorithm>
#include <array>

namespace docket::review::check {

namespace {

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

// By its own name a part of an organ (内设机构) or a temporary group: neither may write to the outside.
bool is_section(std::string_view name) {
    return ends_with_any(name, {"科", "股", "室", "组", "专班", "窗口"});
}

bool reviews_somebody(const Organs& organs, const Organ& upper) {
    return std::any_of(organs.all().begin(), organs.all().end(),
                       [&](const Organ& lower) { return organs.may_review(upper.code, lower.code); });
}

} // namespace

std::string_view name(Severity severity) {
    return std::array<std::string_view, 3>{"veto", "major", "minor"}.at(static_cast<std::size_t>(severity));
}
std::string_view chinese(Severity severity) {
    return std::array<std::string_view, 3>{"否决", "重大", "一般"}.at(static_cast<std::size_t>(severity));
}

void Findings::add(std::string place, std::string quote, std::string what, std::string suggestion) {
    add(rule_.severity, std::move(place), std::move(quote), std::move(what), std::move(suggestion));
}

void Findings::add(Severity severity, std::string place, std::string quote, std::string what,
                   std::string suggestion) {
    Finding finding{std::string(rule_.id), severity,
                    std::move(place),      std::move(quote),
                    std::move(what),       std::string(rule_.basis),
                    std::move(suggestion), {}};
    const auto same = [&](const Finding& f) { return f.place == finding.place && f.quote == finding.quote; };
    if (std::none_of(found_.begin(), found_.end(), same)) found_.push_back(std::move(finding));
}

bool is_opinion(const outputs::Document& document) { return outputs::is_opinion(document.type); }

Level level_of(const outputs::Document& document) {
    switch (document.type) {
    case outputs::DocumentType::review_opinion: return Level::review;
    case outputs::DocumentType::re_review_opinion: return Level::re_review;
    case outputs::DocumentType::handling_opinion: return Level::handling;
    case outputs::DocumentType::acceptance_notice:
    case outputs::DocumentType::refusal_notice:
    case outputs::DocumentType::supplement_notice:
    case outputs::DocumentType::ending_notice:
    case outputs::DocumentType::respondent_notice:
    case outputs::DocumentType::extension_notice: break;
    }
    return static_cast<Level>(document.round); // both: handling, review, re-review
}

std::string numbered(std::string_view list, std::size_t index) {
    return std::string(list) + "/" + std::to_string(index + 1);
}

Standing standing_of_issuer(const Input& input) {
    const auto& facts = input.facts;
    const auto& name = input.document.issuer.name;
    const auto* organ = facts.organ(input.document.issuer);
    const bool delegated = facts.delegated.contains(name) || (organ && facts.delegated.contains(organ->code));
    const bool is_bureau =
        organ ? !facts.bureau.empty() && organ->code == facts.bureau : name.ends_with("信访局");
    if (is_bureau && is_opinion(input.document) && !delegated) return Standing::bureau;
    if (!organ && !delegated && is_section(name)) return Standing::section;
    if (!facts.organs) return Standing::not_known;
    if (!organ) return Standing::unlisted;
    const auto* acting = facts.acting(*organ);
    if (!acting) return Standing::unlisted;
    if (level_of(input.document) != Level::handling && !is_bureau &&
        !reviews_somebody(*facts.organs, *acting))
        return Standing::reviews_nobody;
    return organ->name == name ? Standing::known : Standing::abbreviated;
}

const Organ* deciding_organ(const Input& input) {
    const auto standing = standing_of_issuer(input);
    if (standing != Standing::known && standing != Standing::abbreviated) return nullptr;
    const auto* organ = input.facts.organ(input.document.issuer);
    // A notice that the bureau sends out for the government speaks of the government's round.
    if (organ->code == input.facts.bureau && level_of(input.document) != Level::handling &&
        !is_opinion(input.document))
        return input.facts.organs->find(organ->superior);
    return input.facts.acting(*organ);
}

} // namespace docket::review::check
