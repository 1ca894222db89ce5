#include "pipeline/flow/effects.hpp"

#include "pipeline/flow/answer.hpp"
#include "pipeline/flow/beside.hpp"
#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/ending.hpp"
#include "pipeline/flow/issuing.hpp"
#include "pipeline/flow/mandates.hpp"
#include "pipeline/flow/query.hpp"
#include "pipeline/flow/seal.hpp"
#include "pipeline/flow/serving.hpp"
#include "pipeline/flow/supplement.hpp"
#include "pipeline/flow/urgency.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/deadline/period.hpp"
#include "review/rounds.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

using review::Effect;

Result<void> start_period(ActContext& context, const review::PeriodFacts& facts,
                          const std::string& basis = "") {
    DOCKET_TRY(auto deadline, review::period(facts, context.tools.calendar));
    deadline.round = context.c.current().n;
    if (!basis.empty()) deadline.basis = basis;
    context.c.deadlines.push_back(std::move(deadline));
    return {};
}
Result<void> start_period(ActContext& context, const char* rule, Date from) {
    return start_period(context, review::PeriodFacts{.rule = rule, .from = from});
}

// What a person puts right, with the paper in hand, about another organ's document: {"organ_code", "number",
// "date", "received_on", "service"}. Its service counts only with its proof, as one of ours does.
Result<void> correct(review::Round& round, const json::Value& said) {
    round.organ = said.text_at("organ_code", round.organ);
    round.document_number = said.text_at("number", round.document_number);
    if (const auto text = said.text_at("date"); !text.empty()) {
        DOCKET_TRY(round.document_date, parse_iso_date(text));
    }
    if (const auto text = said.text_at("received_on"); !text.empty()) {
        DOCKET_TRY(round.said_received, parse_iso_date(text));
    }
    if (const auto& service = said.at("service"); service.object()) {
        DOCKET_TRY(auto proven, service_of(service));
        if (proven.mode.empty() || proven.proof.empty() ||
            (round.document_date && proven.on < *round.document_date))
            return fail(Kind::invalid, "act.proof_missing",
                        "请写明原意见的送达方式、送达日期和凭证；送达不得早于该意见的日期。");
        round.service = std::move(proven);
    }
    return {};
}

Result<void> give_acceptance_notice(Transaction& tx, ActContext& context) {
    auto& round = context.round();
    round.accepted_on = context.tools.today();
    if (const auto said = context.request.input.text_at("accepted_on"); !said.empty()) {
        DOCKET_TRY(round.accepted_on, parse_iso_date(said));
    }
    meet_first_period(context.c);
    // 信访工作条例 34: sixty days from the day of acceptance; 35, 36: thirty from the day the request was
    // received.
    const auto came = review_runs_from(context.c, context.tools.office);
    switch (round.level) {
    case review::Level::handling: {
        round.organ = context.tools.office.handles;
        DOCKET_CHECK(start_period(context, "T5", *round.accepted_on));
        break;
    }
    case review::Level::review: DOCKET_CHECK(start_period(context, "T8", came)); break;
    case review::Level::re_review: DOCKET_CHECK(start_period(context, "T10", came)); break;
    }
    ensure_query_code(context.c, context.tools.random);
    DOCKET_TRY(auto notice, acceptance_notice(context.c, context.organs, context.tools.office));
    DOCKET_CHECK(give_notice(tx, context, std::move(notice), context.tools.office.acceptance_prefix));
    return notify_respondent(tx, context);
}

// 信访工作条例 23: nothing is owed in writing to whoever cannot be told for want of a name.
bool can_be_told(const review::Case& c) {
    return std::any_of(c.applicants.begin(), c.applicants.end(),
                       [](const review::Applicant& a) { return !a.name.empty(); });
}

Result<void> give_refusal_notice(Transaction& tx, ActContext& context) {
    auto& round = context.round();
    const auto& tools = context.tools;
    round.reason = context.request.input.text_at("reason");
    round.ground = context.request.input.text_at("ground");
    round.route = route_in(context.request.input);
    meet_first_period(context.c);
    if (!can_be_told(context.c)) return {};
    ensure_query_code(context.c, tools.random);
    DOCKET_TRY(auto notice,
               refusal_notice(context.c, context.organs, context.request.input, tools.today(), tools.office));
    name_speakers(notice, context.c, tools.today());
    DOCKET_CHECK(number_document(tx, context, notice, tools.office.refusal_prefix, "refusal_notice"));
    DOCKET_CHECK(end_with(context, notice));
    return ask_to_write(tx, context, round.issued_blob);
}

