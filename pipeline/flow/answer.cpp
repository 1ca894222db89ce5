#include "pipeline/flow/answer.hpp"

#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/issuing.hpp"
#include "review/deadline/period.hpp"
#include "review/lifecycle.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

constexpr std::size_t shortest_summary = 6; // bytes: two Han characters

// Since the organ was asked, and not after today.
std::optional<Date> day_of_answer(const review::Case& c, const json::Value& input, Date today) {
    const auto* asked = c.asks_respondent();
    const auto on = parse_iso_date(input.text_at("on"));
    return asked && on && *on >= asked->dated && *on <= today ? std::optional(*on) : std::nullopt;
}

} // namespace

const review::Deadline* answer_period(const review::Case& c, const review::Round& round) {
    const auto found =
        std::find_if(c.deadlines.begin(), c.deadlines.end(), [&](const review::Deadline& deadline) {
            return deadline.rule == review::answer_rule && deadline.round == round.n;
        });
    return found == c.deadlines.end() ? nullptr : &*found;
}

bool answer_is_late(const review::Case& c, const review::Round& round) {
    const auto* period = answer_period(c, round);
    return round.answer && period && period->effective && round.answer->on > *period->effective;
}

void add_answer_facts(const review::Case& c, const json::Value& input, Date today, review::Facts& facts) {
    const bool asked_for_a_page = input.is_null();
    facts.answer_asked = c.asks_respondent() != nullptr;
    facts.answer_known = c.current().answer.has_value();
    facts.answer_dated = asked_for_a_page || day_of_answer(c, input, today).has_value();
    facts.answer_told = asked_for_a_page || input.text_at("summary").size() >= shortest_summary;
}

Result<void> notify_respondent(Transaction& tx, ActContext& context) {
    const auto& c = context.c;
    const auto& office = context.tools.office;
    if (!office.answer || !c.disputed() || c.matter == review::MatterClass::report) return {};
    DOCKET_TRY(auto notice, respondent_notice(c, context.organs, office));
    return give_notice(tx, context, std::move(notice), office.respondent_prefix);
}

Result<void> begin_answer(ActContext& context, const review::Notice& notice) {
    const auto& c = context.c;
    const auto& office = context.tools.office;
    const bool awaited = !review::to_petitioner(notice) && notice.round == c.current().n &&
                         !c.current().answer && review::table::in_the_works.has(c.current().stage);
    // An office that has given the rule up waits for nothing.
    if (!awaited || !office.answer) return {};
    const review::LocalRule local{office.answer->days, office.answer->unit, office.answer->basis};
    DOCKET_TRY(auto period,
               review::period({.rule = review::answer_rule, .from = notice.service->on, .local = local},
                              context.tools.calendar));
    period.round = c.current().n;
    context.c.deadlines.push_back(std::move(period));
    return {};
}

Result<void> keep_answer(ActContext& context) {
    const auto& input = context.request.input;
    auto& round = context.round();
    round.answer = review::Answer{day_of_answer(context.c, input, context.tools.today()).value(),
                                  input.text_at("summary"), input.bool_at("file"), context.person.id};
    for (auto& deadline : context.c.deadlines)
        deadline.met = deadline.met || (deadline.rule == review::answer_rule && deadline.round == round.n);
    return {};
}

} // namespace docket::flow
