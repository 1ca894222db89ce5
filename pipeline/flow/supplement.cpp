#include "pipeline/flow/supplement.hpp"

#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/issuing.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

constexpr std::string_view supplement_rule = "L1";

bool is_of_supplement(const review::Deadline& deadline, const review::Case& c) {
    return deadline.rule == supplement_rule && deadline.round == c.current().n;
}

// The day it came, with its postmark where that counts: since it was asked for, and not after today.
struct Came {
    Date on{};
    std::optional<Date> posted{};
};
std::optional<Came> day_it_came(const review::Supplement& asked, const json::Value& input, Date today) {
    const auto on = parse_iso_date(input.text_at("on"));
    if (!on || *on < asked.asked_on || *on > today) return {};
    const auto said = input.text_at("posted_on");
    if (said.empty()) return Came{*on, {}};
    const auto posted = parse_iso_date(said);
    if (!posted || *posted < asked.asked_on || *posted > *on) return {};
    return Came{*on, *posted};
}

// Each thing once and in the order of the list, without the blank lines of a form.
std::vector<std::string> wanted_in(const json::Value& input) {
    std::vector<std::string> out;
    for (auto& one : input.texts_at("wanted"))
        if (one.find_first_not_of(" \t\r\n") != std::string::npos) out.push_back(std::move(one));
    return out;
}

} // namespace

const review::Deadline* supplement_period(const review::Case& c) {
    const auto found = std::find_if(c.deadlines.begin(), c.deadlines.end(),
                                    [&](const auto& one) { return is_of_supplement(one, c); });
    return found == c.deadlines.end() ? nullptr : &*found;
}

bool supplement_missed(const review::Case& c, Date today) {
    const auto* period = supplement_period(c);
    // A provisional day closes nobody's window.
    if (!period || !period->effective || !c.current().supplement) return false;
    return c.current().supplement->kept().value_or(today) > *period->effective;
}

void add_supplement_facts(const review::Case& c, const json::Value& input, Date today, const Office& office,
                          review::Facts& facts) {
    const bool asked_for_a_page = input.is_null();
    const auto& supplement = c.current().supplement;
    facts.may_be_supplemented = office.supplement && c.current().level != review::Level::handling;
    facts.supplement_asked = supplement.has_value();
    facts.supplement_listed = asked_for_a_page || !wanted_in(input).empty();
    facts.supplement_awaited = supplement && !supplement->came_on;
    facts.supplement_dated =
        asked_for_a_page || (supplement && day_it_came(*supplement, input, today).has_value());
    facts.supplement_missed = supplement_missed(c, today);
}

Result<void> ask_supplement(Transaction& tx, ActContext& context) {
    const auto& office = context.tools.office;
    context.round().supplement =
        review::Supplement{.wanted = wanted_in(context.request.input),
                           .days = office.supplement->days,
                           .unit = std::string(review::name(office.supplement->unit)),
                           .asked_by = context.person.id,
                           .asked_on = context.tools.today()};
    DOCKET_TRY(auto notice, supplement_notice(context.c, context.organs, office));
    return give_notice(tx, context, std::move(notice), office.supplement_prefix);
}

Result<void> begin_supplement(ActContext& context, const review::Notice& notice) {
    const auto& c = context.c;
    const auto& asked = c.current().supplement;
    const bool of_this_round = notice.kind == outputs::name(outputs::DocumentType::supplement_notice) &&
                               notice.round == c.current().n;
    if (!of_this_round || !asked || asked->came_on || c.current().stage != review::Stage::registered)
        return {};
    const auto& office = context.tools.office;
    const review::LocalRule local{
        asked->days,
        asked->unit == review::name(review::Unit::day) ? review::Unit::day : review::Unit::working_day,
        office.supplement ? std::string_view(office.supplement->basis) : std::string_view()};
    DOCKET_TRY(auto period,
               review::period({.rule = supplement_rule, .from = notice.service->on, .local = local},
                              context.tools.calendar));
    period.round = c.current().n;
    meet_first_period(context.c);
    context.c.deadlines.push_back(std::move(period));
    return {};
}

Result<void> keep_supplement(ActContext& context) {
    auto& asked = context.round().supplement.value();
    const auto came = day_it_came(asked, context.request.input, context.tools.today()).value();
    asked.came_on = came.on;
    asked.posted_on = came.posted;
    meet_first_period(context.c);
    // What is complete now has its fifteen days once more (信访工作条例 22).
    DOCKET_TRY(auto first, review::period("T1", came.on, context.tools.calendar));
    first.round = context.round().n;
    context.c.deadlines.push_back(std::move(first));
    return {};
}

void meet_first_period(review::Case& c) {
    for (auto& deadline : c.deadlines)
        deadline.met = deadline.met || deadline.rule == "T1" || is_of_supplement(deadline, c);
}

Date review_runs_from(const review::Case& c, const Office& office) {
    const auto& round = c.current();
    const auto asked_on = round.applied_on.value_or(c.received);
    const bool anew = office.supplement && office.supplement->starts_anew;
    return anew && round.supplement ? round.supplement->came_on.value_or(asked_on) : asked_on;
}

} // namespace docket::flow