Result<void> keep_draft(ActContext& context) {
    auto& round = context.round();
    DOCKET_TRY(const auto blob, put_text(context.tools.blobs, json::dump(outputs::to_json(*context.draft))));
    ++round.draft_version;
    round.draft_blob = blob.hex();
    round.draft_text = context.drafted_text;
    round.drafter = context.person.id;
    round.counsel.clear();
    round.signed_text.clear();
    return {};
}

Result<void> offer_to_counsel(Transaction& tx, ActContext& context) {
    const auto now = context.tools.clock.now();
    queue::NewJob task;
    task.kind = counsel_task;
    task.queue = counsel_queue;
    task.subject = subject_of(context.c);
    task.dedup_key = held_by(context, "counsel");
    task.payload =
        json::dump(json::Object{{"v", 1}, {"case", context.c.number}, {"text", context.round().draft_text}});
    task.run_at = now;
    DOCKET_CHECK(context.tools.jobs.enqueue(tx, task, now));
    return {};
}

// Why there is nothing to take.
Result<void> nothing_to_take(const ActContext& context) {
    DOCKET_TRY(const auto held, held_task(context.c, context.tools));
    if (held) return taken(*held, context.tools);
    return fail(Kind::conflict, "act.task_missing",
                "本案的审核任务已取消或停用，请管理员在任务列表中恢复后再领取。");
}

// Taking twice is taking once. One transaction with the event, so that nobody holds a task without a record.
Result<void> take_task(Transaction& tx, ActContext& context) {
    if (context.task) return {};
    const Millis length = std::chrono::days{context.tools.office.lawyer_days};
    DOCKET_TRY(auto leases,
               context.tools.jobs.claim(tx, {std::string(counsel_queue), context.person.id,
                                             context.tools.clock.now(), length, 1, subject_of(context.c)}));
    if (leases.empty()) return nothing_to_take(context);
    context.task = std::move(leases.front());
    return {};
}

Result<void> end_task(Transaction& tx, ActContext& context, const queue::Outcome& outcome) {
    return context.tools.jobs.settle(tx, *context.task, outcome, context.tools.clock.now());
}

// The next lawyer finds the task in the queue as if nobody had held it.
Result<void> stand_back(Transaction& tx, ActContext& context) {
    if (context.task) {
        DOCKET_CHECK(end_task(tx, context, queue::Later{context.tools.clock.now()}));
    } else {
        DOCKET_TRY(const auto held, held_task(context.c, context.tools));
        if (held) return taken(*held, context.tools);
    }
    context.c.recused.push_back(context.person.id);
    return {};
}

Result<void> assign_number(Transaction& tx, ActContext& context) {
    auto& round = context.round();
    auto document = *context.draft;
    DOCKET_CHECK(number_document(tx, context, document, context.tools.office.opinion_prefix.at(round.level),
                                 "opinion"));
    DOCKET_CHECK(end_with(context, document));
    round.approver = context.person.id;
    return {};
}

Result<void> keep_service(ActContext& context) {
    DOCKET_TRY(context.round().service, service_of(context.request.input));
    return {};
}

// 信访工作条例 31(5): what an organ answers in its duty is challenged by 行政复议 or 行政诉讼, never by 复查.
bool answers_by_duty(const review::Round& round) {
    const auto* route = review::find_route(round.route);
    return route && route->duty;
}

Result<void> start_window(ActContext& context) {
    auto& round = context.round();
    DOCKET_CHECK(keep_service(context));
    const auto on = round.service->on;
    for (auto& deadline : context.c.deadlines) deadline.met = deadline.met || deadline.round == round.n;
    switch (round.level) {
    case review::Level::handling:
        return answers_by_duty(round) ? Result<void>() : start_period(context, "T7", on);
    case review::Level::review: return start_period(context, "T9", on);
    case review::Level::re_review: return {};
    }
    return {};
}

