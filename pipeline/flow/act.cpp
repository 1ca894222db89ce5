#include "pipeline/flow/act.hpp"

#include "pipeline/flow/answer.hpp"
#include "pipeline/flow/beside.hpp"
#include "pipeline/flow/checking.hpp"
#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/effects.hpp"
#include "pipeline/flow/ending.hpp"
#include "pipeline/flow/grounds.hpp"
#include "pipeline/flow/mandates.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/flow/serving.hpp"
#include "pipeline/flow/slips.hpp"
#include "pipeline/flow/supplement.hpp"
#include "pipeline/flow/urgency.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/deadline/rules.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace docket::flow {

namespace {

using review::Act;

constexpr std::size_t shortest_words = 6; // bytes: two Han characters

// Of the document the act serves: a notice beside the way, or the one the round ends in.
bool service_is_proven(const ActContext& context) {
    const auto& input = context.request.input;
    std::optional<Date> dated = context.c.current().document_date;
    if (context.request.act == Act::serve_notice) {
        const auto* notice = named_notice(context.c, input);
        dated = notice ? std::optional(notice->dated) : std::nullopt;
    }
    return proves_service(input, dated, context.tools.today());
}

bool decides_what_becomes(Act act) {
    return act == Act::accept || act == Act::decline || act == Act::transfer;
}

// Loads and prepares whatever the guards and the effect of this act will ask for.
Result<void> prepare(ActContext& context) {
    auto& tools = context.tools;
    DOCKET_TRY(auto organs, tools.directory.organs());
    DOCKET_TRY(context.organs, review::Organs::make(std::move(organs)));
    if (context.request.act == Act::accept || context.request.act == Act::decline) {
        DOCKET_CHECK(correct(context.c, context.request.input));
        context.suspected = suspect(context.c, {}, tools.lexicon);
    }
    if (decides_what_becomes(context.request.act)) {
        DOCKET_TRY(context.reclassified, classify(context.c, context.request.input, tools));
    }
    auto& round = context.round();
    if (!round.draft_blob.empty()) {
        DOCKET_TRY(const auto kept, get_json(tools.blobs, round.draft_blob));
        DOCKET_TRY(auto draft, outputs::from_json(kept));
        DOCKET_TRY(context.text, binding_text(draft, tools.writer));
        context.draft = std::move(draft);
    }
    if (context.request.act == Act::draft && context.person.role == review::Role::clerk) {
        DOCKET_TRY(auto draft, draft_opinion(context.c, context.organs, context.request.input, tools.office));
        name_speakers(draft, context.c, tools.today());
        DOCKET_TRY(context.drafted_text, binding_text(draft, tools.writer));
        context.draft = std::move(draft);
    }
    DOCKET_TRY(const auto task, held_task(context.c, tools));
    if (task && task->owner == context.person.id) context.task = lease_of(*task);
    return {};
}

review::Lateness lateness_of(const ActContext& context) {
    switch (review::timeliness(context.c, context.tools.calendar)) {
    case review::Timeliness::in_time: return review::Lateness::contradicted;
    case review::Timeliness::postmark_wanted: return review::Lateness::postmark_wanted;
    case review::Timeliness::late: return review::Lateness::proven;
    default: return review::Lateness::unproven;
    }
}

void add_ground(const ActContext& context, review::Facts& facts) {
    const auto& input = context.request.input;
    const auto id = input.text_at("ground");
    const auto* ground = review::find_ground(id);
    if (ground == nullptr) return;
    facts.ground_named = true;
    facts.ground_fits = open_ground(id, context.c, context.tools.today(), context.tools.office).has_value();
    facts.way_missing = ground->wants_way && input.text_at("way").size() < shortest_words;
    facts.claims_lateness = ground->late;
    facts.lateness = lateness_of(context);
    facts.claims_silence = ground->unsupplied;
    facts.wants_route = ground->another_route;
}

// Whom the act would hand the matter to; of an informant report that must not be whom it is against.
Result<bool> reaches_the_accused(const ActContext& context) {
    const auto& c = context.c;
    if (c.matter != review::MatterClass::report) return false;
    if (context.request.act == Act::serve_notice) {
        const auto* notice = named_notice(c, context.request.input);
        return notice && !c.may_serve(*notice);
    }
    std::vector<std::string> organs;
    const auto& input = context.request.input;
    if (context.request.act == Act::transfer) organs.push_back(input.text_at("organ"));
    if (context.request.act == Act::remand)
        if (const auto* heir = context.organs.heir(c.rounds.front().organ)) organs.push_back(heir->code);
    if (context.request.act == Act::draft)
        for (const auto& name : input.texts_at("copies_to"))
            if (const auto* organ = context.organs.named(name)) organs.push_back(organ->code);
    DOCKET_TRY(const auto people, context.tools.directory.people());
    return std::ranges::any_of(organs, [&](const std::string& organ) {
        return review::reaches_accused(organ, c, context.organs, people);
    });
}

Result<review::Outcome> ask_the_table(ActContext& context, const std::string& named) {
    const auto& input = context.request.input;
    const auto& round = context.c.current();
    review::Facts facts;
    facts.actor = context.person.id;
    facts.drafter = round.drafter;
    facts.counsel = round.counsel;
    facts.text = context.text;
    facts.signed_text = round.signed_text;
    facts.named_text = named;
    facts.competent = incompetence(context.c, context.organs, context.tools.office).empty();
    facts.reason_given = input.text_at("reason").size() >= shortest_words;
    add_ground(context, facts);
    facts.served = round.service.has_value();
    facts.notice_owed = notice_is_owed(context.c);
    facts.reply_awaited = reply_is_awaited(context.c);
    facts.orders_anew = orders_anew(context.c, context.draft);
    facts.result_whole =
        !input.text_at("number").empty() && parse_iso_date(input.text_at("date")).has_value();
    const auto* organ = context.organs.find(input.text_at("organ"));
    facts.organ_named = organ != nullptr;
    facts.organ_merged = organ && !organ->successor.empty();
    facts.draft_whole = !context.drafted_text.empty();
    facts.conflict = review::bound_to(context.ties, context.c);
    DOCKET_TRY(facts.to_the_accused, reaches_the_accused(context));
    if (context.person.role == review::Role::lawyer) {
        DOCKET_TRY(const auto contracts, context.tools.directory.contracts());
        facts.contract_over =
            review::engagement(contracts, facts.actor, context.tools.today()) == review::Engagement::over;
    }
    facts.declared = input.bool_at("declaration");
    facts.holds_task = context.task.has_value();
    facts.service_proven = service_is_proven(context);
    add_facts_beside(context.c, input, context.tools.today(), facts);
    add_ending_facts(context.c, input, context.tools.today(), facts);
    if (decides_what_becomes(context.request.act))
        add_route_facts(context.request.act, context.c, input, context.tools.today(), facts);
    add_supplement_facts(context.c, input, context.tools.today(), context.tools.office, facts);
    add_answer_facts(context.c, input, context.tools.today(), facts);
    add_urgent_facts(context.c, input, context.tools.today(), facts);
    facts.document_written = !round.issued_pdf.empty();
    const auto act = context.request.act;
    add_mandate_facts(context.c, act, input, context.tools.today(), context.tools.office, facts);
    if (context.draft && (act == Act::submit || act == Act::sign_off || act == Act::approve)) {
        DOCKET_TRY(const auto found, check_draft(context.c, *context.draft, context.organs, context.tools));
        add_findings(found, facts);
    }
    return review::decide(round.stage, context.request.act, context.person.role, facts);
}

// What an act of serving has just kept; none: null.
const review::Service* served_by(const ActContext& context) {
    const auto& service = context.c.current().service;
    if (context.request.act == Act::serve) return service ? &*service : nullptr;
    if (context.request.act != Act::serve_notice) return nullptr;
    return &named_notice(context.c, context.request.input)->service.value();
}

// The period that an act has just counted anew, with the day it had and the day it has.
json::Value moved_day(const review::Case& c) {
    const auto* period = running_period(c);
    return json::Object{{"rule", period->rule},
                        {"old", iso(period->former.value())},
                        {"new", iso(period->effective.value_or(period->raw))},
                        {"provisional", !period->effective}};
}

// The newest notice to the petitioner; none: null.
const review::Notice* newest_to_petitioner(const review::Case& c) {
    const auto found = std::find_if(c.notices.rbegin(), c.notices.rend(), review::to_petitioner);
    return found == c.notices.rend() ? nullptr : &*found;
}

// The article an act rests on: of the newest period, but for that of the organ complained of, which runs
// beside.
std::string basis_of(const review::Case& c) {
    const auto found =
        std::find_if(c.deadlines.rbegin(), c.deadlines.rend(),
                     [](const review::Deadline& one) { return one.rule != review::answer_rule; });
    return found == c.deadlines.rend() ? "" : found->basis;
}

// The input, and what the act gave beside it: the register must not be able to say otherwise later.
std::string detail_of(const ActContext& context) {
    auto detail = without_matter(context.request.input);
    const auto& round = context.c.current();
    const auto act = context.request.act;
    const bool numbers = act == Act::approve || act == Act::decline;
    const bool gives_notice = act == Act::accept || act == Act::extend || act == Act::ask_supplement;
    if (gives_notice)
        if (const auto* given = newest_to_petitioner(context.c))
            detail.object()->set("notice", given->number);
    if (const auto* asked = act == Act::accept ? context.c.asks_respondent() : nullptr)
        detail.object()->set("respondent_notice", asked->number);
    if (act == Act::serve_notice) detail.object()->set("document", named_notice(context.c, detail)->number);
    if (act == Act::extend) detail.object()->set("days", round.extension.value().days);
    if (act == Act::end) {
        const auto& ending = round.ending.value();
        detail.object()->set("kind", review::name(ending.kind)).set("on", iso(ending.on));
        if (notice_is_owed(context.c)) detail.object()->set("notice", context.c.notices.back().number);
    }
    if (act == Act::ask_supplement) detail.object()->set("asked_on", iso(round.supplement.value().asked_on));
    if (act == Act::note_answer) detail.object()->set("late", answer_is_late(context.c, round));
    if (act == Act::end_mandate) {
        const auto& ended = context.c.mandates.at(static_cast<std::size_t>(detail.int_at("mandate") - 1));
        detail.object()->set("kind", review::name(ended.kind)).set("name", ended.name);
    }
    if (act == Act::extend || act == Act::note_hearing) detail.object()->set("moved", moved_day(context.c));
    if (numbers && round.document_date)
        detail.object()
            ->set("document_number", round.document_number)
            .set("document_date", iso(*round.document_date));
    // The record says the day that counts, as the register does.
    const auto* service = served_by(context);
    if (const auto said = detail.text_at("on"); service && said != iso(service->on))
        detail.object()->set("published_on", said).set("on", iso(service->on));
    return json::dump(detail);
}

review::EventDraft event_of(const ActContext& context, review::Stage from, review::Stage to) {
    auto event =
        event_now(context.tools, subject_of(context.c), review::name(context.request.act), context.person.id);
    event.from = review::name(from);
    event.to = review::name(to);
    event.basis = basis_of(context.c);
    event.text = context.drafted_text.empty() ? context.text : context.drafted_text;
    event.detail = detail_of(context);
    return event;
}

// The document an act of service is about, as a slip names it.
std::string served_here(const ActRequest& request, const review::Case& c) {
    return request.act == Act::serve_notice ? "notice-" + std::to_string(request.input.int_at("notice"))
                                            : "round-" + std::to_string(c.current().n);
}

// What was said of the matter goes before what was decided.
review::EventDraft classified_at(const ActContext& context, review::Stage from) {
    auto event = classified(context.c, context.person.id, context.tools);
    event.from = event.to = review::name(from);
    return event;
}

review::EventDraft suspected_at(const ActContext& context, review::Stage from) {
    auto event = suspected(context.c, context.tools);
    event.from = event.to = review::name(from);
    return event;
}

// Who was faster, and when: what was decided on is no longer what is there.
Failure moved_on(const review::Case& c, const Tools& tools) {
    std::string who;
    if (const auto events = tools.record.of(subject_of(c)); events && !events->empty()) {
        const auto& last = events->back();
        const auto person = tools.directory.person(last.actor);
        who = (person ? person->name : last.actor) + " " + china.text(last.at).substr(0, 16);
    }
    return fail(Kind::conflict, "case.stale",
                who + " 已处理过本案（现为" + std::string(chinese(c.current().stage)) +
                    "），请看过改动后再决定。");
}

// Whether all that happened since the version a person saw is that the machine wrote documents: nothing that
// anybody decides on has changed. Each saving raises the version by one and is one event; what is said of a
// finding or of another case saves nothing.
bool only_written_since(const review::Case& c, std::int64_t version, const Tools& tools) {
    constexpr std::array<std::string_view, 3> saves_nothing{"answer", "link", "set_apart"};
    const auto events = tools.record.of(subject_of(c));
    auto left = c.version - version;
    if (!events || left < 0) return false;
    for (auto event = events->rbegin(); left > 0 && event != events->rend(); ++event) {
        if (std::ranges::find(saves_nothing, event->act) != saves_nothing.end()) continue;
        if (event->act != "write_document") return false;
        const auto detail = json::parse(event->detail);
        left -= detail && detail->bool_at("kept") ? 1 : 0;
    }
    return left == 0;
}

} // namespace

