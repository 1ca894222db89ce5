#include "review/deadline/rules.hpp"

#include <algorithm>

namespace docket::review {

namespace {
constexpr bool each_has_an_article() {
    for (const auto& rule : period_rules)
        if (rule.article_2005.empty() && rule.article_2022.empty() && !rule.local) return false;
    return true;
}
static_assert(each_has_an_article(), "a period without an article");
} // namespace

std::string_view name(Unit unit) { return unit == Unit::day ? "day" : "working_day"; }

const PeriodRule* find_rule(std::string_view id) {
    const auto* found = std::ranges::find(period_rules, id, &PeriodRule::id);
    return found == period_rules.end() ? nullptr : found;
}

bool is_chased(std::string_view id) {
    const auto* rule = find_rule(id);
    return rule != nullptr && (rule->whose != Whose::petitioner || rule->id == "L1") && rule->id != "T4";
}

} // namespace docket::review