// The round at hand is over, and one at `organ` follows from it; from here on that is the current one.
review::Round& open_round(review::Case& c, review::Stage over, std::string organ) {
    c.current().stage = over;
    review::Round next;
    next.n = c.current().n + 1;
    next.level = review::Level::handling;
    next.organ = std::move(organ);
    next.ours = true;
    next.follows = c.current().n;
    c.rounds.push_back(std::move(next));
    return c.current();
}

// A day that a person names: not before the letter, not after today.
Result<Date> day_said(const ActContext& context, const char* member) {
    const auto said = context.request.input.text_at(member);
    DOCKET_TRY(const auto on, said.empty() ? Result<Date>(context.tools.today()) : parse_iso_date(said));
    if (on < context.c.received || on > context.tools.today())
        return fail(Kind::invalid, "act.day_impossible", "日期不能早于收到来件之日，也不能晚于今天。");
    return on;
}

// 信访工作条例 22, 23: the organ tells the person within fifteen days, or objects within five working days;
// with a day named it reports back.
Result<void> hand_over(ActContext& context) {
    const auto today = context.tools.today();
    const auto& input = context.request.input;
    context.round().reason = input.text_at("reason");
    meet_first_period(context.c);
    auto& next = open_round(context.c, review::Stage::transferred, input.text_at("organ"));
    next.applied_on = today;
    next.route = route_in(input);
    DOCKET_CHECK(start_period(context, "T3", today));
    if (review::regime_of(today) == review::Regime::of_2022) DOCKET_CHECK(start_period(context, "T4", today));
    if (const auto until = input.text_at("until"); !until.empty()) {
        DOCKET_TRY(const auto day, parse_iso_date(until));
        return start_period(context, review::PeriodFacts{.rule = "T6", .from = today, .until = day});
    }
    return {};
}

void meet(ActContext& context, std::initializer_list<std::string_view> rules) {
    for (auto& deadline : context.c.deadlines)
        if (deadline.round == context.round().n &&
            std::find(rules.begin(), rules.end(), deadline.rule) != rules.end())
            deadline.met = true;
}

Result<void> note_acceptance(ActContext& context) {
    DOCKET_TRY(context.round().accepted_on, day_said(context, "on"));
    meet(context, {"T3", "T4"});
    std::erase_if(context.c.deadlines, [&](const review::Deadline& deadline) { // said anew
        return deadline.rule == "T5" && deadline.round == context.round().n;
    });
    return start_period(context, "T5", *context.round().accepted_on);
}

Result<void> keep_result(ActContext& context) {
    auto& round = context.round();
    DOCKET_TRY(round.document_date, day_said(context, "date"));
    round.document_number = context.request.input.text_at("number");
    round.document_title = answers_by_duty(round) ? "履职答复" : "信访处理意见书";
    meet(context, {"T3", "T4", "T5", "T6"});
    return {};
}

// What the organ objected to is ours again; its reasons stay with its round.
Result<void> dispose_again(ActContext& context) {
    context.round().reason = context.request.input.text_at("reason");
    meet(context, {"T3", "T4", "T5", "T6"});
    auto& next = open_round(context.c, review::Stage::archived, context.tools.office.bureau);
    next.applied_on = context.tools.today();
    // What came back has its fifteen days once more.
    return start_period(context, "T1", context.tools.today());
}

// The organ that handled the matter handles it anew, in the days that our opinion gives it from its service.
Result<void> open_anew(ActContext& context) {
    const auto ours = context.round();
    const auto from = ours.service ? ours.service->on : context.tools.today();
    int days = 0;
    for (const auto& one : context.draft->dispositions)
        if (one.outcome == outputs::Outcome::revoke_remand) days = std::max(days, one.period_days);
    const auto* heir = context.organs.heir(context.c.rounds.front().organ);
    const auto whose = heir ? heir->code : context.c.rounds.front().organ;
    open_round(context.c, review::Stage::archived, whose).applied_on = from;
    return start_period(context,
                        review::PeriodFacts{.rule = "T6", .from = from, .until = plus_days(from, days)},
                        ours.document_number + "责令重新办理的期限");
}