Result<ActReceipt> act(const ActRequest& request, const Tools& tools) {
    DOCKET_TRY(auto c, tools.cases.load(request.case_number));
    DOCKET_TRY(auto person, tools.directory.person(request.actor));
    DOCKET_TRY(auto reader, reader_of(person, tools));
    if (review::kept_from(reader.ties, c)) return no_such_case(request.case_number);
    if (request.version && *request.version != c.version && !only_written_since(c, *request.version, tools))
        return moved_on(c, tools);
    DOCKET_TRY(const auto slip, named_slip(request.input, served_here(request, c), c, tools));
    ActRequest whole = request;
    if (slip) whole.input.object()->set("proof", slip->image);
    ActContext context{
        whole, tools, std::move(c), std::move(person), std::move(reader.ties), {}, false, false, {}, {},
        {},    {}};
    const auto from = context.round().stage;
    DOCKET_CHECK(prepare(context));
    const auto named = whole.input.text_at("text");
    DOCKET_TRY(const auto outcome, ask_the_table(context, named));
    if (!outcome.decision) {
        auto failure = review::to_failure(outcome.why, from, request.act);
        if (outcome.why == review::Refusal::not_competent)
            failure.detail += incompetence(context.c, context.organs, tools.office);
        return failure;
    }

    ActReceipt receipt{{}, from, outcome.decision->to, {}, 0, {}};
    const auto loaded = context.c;
    const auto kept = tools.work.transact([&](Transaction& tx) -> Result<void> {
        context.c = loaded;
        DOCKET_CHECK(carry_out(outcome.decision->effect, tx, context));
        context.round().stage = outcome.decision->to;
        if (slip) DOCKET_CHECK(file_slip(tx, tools, *slip, context.person.id));
        DOCKET_CHECK(tools.cases.save(tx, context.c, loaded.version));
        if (context.suspected) {
            DOCKET_CHECK(tell_letter(tx, context));
            DOCKET_CHECK(tools.record.append(tx, suspected_at(context, from)));
        }
        if (context.reclassified) DOCKET_CHECK(tools.record.append(tx, classified_at(context, from)));
        DOCKET_TRY(const auto event, tools.record.append(tx, event_of(context, from, receipt.to)));
        receipt.text = event.text;
        receipt.event = event.n;
        receipt.at = event.at;
        receipt.after = context.c;
        return request.also ? request.also(tx, receipt) : Result<void>();
    });
    if (kept) return receipt;
    if (kept.error().code == "case.stale") {
        DOCKET_TRY(const auto latest, tools.cases.load(request.case_number));
        if (latest.version > loaded.version && only_written_since(latest, loaded.version, tools))
            return act(request, tools);
    }
    return kept.error();
}

} // namespace docket::flow
