#include "review/deadline/period.hpp"

#include <algorithm>

namespace docket::review {

namespace {
// 《信访工作条例》 applies to acts from this day on (its article 50).
constexpr Date regime_2022{std::chrono::year{2022}, std::chrono::May, std::chrono::day{1}};
} // namespace

std::optional<Date> end_of(Date raw, const Calendar& calendar) {
    for (Date day = raw;; day = plus_days(day, 1)) {
        const auto rest = calendar.is_rest(day);
        if (!rest) return {}; // the year is not published: provisional
        if (!*rest) return day;
    }
}

Result<Deadline> period(std::string_view id, Date from, const Calendar& calendar) {
    const auto rule =
        std::find_if(period_rules.begin(), period_rules.end(), [&](const auto& r) { return r.id == id; });
    if (rule == period_rules.end())
        return fail(Kind::not_found, "deadline.rule_unknown", "没有期限规则 " + std::string(id) + "。");
    Deadline out;
    out.rule = rule->id;
    out.basis = from < regime_2022 ? rule->article_2005 : rule->article_2022;
    out.from = from;
    out.count = rule->days;
    out.unit = "day";
    out.raw = plus_days(from, rule->days);
    out.effective = end_of(out.raw, calendar);
    return out;
}

} // namespace docket::review
