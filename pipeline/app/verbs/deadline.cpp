#include "pipeline/app/calendars.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "review/deadline/period.hpp"

#include <charconv>
#include <iostream>

namespace docket::app::verb {

namespace {

using review::PeriodFacts;
using review::Regime;

constexpr const char* deadline_synopsis =
    "docket deadline RULE --from DATE [--hearing-days N] [--extend N] [--until DATE] "
    "[--service public-notice] [--regime 2005|2022] [--json]";

Result<int> days_of(const Call& call, const char* option) {
    const auto text = call.arguments.text(option, "0");
    int days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc{} || end != text.data() + text.size() || days < 0)
        return usage("--" + std::string(option) + " 须为天数。");
    return days;
}

Result<std::optional<Regime>> regime_of(const Call& call) {
    const auto text = call.arguments.text("regime");
    if (text.empty()) return std::optional<Regime>();
    if (text == "2005") return std::optional(Regime::of_2005);
    if (text == "2022") return std::optional(Regime::of_2022);
    return usage("--regime 为 2005 或 2022。");
}

// `rule` must outlive what is returned.
Result<PeriodFacts> facts_of(const Call& call, std::string_view rule) {
    PeriodFacts out{.rule = rule};
    DOCKET_TRY(out.from, parse_iso_date(call.arguments.text("from")));
    DOCKET_TRY(out.hearing_days, days_of(call, "hearing-days"));
    DOCKET_TRY(out.extended, days_of(call, "extend"));
    DOCKET_TRY(out.regime, regime_of(call));
    if (call.arguments.has("until")) {
        DOCKET_TRY(out.until, parse_iso_date(call.arguments.text("until")));
    }
    const auto service = call.arguments.text("service");
    if (!service.empty() && service != "public-notice")
        return usage("--service 只有 public-notice（公告送达）改变起算日；其他方式从送达之日起算。");
    out.public_notice = !service.empty();
    return out;
}

// Of the office where its folder is named, else the shipped ones.
Result<review::Calendar> calendar_of(const Call& call) {
    if (!names_folder(call.arguments)) return read_calendars();
    DOCKET_TRY(const auto house, open_house(call));
    return house->tools().calendar;
}

json::Object to_json(const review::Period& period, const review::Calendar& calendar) {
    const auto& rule = *period.rule;
    json::Object out{{"rule", rule.id},
                     {"name", rule.name},
                     {"from", iso(period.facts.from)},
                     {"raw", nullptr},
                     {"effective", iso(*period.effective)},
                     {"unit", review::name(period.unit)},
                     {"count", period.count},
                     {"regime", period.regime == Regime::of_2005 ? "2005" : "2022"},
                     {"basis", review::basis_of(period)}};
    if (period.unit == review::Unit::day) out.set("raw", iso(period.raw));
    if (period.facts.public_notice) out.set("served", iso(period.begins));
    if (period.facts.extended > 0) out.set("extended", period.facts.extended);
    if (period.facts.hearing_days > 0) out.set("hearing_days", period.facts.hearing_days);
    return out.set("explanation", review::explain(period, calendar));
}

} // namespace

Result<int> deadline(const Call& call) {
    const auto& words = call.arguments.rest();
    if (words.size() != 1 || !call.arguments.has("from")) return usage(deadline_synopsis);
    DOCKET_TRY(const auto facts, facts_of(call, words[0]));
    DOCKET_TRY(const auto calendar, calendar_of(call));
    DOCKET_TRY(const auto period, review::compute(facts, calendar));
    if (!period.effective)
        return calendar
            .is_rest(Date{review::year_missing(period, calendar), std::chrono::January, std::chrono::day{1}})
            .error();
    if (call.arguments.has("json"))
        std::cout << json::dump(to_json(period, calendar), 2) << '\n';
    else
        std::cout << period.rule->id << "  " << iso(*period.effective) << '\n'
                  << review::explain(period, calendar) << '\n';
    return 0;
}

} // namespace docket::app::verb
