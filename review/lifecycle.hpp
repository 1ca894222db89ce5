// THE table of what people may decide: which act leads from which stage to which, by whom, under which guard,
// with which effect. Read it together with pipeline/flow/journey.cpp, which says what happens to a letter by
// itself. Pure and constexpr; any thread.
//
// A guard is a pure function of Facts and answers with a reason, never with a bare no. An effect is a value:
// flow/act.cpp carries it out; the table does nothing itself.
#pragma once

#include "review/guards.hpp"
#include "review/stage.hpp"

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

namespace docket::review {

enum class Effect : std::uint8_t {
    none,
    give_acceptance_notice, // 受理告知书, numbered; the 30 days run; 答辩通知书
    give_refusal_notice,    // 不予（不再）受理告知书, numbered, where a person can be told
    keep_draft,             // the document JSON is stored under its digest
    offer_to_counsel,       // a task for the contracted lawyers
    lease_task,             // one lawyer holds it
    free_task,              // it is offered to every lawyer again
    stand_back,             // to every lawyer but this one, who held it or would have taken it
    return_to_drafter,      // the task is settled, the reasons are kept
    bind_text,              // the sign-off names exactly this text
    assign_number,          // 文号 and 成文日期; the document is complete
    write_document,         // the PDF
    start_window,           // the petitioner's 30 days run from this proven service
    keep_service,           // of a notice, which no period runs from
    hand_over,              // a round that the other organ holds, with its periods
    note_acceptance,        // the other organ's sixty days run
    keep_result,            // its opinion; its periods are met
    dispose_again,          // a new round of ours
    open_anew,              // a new handling round of the organ whose opinion was revoked
    seal_record,            // the case file, with the head of the chain
    keep_notice_service,    // of a notice beside the way
    ask_extension,          // it waits for a leader
    extend_period,          // 延长办理期限告知书, numbered; the period ends later
    forget_extension,       // it was not granted
    leave_out_hearing,      // the period ends later by the days of the hearing
    ask_ending,             // it waits for a leader
    conclude,               // 终止办理告知书 where a person can be told; nothing is due any more
    forget_ending,          // it was not granted
    ask_supplement,         // 补正告知书, numbered; its days run from its service
    keep_supplement,        // it came; the office has its first days anew
    keep_answer,            // of the organ complained of; its period is met
    mark_urgent,            // it stands first, and two reports are owed
    clear_urgent,           // it takes its turn
    keep_report,            // one of the two
    add_mandate,            // somebody speaks for the petitioners
    end_mandate,            // and no more
};

struct Step {
    Stage from;
    Act on;
    Stage to;
    Role by;
    Guard guard;
    Effect effect;
};

namespace table {
using enum Stage;
// clang-format off
inline constexpr std::array lifecycle{
    // from          on              to           by             guard                    effect
    Step{registered, Act::accept,    accepted,    Role::clerk,   competent,               Effect::give_acceptance_notice},
    Step{registered, Act::decline,   declined,    Role::clerk,   grounded,                Effect::give_refusal_notice},
    Step{registered, Act::transfer,  elsewhere,   Role::clerk,   names_an_organ,          Effect::hand_over},
    Step{registered, Act::end,       concluded,   Role::leader,  grants_ending,           Effect::conclude},
    Step{accepted,   Act::end,       concluded,   Role::leader,  grants_ending,           Effect::conclude},
    Step{accepted,   Act::draft,     drafted,     Role::clerk,   whole_draft,             Effect::keep_draft},
    Step{drafted,    Act::end,       concluded,   Role::leader,  grants_ending,           Effect::conclude},
    Step{drafted,    Act::draft,     drafted,     Role::clerk,   whole_draft,             Effect::keep_draft},
    Step{drafted,    Act::submit,    at_counsel,  Role::clerk,   vetoes_explained,        Effect::offer_to_counsel},
    Step{at_counsel, Act::claim,     at_counsel,  Role::lawyer,  independent,             Effect::lease_task},
    Step{at_counsel, Act::release,   at_counsel,  Role::lawyer,  gives_task_back,         Effect::free_task},
    Step{at_counsel, Act::recuse,    at_counsel,  Role::lawyer,  stands_back,             Effect::stand_back},
    Step{at_counsel, Act::send_back, drafted,     Role::lawyer,  holds_task_with_reason,  Effect::return_to_drafter},
    Step{at_counsel, Act::sign_off,  signed_off,  Role::lawyer,  holds_task_on_this_text, Effect::bind_text},
    Step{signed_off, Act::send_back, drafted,     Role::leader,  has_reason,              Effect::none},
    Step{signed_off, Act::approve,   approved,    Role::leader,  same_text_and_four_eyes, Effect::assign_number},
    Step{approved,   Act::issue,     issued,      Role::clerk,   free_,                   Effect::write_document},
    Step{issued,     Act::serve,     served,      Role::clerk,   has_proof,               Effect::start_window},
    Step{served,     Act::close,     archived,    Role::clerk,   written_and_final,       Effect::seal_record},
    Step{served,     Act::remand,    elsewhere,   Role::clerk,   orders_handling,         Effect::open_anew},
    Step{elsewhere,  Act::note_acceptance, elsewhere, Role::clerk, free_,                 Effect::note_acceptance},
    Step{elsewhere,  Act::record_result,   answered,  Role::clerk, whole_result,          Effect::keep_result},
    Step{elsewhere,  Act::take_back, registered,  Role::clerk,   has_reason,              Effect::dispose_again},
    Step{elsewhere,  Act::close,     archived,    Role::clerk,   no_reply_awaited,        Effect::seal_record},
    Step{answered,   Act::serve,     answered,    Role::clerk,   proves_service,          Effect::start_window},
    Step{answered,   Act::close,     archived,    Role::clerk,   reported,                Effect::seal_record},
    Step{declined,   Act::serve,     declined,    Role::clerk,   serves_refusal,          Effect::keep_service},
    Step{declined,   Act::close,     archived,    Role::clerk,   notice_served,           Effect::seal_record},
    Step{concluded,  Act::close,     archived,    Role::clerk,   notice_served,           Effect::seal_record},
    Step{transferred, Act::close,    archived,    Role::clerk,   reported,                Effect::seal_record},
};
// clang-format on
} // namespace table

inline constexpr std::span<const Step> lifecycle{table::lifecycle};

// Several stages.
class Stages {
  public:
    constexpr Stages(std::initializer_list<Stage> stages) {
        for (const auto stage : stages) bits_ |= 1U << static_cast<unsigned>(stage);
    }
    constexpr bool has(Stage stage) const { return (bits_ >> static_cast<unsigned>(stage) & 1U) != 0; }