// The kind of each one's paper; where it is not said, the one that the number looks like.
Result<std::vector<review::IdKind>> papers_of(const json::Array& applicants) {
    std::vector<review::IdKind> out;
    for (const auto& one : applicants) {
        out.push_back(review::likely_kind(one.text_at("id_number")));
        if (const auto kind = one.text_at("id_kind"); !kind.empty()) {
            DOCKET_TRY(out.back(), review::parse_id_kind(kind));
        }
    }
    return out;
}

constexpr std::int64_t most_people = 1'000'000;

} // namespace

Result<void> correct(review::Case& c, const json::Value& input) {
    if (const auto& said = input.array_at("applicants"); !said.empty()) {
        DOCKET_TRY(const auto kinds, papers_of(said));
        c.applicants.clear();
        for (const auto& one : said)
            c.applicants.push_back({one.text_at("name"), one.text_at("sex"), one.text_at("id_number"),
                                    one.text_at("phone"), one.text_at("address"),
                                    kinds[c.applicants.size()]});
        c.anonymous = false;
    }
    if (input.at("petitioners").integer())
        c.petitioners =
            static_cast<int>(std::clamp<std::int64_t>(input.int_at("petitioners"), 0, most_people));
    if (!input.array_at("claims").empty()) c.claims = input.texts_at("claims");
    if (const auto posted = input.text_at("posted_on"); !posted.empty()) {
        DOCKET_TRY(c.current().posted_on, parse_iso_date(posted));
    }
    for (auto& round : c.rounds)
        if (const auto& said = input.at(review::name(round.level)); !round.ours && said.object())
            DOCKET_CHECK(correct(round, said));
    return {};
}

Result<void> carry_out(Effect effect, Transaction& tx, ActContext& context) {
    auto& round = context.round();
    switch (effect) {
    case Effect::none: round.reason = context.request.input.text_at("reason"); return {};
    case Effect::give_acceptance_notice: return give_acceptance_notice(tx, context);
    case Effect::give_refusal_notice: return give_refusal_notice(tx, context);
    case Effect::keep_draft: return keep_draft(context);
    case Effect::offer_to_counsel: return offer_to_counsel(tx, context);
    case Effect::lease_task: return take_task(tx, context);
    case Effect::free_task: return end_task(tx, context, queue::Later{context.tools.clock.now()});
    case Effect::stand_back: return stand_back(tx, context);
    case Effect::return_to_drafter:
        round.reason = context.request.input.text_at("reason");
        return end_task(tx, context, queue::Done{});
    case Effect::bind_text:
        round.counsel = context.person.id;
        round.signed_text = context.text;
        return end_task(tx, context, queue::Done{});
    case Effect::assign_number: return assign_number(tx, context);
    case Effect::write_document: return ask_to_write(tx, context, round.issued_blob);
    case Effect::start_window: return start_window(context);
    case Effect::keep_service: return keep_service(context);
    case Effect::hand_over: return hand_over(context);
    case Effect::note_acceptance: return note_acceptance(context);
    case Effect::keep_result: return keep_result(context);
    case Effect::dispose_again: return dispose_again(context);
    case Effect::open_anew: return open_anew(context);
    case Effect::seal_record: return seal_record(tx, context.c, context.tools);
    case Effect::keep_notice_service: return keep_notice_service(context);
    case Effect::ask_extension: return ask_extension(context);
    case Effect::extend_period: return extend_period(tx, context);
    case Effect::forget_extension: round.extension.reset(); return {};
    case Effect::leave_out_hearing: return leave_out_hearing(context);
    case Effect::ask_ending: return ask_ending(context);
    case Effect::conclude: return conclude(tx, context);
    case Effect::forget_ending: round.ending.reset(); return {};
    case Effect::ask_supplement: return ask_supplement(tx, context);
    case Effect::keep_supplement: return keep_supplement(context);
    case Effect::keep_answer: return keep_answer(context);
    case Effect::mark_urgent: return mark_urgent(tx, context);
    case Effect::clear_urgent: return clear_urgent(tx, context);
    case Effect::keep_report: return keep_report(context);
    case Effect::add_mandate: return add_mandate(context);
    case Effect::end_mandate: return end_mandate(context);
    }
    return fail(Kind::internal, "act.effect_unknown", "an effect of the lifecycle is not carried out");
}

} // namespace docket::flow
