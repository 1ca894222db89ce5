#include "review/mandates.hpp"

#include <algorithm>

namespace docket::review {

namespace {

// The name without blanks, and without what stands in brackets behind it.
std::string bare_name(std::string_view who) {
    constexpr std::string_view wide_blank = "\u3000", wide_bracket = "（";
    std::string out;
    for (std::size_t i = 0; i < who.size();) {
        const auto rest = who.substr(i);
        if (rest.starts_with('(') || rest.starts_with(wide_bracket)) break;
        if (rest.starts_with(wide_blank)) {
            i += wide_blank.size();
            continue;
        }
        if (who[i] != ' ' && who[i] != '\t') out += who[i];
        ++i;
    }
    return out;
}

} // namespace

int most_at_once(const std::vector<Mandate>& mandates, const Mandate& another) {
    // Where the number grows: on the first day of a mandate.
    std::vector<Date> days{another.from};
    for (const auto& one : mandates)
        if (another.in_force(one.from)) days.push_back(one.from);
    int most = 0;
    for (const auto day : days)
        most = std::max(
            most, static_cast<int>(std::count_if(mandates.begin(), mandates.end(), [&](const Mandate& one) {
                return one.kind == another.kind && one.in_force(day);
            })));
    return most + 1;
}

bool is_over(const std::vector<Mandate>& mandates, std::string_view who, Date day) {
    const auto name = bare_name(who);
    bool named = false;
    for (const auto& one : mandates) {
        if (name.empty() || bare_name(one.name) != name) continue;
        if (one.in_force(day)) return false;
        named = true;
    }
    return named;
}

} // namespace docket::review
