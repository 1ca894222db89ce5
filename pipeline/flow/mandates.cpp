#include "pipeline/flow/mandates.hpp"

#include "review/parties.hpp"

#include <algorithm>
#include <utility>

namespace docket::flow {

namespace {

using review::Act;
using review::Mandate;
using review::MandateKind;

// As the act tells it: with a name, a proof and a possible time; none where any of it is missing.
std::optional<Mandate> told_in(const json::Value& input) {
    const auto kind = review::parse_mandate_kind(input.text_at("kind"));
    const auto from = parse_iso_date(input.text_at("from"));
    if (!kind || !from || input.text_at("name").empty() || input.text_at("proof").empty()) return {};
    Mandate out;
    out.kind = *kind;
    out.name = input.text_at("name");
    out.id_number = input.text_at("id_number");
    out.phone = input.text_at("phone");
    out.powers = input.text_at("powers");
    out.from = *from;
    out.proof = input.text_at("proof");
    if (const auto said = input.text_at("until"); !said.empty()) {
        const auto until = parse_iso_date(said);
        if (!until || *until < out.from) return {};
        out.until = *until;
    }
    return out;
}

const Mandate* named_mandate(const review::Case& c, const json::Value& input) {
    const auto n = input.int_at("mandate");
    if (n < 1 || std::cmp_greater(n, c.mandates.size())) return nullptr;
    const auto& one = c.mandates[static_cast<std::size_t>(n - 1)];
    return one.ended_on ? nullptr : &one;
}

std::optional<Date> last_day_told(const Mandate& mandate, const json::Value& input, Date today) {
    const auto on = parse_iso_date(input.text_at("on"));
    return on && *on >= mandate.from && *on <= today ? std::optional(*on) : std::nullopt;
}

// Who petitions signs for himself or herself, whatever else the name stands for.
bool signed_by_nobody_in_power(const review::Case& c, const json::Value& input) {
    const auto on = parse_iso_date(input.text_at("on"));
    const auto who = input.text_at("recipient");
    return on && std::ranges::find(c.applicants, who, &review::Applicant::name) == c.applicants.end() &&
           review::is_over(c.mandates, who, *on);
}

int representatives_on(const review::Case& c, Date day) {
    return static_cast<int>(std::ranges::count_if(c.mandates, [&](const Mandate& one) {
        return one.kind == MandateKind::representative && one.in_force(day);
    }));
}

} // namespace

bool is_collective(const review::Case& c, const Office& office) {
    return review::petitioners_of(c) >= office.collective_threshold;
}

bool must_elect(const review::Case& c, const Office& office) {
    return c.current().level == review::Level::handling && office.channel_of(c.number) == "visit" &&
           is_collective(c, office);
}

bool too_many_speak(const review::Case& c, Date today, const Office& office) {
    return office.representatives_warn > 0 && !must_elect(c, office) &&
           representatives_on(c, today) > office.representatives_warn;
}

void add_mandate_facts(const review::Case& c, Act act, const json::Value& input, Date today,
                       const Office& office, review::Facts& facts) {
    if (input.is_null()) {
        facts.mandate_whole = facts.mandate_dated = true;
        facts.mandate_named = std::ranges::any_of(c.mandates, [](const auto& one) { return !one.ended_on; });
        return;
    }
    if (act == Act::serve || act == Act::serve_notice)
        facts.recipient_over = signed_by_nobody_in_power(c, input);
    if (act == Act::end_mandate) {
        const auto* named = named_mandate(c, input);
        facts.mandate_named = named != nullptr;
        facts.mandate_dated = named && last_day_told(*named, input, today);
    }
    if (act != Act::add_mandate) return;
    const auto told = told_in(input);
    facts.mandate_whole = told.has_value();
    if (!told) return;
    const auto most = review::most_at_once(c.mandates, *told);
    facts.agents_full = told->kind == MandateKind::agent && most > review::most_agents;
    facts.representatives_full = told->kind == MandateKind::representative &&
                                 most > review::most_representatives && must_elect(c, office);
}

Result<void> add_mandate(ActContext& context) {
    const auto& input = context.request.input;
    auto told = told_in(input).value();
    told.id_kind = review::likely_kind(told.id_number);
    if (const auto said = input.text_at("id_kind"); !said.empty()) {
        DOCKET_TRY(told.id_kind, review::parse_id_kind(said));
    }
    context.c.mandates.push_back(std::move(told));
    return {};
}

Result<void> end_mandate(ActContext& context) {
    const auto& input = context.request.input;
    auto& mandate = context.c.mandates.at(static_cast<std::size_t>(input.int_at("mandate") - 1));
    mandate.ended_on = last_day_told(mandate, input, context.tools.today());
    return {};
}

void name_speakers(outputs::Document& document, const review::Case& c, Date day) {
    std::erase_if(document.parties,
                  [](const outputs::Party& one) { return one.role != outputs::PartyRole::applicant; });
    for (const auto& one : c.mandates) {
        if (!one.in_force(day)) continue;
        const auto role = one.kind == MandateKind::representative ? outputs::PartyRole::representative
                                                                  : outputs::PartyRole::agent;
        document.parties.push_back({role, one.name, "",
                                    one.id_number.empty() ? "" : std::string(review::chinese(one.id_kind)),
                                    one.id_number, "", one.phone});
    }
}

} // namespace docket::flow