  private:
    std::uint32_t bits_ = 0;
};

// Acts beside the way: the stage stays as it is.
struct Aside {
    Act on;
    Stages during;
    Role by;
    Guard guard;
    Effect effect;
};

namespace table {
inline constexpr Stages in_the_works{accepted, drafted, at_counsel, signed_off};
inline constexpr Stages undecided{registered};
inline constexpr Stages on_the_desk{registered, accepted, drafted};
inline constexpr Stages until_archived{registered, accepted, drafted,  at_counsel, signed_off, approved,
                                       issued,     served,   declined, elsewhere,  answered,   concluded};
// clang-format off
inline constexpr std::array asides{
    // on                        during          by            guard             effect
    Aside{Act::serve_notice,    until_archived, Role::clerk,  serves_notice,    Effect::keep_notice_service},
    Aside{Act::ask_extension,   in_the_works,   Role::clerk,  extendable,       Effect::ask_extension},
    Aside{Act::extend,          in_the_works,   Role::leader, grants_extension, Effect::extend_period},
    Aside{Act::deny_extension,  in_the_works,   Role::leader, denies_extension, Effect::forget_extension},
    Aside{Act::note_hearing,    in_the_works,   Role::clerk,  held_hearing,     Effect::leave_out_hearing},
    Aside{Act::ask_supplement,  undecided,      Role::clerk,  asks_supplement,  Effect::ask_supplement},
    Aside{Act::note_supplement, undecided,      Role::clerk,  notes_supplement, Effect::keep_supplement},
    Aside{Act::ask_ending,      on_the_desk,    Role::clerk,  asks_ending,      Effect::ask_ending},
    Aside{Act::deny_ending,     on_the_desk,    Role::leader, denies_ending,    Effect::forget_ending},
    Aside{Act::note_answer,     in_the_works,   Role::clerk,  notes_answer,     Effect::keep_answer},
    Aside{Act::mark_urgent,     until_archived, Role::clerk,  marks_urgent,     Effect::mark_urgent},
    Aside{Act::clear_urgent,    until_archived, Role::clerk,  clears_urgent,    Effect::clear_urgent},
    Aside{Act::note_report,     until_archived, Role::clerk,  notes_report,     Effect::keep_report},
    Aside{Act::add_mandate,     until_archived, Role::clerk,  adds_mandate,     Effect::add_mandate},
    Aside{Act::end_mandate,     until_archived, Role::clerk,  ends_mandate,     Effect::end_mandate},
};
// clang-format on
} // namespace table

inline constexpr std::span<const Aside> asides{table::asides};

struct Decision {
    Stage to{};
    Effect effect{};
};
struct Outcome {
    std::optional<Decision> decision;
    Refusal why = Refusal::none;
};

// What the table answers to an act; the caller carries out the effect and stores the new stage in one
// transaction.
constexpr Outcome decide(Stage at, Act act, Role role, const Facts& facts) {
    for (const auto& step : lifecycle) {
        if (step.from != at || step.on != act) continue;
        if (step.by != role) return {{}, Refusal::wrong_role};
        if (const auto why = step.guard(facts); why != Refusal::none) return {{}, why};
        return {Decision{step.to, step.effect}, Refusal::none};
    }
    for (const auto& aside : asides) {
        if (aside.on != act || !aside.during.has(at)) continue;
        if (aside.by != role) return {{}, Refusal::wrong_role};
        if (const auto why = aside.guard(facts); why != Refusal::none) return {{}, why};
        return {Decision{at, aside.effect}, Refusal::none};
    }
    return {{}, Refusal::no_such_step};
}

// What this role may do at this stage, if its guard agrees: of the way first, then beside it.
std::vector<Act> acts_at(Stage stage, Role role);

// Why not, for the person: one sentence.
std::string_view sentence(Refusal why);
// The refusal as a Failure: forbidden or conflict, code "act.<reason>", a sentence for the person.
Failure to_failure(Refusal why, Stage at, Act act);

// The picture of the table for review/README.md, in mermaid, and of the acts beside the way as a table; a
// test compares them.
std::string picture();
std::string picture_of_asides();

namespace proof {
consteval bool deterministic() {
    for (std::size_t i = 0; i < lifecycle.size(); ++i)
        for (std::size_t j = i + 1; j < lifecycle.size(); ++j)
            if (lifecycle[i].from == lifecycle[j].from && lifecycle[i].on == lifecycle[j].on) return false;
    for (const auto& aside : asides)
        for (const auto& step : lifecycle)
            if (step.on == aside.on) return false;
    return true;
}
consteval bool all_reachable() {
    std::array<bool, stage_count> seen{true};
    // Of a case that was passed on before docket followed the other organ's round; now of that earlier round.
    seen[static_cast<std::size_t>(Stage::transferred)] = true;
    for (std::size_t round = 0; round < stage_count; ++round)
        for (const auto& step : lifecycle)
            if (seen[static_cast<std::size_t>(step.from)]) seen[static_cast<std::size_t>(step.to)] = true;
    for (const bool reached : seen)
        if (!reached) return false;
    return true;
}
consteval bool only_archived_is_final() {
    for (std::size_t s = 0; s < stage_count; ++s) {
        bool way_out = false;
        for (const auto& step : lifecycle)
            way_out = way_out || (step.from == static_cast<Stage>(s) && step.to != step.from);
        if (way_out == (static_cast<Stage>(s) == Stage::archived)) return false;
    }
    return true;
}
// A document leaves only by the leader's approval, and that only from a lawyer's sign-off.
consteval bool only_through(Stage into, Stage from) {
    for (const auto& step : lifecycle)
        if (step.to == into && step.from != from && step.from != into) return false;
    return true;
}
} // namespace proof
static_assert(proof::deterministic(),
              "two steps leave the same stage on the same act, or an act is on the way and beside it");
static_assert(proof::all_reachable(), "a stage cannot be reached from registered");
static_assert(proof::only_archived_is_final(), "every stage but archived needs a way out");
static_assert(proof::only_through(Stage::signed_off, Stage::at_counsel), "only counsel signs off");
static_assert(proof::only_through(Stage::approved, Stage::signed_off),
              "nothing is approved that counsel has not signed off");
static_assert(proof::only_through(Stage::issued, Stage::approved), "nothing is issued that is not approved");

} // namespace docket::review
