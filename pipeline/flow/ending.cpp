#include "pipeline/flow/ending.hpp"

#include "outputs/document.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/issuing.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

// The day it happened, where it can have happened.
std::optional<Date> day_it_ended(const review::Case& c, const json::Value& input, Date today) {
    const auto on = parse_iso_date(input.text_at("on"));
    return on && *on >= c.received && *on <= today ? std::optional(*on) : std::nullopt;
}

bool route_fits(review::Act act, const review::Case& c, const review::Route& route) {
    if (act == review::Act::decline) return !route.petition && !route.duty;
    if (act == review::Act::transfer) return route.petition || route.duty;
    return c.current().level != review::Level::handling || route.petition;
}

// Nobody can be told who is dead, or gave no name (信访工作条例 23).
bool is_told(const review::Case& c) {
    return c.current().ending->kind != review::EndingKind::deceased &&
           std::ranges::any_of(c.applicants, [](const auto& one) { return !one.name.empty(); });
}

} // namespace

int route_in(const json::Value& input) { return static_cast<int>(input.int_at("route")); }

void add_ending_facts(const review::Case& c, const json::Value& input, Date today, review::Facts& facts) {
    facts.ending_waits = c.asks_ending();
    if (facts.ending_waits) facts.ending_by = c.current().ending->asked_by;
    facts.ending_whole =
        input.is_null() || (review::parse_ending_kind(input.text_at("kind")).has_value() &&
                            day_it_ended(c, input, today) && !input.text_at("proof").empty());
}

void add_route_facts(review::Act act, const review::Case& c, const json::Value& input, Date today,
                     review::Facts& facts) {
    // The regulation of 2005 knows no six routes.
    const bool known = review::regime_of(today) == review::Regime::of_2022;
    facts.wants_route = facts.wants_route && known;
    const auto item = route_in(input);
    if (item == 0) return;
    const auto* route = known ? review::find_route(item) : nullptr;
    facts.route_named = true;
    facts.route_fits = route && route_fits(act, c, *route);
}

Result<void> ask_ending(ActContext& context) {
    const auto& input = context.request.input;
    review::Ending ending;
    DOCKET_TRY(ending.kind, review::parse_ending_kind(input.text_at("kind")));
    DOCKET_TRY(ending.on, parse_iso_date(input.text_at("on")));
    ending.reason = input.text_at("reason");
    ending.proof = input.text_at("proof");
    ending.asked_by = context.person.id;
    context.round().ending = std::move(ending);
    return {};
}

Result<void> conclude(Transaction& tx, ActContext& context) {
    auto& c = context.c;
    auto& ending = c.current().ending.value();
    ending.granted_by = context.person.id;
    ending.granted_on = context.tools.today();
    for (auto& deadline : c.deadlines)
        deadline.met = deadline.met || deadline.rule == "T1" || deadline.round == c.current().n;
    if (!is_told(c)) return {};
    const auto& office = context.tools.office;
    DOCKET_TRY(auto notice, ending_notice(c, context.organs, office));
    return give_notice(tx, context, std::move(notice), office.ending_prefix);
}

} // namespace docket::flow
