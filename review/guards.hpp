// Facts and guards: what must hold before an act, and the reason when it does not. Pure and constexpr; any
// thread.
#pragma once

#include "review/role.hpp"

#include <cstdint>
#include <string_view>

namespace docket::review {

// Whether the record bears out that a request came too late.
enum class Lateness : std::uint8_t { unproven, contradicted, postmark_wanted, proven };

// Everything a guard may ask, filled by flow from one load of the case and the act's input. Views must
// outlive the call of decide().
struct Facts {
    std::string_view actor;       // who acts
    std::string_view drafter;     // who wrote the newest draft
    std::string_view counsel;     // who signed off
    std::string_view text;        // digest of the newest draft's text
    std::string_view signed_text; // digest that counsel signed off
    std::string_view named_text;  // digest the actor says he or she decides on
    bool competent = false;       // our organ holds this level for the organ complained of
    bool reason_given = false;    // at least a few words
    bool organ_named = false;     // the transfer names an organ of the register
    bool organ_merged = false;    // another organ has its powers now
    bool to_the_accused = false;  // a report would reach whom it is against: by an act or a copy
    bool ground_named = false;    // a ground of the table (declining.hpp)
    bool ground_fits = false;     // that may be given in this round, for what was raised this way
    bool way_missing = false;     // the ground wants the way that remains, and none is said
    bool claims_lateness = false; // the ground says that a period was missed
    Lateness lateness{};          // what the record says of it
    bool reply_awaited = false;   // the organ was told to report back (交办), and has not
    bool result_whole = false;    // number and day of the other organ's opinion are given
    bool orders_anew = false;     // our opinion revokes and orders the matter to be handled anew
    bool served = false;          // the service of the round's document is known
    bool notice_owed = false;     // a notice was written, and nothing proves that it was served
    bool draft_whole = false;     // the document is valid and belongs to this case
    bool conflict = false;        // the actor acted for an organ of the matter, or stood back from it
    bool contract_over = false;   // the actor's contracts with the office are over, or have not begun
    bool declared = false;        // the actor declared independence
    bool holds_task = false;      // the actor holds the lease of the case's task
    bool service_proven =
        false; // mode, day, recipient and proof are given, and not before the document's date
    bool document_written = false;
    bool veto_open = false;        // the check vetoes the newest draft and counsel has not dismissed it
    bool veto_unanswered = false;  // and nobody has said why it stays
    bool major_unanswered = false; // a grave finding to which nobody has said anything
    bool notice_named = false;     // a notice of the case, by its place
    bool notice_written = false;   // its PDF is there
    bool notice_known = false;     // and its service is known already
    int longest_extension = 0; // days by which the running period of the round may be extended; 0: not at all
    int days_asked = 0;        // of the extension that is asked for
    std::string_view asked_by{};      // who asked for the extension that waits; empty: none waits
    bool extended = false;            // the period was extended once
    bool period_over = false;         // its last day has passed
    bool hearing_counts = false;      // the days of a hearing are left out of the running period
    bool hearing_whole = false;       // its days are given, within the period so far
    bool may_be_supplemented = false; // a request for review or re-review, in an office that has adopted it
    bool supplement_asked = false;    // once already
    bool supplement_listed = false;   // what is wanted is named
    bool supplement_awaited = false;  // asked for, and not come
    bool supplement_dated = false;    // the day it came is given, and possible
    bool claims_silence = false;      // the ground says that nothing was supplied
    bool wants_route = false;         // the ground says that another procedure applies
    bool route_named = false;         // an item of article 31
    bool route_fits = true;           // that the act may walk: another procedure, an organ's duty, a petition
    bool ending_whole = false;        // its kind, a possible day and a proof are given
    bool ending_waits = false;        // for a leader
    std::string_view ending_by{};     // who asked for it
    bool supplement_missed = false;   // its days have passed since proven service, and nothing came in them
    bool answer_asked = false;        // the organ complained of was asked for it in this round
    bool answer_known = false;        // and it came
    bool answer_dated = false;        // the day it came is given, and possible
    bool answer_told = false;         // and what it says
    bool urgent = false;              // a person says that the matter is urgent
    bool urgency_open = false;        // or words of the list were found, and nobody has decided
    bool report_missing = false;      // of an urgent matter, to one of the two places
    bool report_whole = false;        // to which place, on which day and how it was reported
    bool report_known = false;        // and that was recorded before
    bool mandate_whole = false;       // name, proof and first day are given
    bool agents_full = false;         // with this one there would be more than two at a time
    bool representatives_full = false; // more than five, where the law allows no more
    bool mandate_named = false;        // one that was not ended yet
    bool mandate_dated = false;        // the day from which it holds no more is given, and possible
    bool recipient_over = false; // who signed for the document spoke for the petitioner no more that day
};

enum class Refusal : std::uint8_t {
    none,
    no_such_step,
    wrong_role,
    not_competent,
    reason_missing,
    organ_missing,
    draft_incomplete,
    conflict_of_interest,
    declaration_missing,
    task_not_held,
    text_changed,
    same_person,
    proof_missing,
    document_missing,
    finding_open,
    veto_open,
    contract_over,
    ground_missing,
    ground_unfit,
    way_missing,
    lateness_unproven,
    lateness_contradicted,
    postmark_wanted,
    service_missing,
    result_missing,
    reply_awaited,
    nothing_remanded,
    remand_due,
    notice_unknown,
    notice_known,
    not_extendable,
    extended_already,
    extension_pending,
    extension_days,
    extension_unasked,
    period_over,
    hearing_counted,
    hearing_days,
    accused_organ,
    not_supplementable,
    supplement_asked_already,
    supplement_unlisted,
    supplement_unasked,
    supplement_day,
    supplement_open,
    route_missing,
    route_unfit,
    ending_incomplete,
    ending_pending,
    ending_unasked,
    answer_unasked,
    answer_known,
    answer_day,
    answer_untold,
    report_missing,
    urgent_already,
    not_urgent,
    report_unclear,
    report_known,
    mandate_incomplete,
    too_many_agents,
    too_many_representatives,
    mandate_unknown,
    mandate_day,
    mandate_over,
    organ_merged,
};

using Guard = Refusal (*)(const Facts&);

constexpr Refusal free_(const Facts&) { return Refusal::none; }
// 信访工作条例 31, 34: only what is on the sixth route is accepted as a petition.
constexpr Refusal competent(const Facts& f) {
    if (!f.competent) return Refusal::not_competent;
    return f.route_fits ? Refusal::none : Refusal::route_unfit;
}
constexpr Refusal has_reason(const Facts& f) {
    return f.reason_given ? Refusal::none : Refusal::reason_missing;
}
// 信访工作条例 22, 23, 35, 36: what is not accepted is refused on a ground of the table, with the reason of
// the case and the way that remains. That a period was missed needs proof of the service it ran from.
constexpr Refusal grounded(const Facts& f) {
    if (!f.ground_named) return Refusal::ground_missing;
    if (!f.ground_fits) return Refusal::ground_unfit;
    if (!f.reason_given) return Refusal::reason_missing;
    if (f.way_missing) return Refusal::way_missing;
    if (f.wants_route && !f.route_named) return Refusal::route_missing;
    if (!f.route_fits) return Refusal::route_unfit;
    if (f.claims_silence && !f.supplement_missed) return Refusal::supplement_open;
    if (!f.claims_lateness || f.lateness == Lateness::proven) return Refusal::none;
    if (f.lateness == Lateness::contradicted) return Refusal::lateness_contradicted;
    return f.lateness == Lateness::postmark_wanted ? Refusal::postmark_wanted : Refusal::lateness_unproven;
}
// 信访工作条例 25, 46: what is urgent is reported at once to two places; no case ends without.
constexpr Refusal reported(const Facts& f) {
    return f.report_missing ? Refusal::report_missing : Refusal::none;
}
constexpr Refusal notice_served(const Facts& f) {
    return f.notice_owed ? Refusal::service_missing : reported(f);
}
// 信访工作条例 30: what an informant wrote is neither told nor passed on to the person or unit it is against.
constexpr Refusal not_to_the_accused(const Facts& f) {
    return f.to_the_accused ? Refusal::accused_organ : Refusal::none;
}
constexpr Refusal names_an_organ(const Facts& f) {
    if (!f.organ_named) return Refusal::organ_missing;
    if (f.organ_merged) return Refusal::organ_merged;
    return f.route_fits ? not_to_the_accused(f) : Refusal::route_unfit;
}
constexpr Refusal whole_draft(const Facts& f) {
    return f.draft_whole ? not_to_the_accused(f) : Refusal::draft_incomplete;
}
// 律师法 39: no lawyer works on a matter whose parties he or she acted for; and says so each time.
constexpr Refusal independent(const Facts& f) {
    if (f.contract_over) return Refusal::contract_over;
    if (f.conflict) return Refusal::conflict_of_interest;
    return f.declared ? Refusal::none : Refusal::declaration_missing;
}
// A veto may go to counsel, but not without a word.
constexpr Refusal vetoes_explained(const Facts& f) {
    return f.veto_unanswered ? Refusal::finding_open : Refusal::none;
}
// Whoever has become bound to a party may, and must, give the task back; the reason tells the next one.
constexpr Refusal gives_task_back(const Facts& f) {
    return f.holds_task ? has_reason(f) : Refusal::task_not_held;
}
// Standing back needs no task in hand, and cannot be done twice.
constexpr Refusal stands_back(const Facts& f) {
    return f.conflict && !f.holds_task ? Refusal::conflict_of_interest : has_reason(f);
}
// Asked again at every decision, for since the claim the contract may have ended, or the lawyer have been
// bound to a party.
constexpr Refusal holds_task_unbound(const Facts& f) {
    if (!f.holds_task) return Refusal::task_not_held;
    if (f.contract_over) return Refusal::contract_over;
    return f.conflict ? Refusal::conflict_of_interest : Refusal::none;
}
constexpr Refusal holds_task_with_reason(const Facts& f) {
    const auto bound = holds_task_unbound(f);
    return bound == Refusal::none ? has_reason(f) : bound;
}
constexpr Refusal holds_task_on_this_text(const Facts& f) {
    if (const auto bound = holds_task_unbound(f); bound != Refusal::none) return bound;
    if (f.actor == f.drafter) return Refusal::same_person;
    if (f.named_text != f.text || f.text.empty()) return Refusal::text_changed;
    if (f.veto_open) return Refusal::veto_open;
    return f.major_unanswered ? Refusal::finding_open : Refusal::none;
}
// Whoever approves has neither drafted nor signed off, and approves the very text that counsel saw.
constexpr Refusal same_text_and_four_eyes(const Facts& f) {
    if (f.actor == f.drafter || f.actor == f.counsel || f.drafter == f.counsel) return Refusal::same_person;
    const bool same = !f.text.empty() && f.text == f.signed_text && f.text == f.named_text;
    if (!same) return Refusal::text_changed;
    return f.veto_open ? Refusal::veto_open : Refusal::none; // a leader lifts no veto
}
constexpr Refusal document_written(const Facts& f) {
    return f.document_written ? Refusal::none : Refusal::document_missing;
}
// Handed to an agent whose power is over, it has not reached the petitioner (民法典 173).
constexpr Refusal reached_its_reader(const Facts& f) {
    if (!f.service_proven) return Refusal::proof_missing;
    return f.recipient_over ? Refusal::mandate_over : Refusal::none;
}
// What nobody could have held in hand was not served, whatever the receipt says.
constexpr Refusal has_proof(const Facts& f) {
    if (!f.document_written) return Refusal::document_missing;
    return reached_its_reader(f);
}
// 信访工作条例 22: what was 交办 is closed by the report; what was 转送 may be left to the organ.
constexpr Refusal no_reply_awaited(const Facts& f) {
    return f.reply_awaited ? Refusal::reply_awaited : reported(f);
}
constexpr Refusal whole_result(const Facts& f) {
    return f.result_whole ? Refusal::none : Refusal::result_missing;
}
constexpr Refusal proves_service(const Facts& f) {
    if (f.served) return Refusal::no_such_step; // once
    return reached_its_reader(f);
}
constexpr Refusal orders_handling(const Facts& f) {
    if (!f.orders_anew) return Refusal::nothing_remanded;
    const auto written = document_written(f);
    return written == Refusal::none ? not_to_the_accused(f) : written;
}
// A case whose opinion sends it back is not at its end.
constexpr Refusal written_and_final(const Facts& f) {
    if (f.orders_anew) return Refusal::remand_due;
    const auto written = document_written(f);
    return written == Refusal::none ? reported(f) : written;
}
// What ends a round is served once, a notice of refusal too.
constexpr Refusal serves_refusal(const Facts& f) { return f.served ? Refusal::no_such_step : has_proof(f); }

// A notice beside it as well.
constexpr Refusal serves_notice(const Facts& f) {
    if (!f.notice_named) return Refusal::notice_unknown;
    if (f.notice_known) return Refusal::notice_known;
    if (f.to_the_accused) return Refusal::accused_organ;
    if (!f.notice_written) return Refusal::document_missing;
    return reached_its_reader(f);
}
// 信访工作条例 34: once, by at most thirty days, with the reason, before the period is over.
constexpr Refusal extendable(const Facts& f) {
    if (f.longest_extension == 0) return Refusal::not_extendable;
    if (f.extended) return Refusal::extended_already;
    if (!f.asked_by.empty()) return Refusal::extension_pending;
    if (f.period_over) return Refusal::period_over;
    if (f.days_asked < 1 || f.days_asked > f.longest_extension) return Refusal::extension_days;
    return has_reason(f);
}
// And by a leader of the organ who did not ask for it.
constexpr Refusal grants_extension(const Facts& f) {
    if (f.asked_by.empty()) return Refusal::extension_unasked;
    if (f.actor == f.asked_by) return Refusal::same_person;
    return f.period_over ? Refusal::period_over : Refusal::none;
}
constexpr Refusal denies_extension(const Facts& f) {
    return f.asked_by.empty() ? Refusal::extension_unasked : has_reason(f);
}
// 行政复议法 31, by analogy: once, and everything that is wanted together, by the organ that may decide.
constexpr Refusal asks_supplement(const Facts& f) {
    if (!f.may_be_supplemented) return Refusal::not_supplementable;
    if (!f.competent) return Refusal::not_competent;
    if (f.supplement_asked) return Refusal::supplement_asked_already;
    return f.supplement_listed ? Refusal::none : Refusal::supplement_unlisted;
}
// Ended without an opinion: by a leader who did not ask for it.
constexpr Refusal asks_ending(const Facts& f) {
    if (f.ending_waits) return Refusal::ending_pending;
    return f.ending_whole ? has_reason(f) : Refusal::ending_incomplete;
}
constexpr Refusal grants_ending(const Facts& f) {
    if (!f.ending_waits) return Refusal::ending_unasked;
    return f.actor == f.ending_by ? Refusal::same_person : Refusal::none;
}
constexpr Refusal denies_ending(const Facts& f) {
    return f.ending_waits ? has_reason(f) : Refusal::ending_unasked;
}
constexpr Refusal notes_supplement(const Facts& f) {
    if (!f.supplement_awaited) return Refusal::supplement_unasked;
    return f.supplement_dated ? Refusal::none : Refusal::supplement_day;
}
// Once; whatever its day, as what came late is material too.
constexpr Refusal notes_answer(const Facts& f) {
    if (!f.answer_asked) return Refusal::answer_unasked;
    if (f.answer_known) return Refusal::answer_known;
    if (!f.answer_dated) return Refusal::answer_day;
    return f.answer_told ? Refusal::none : Refusal::answer_untold;
}
// Whether a matter is urgent is a person's word, with its reason; the words that were found only propose it.
constexpr Refusal marks_urgent(const Facts& f) { return f.urgent ? Refusal::urgent_already : has_reason(f); }
constexpr Refusal clears_urgent(const Facts& f) {
    return f.urgency_open ? has_reason(f) : Refusal::not_urgent;
}
constexpr Refusal notes_report(const Facts& f) {
    if (!f.urgent) return Refusal::not_urgent;
    if (!f.report_whole) return Refusal::report_unclear;
    return f.report_known ? Refusal::report_known : Refusal::none;
}
// One or two agents by a written mandate; joint petitioners who come in person send five at most
// (信访工作条例 20).
constexpr Refusal adds_mandate(const Facts& f) {
    if (!f.mandate_whole) return Refusal::mandate_incomplete;
    if (f.agents_full) return Refusal::too_many_agents;
    return f.representatives_full ? Refusal::too_many_representatives : Refusal::none;
}
constexpr Refusal ends_mandate(const Facts& f) {
    if (!f.mandate_named) return Refusal::mandate_unknown;
    return f.mandate_dated ? has_reason(f) : Refusal::mandate_day;
}
// 信访工作条例 36: the time of a hearing is not counted, in the re-review only.
constexpr Refusal held_hearing(const Facts& f) {
    if (!f.hearing_counts) return Refusal::hearing_counted;
    return f.hearing_whole ? Refusal::none : Refusal::hearing_days;
}

} // namespace docket::review
