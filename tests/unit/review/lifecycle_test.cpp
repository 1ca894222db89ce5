#include "review/lifecycle.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <set>

namespace docket::review {
namespace {

// Facts with which every guard is content.
Facts content() {
    return {.actor = "leader-1",
            .drafter = "clerk-1",
            .counsel = "lawyer-1",
            .text = "t",
            .signed_text = "t",
            .named_text = "t",
            .competent = true,
            .reason_given = true,
            .organ_named = true,
            .draft_whole = true,
            .conflict = false,
            .declared = true,
            .holds_task = true,
            .service_proven = true,
            .document_written = true};
}

TEST(Lifecycle, Answers_every_act_at_every_stage_by_every_role_with_a_step_or_a_reason) {
    for (std::size_t s = 0; s < stage_count; ++s)
        for (std::size_t a = 0; a < act_count; ++a)
            for (int r = 0; r <= static_cast<int>(Role::system); ++r) {
                const auto outcome =
                    decide(static_cast<Stage>(s), static_cast<Act>(a), static_cast<Role>(r), content());
                EXPECT_NE(outcome.decision.has_value(), outcome.why != Refusal::none);
            }
}
TEST(Lifecycle, Refuses_the_lawyer_with_a_conflict_and_the_one_who_does_not_declare) {
    auto facts = content();
    facts.conflict = true;
    EXPECT_EQ(decide(Stage::at_counsel, Act::claim, Role::lawyer, facts).why, Refusal::conflict_of_interest);
    facts.conflict = facts.declared = false;
    EXPECT_EQ(decide(Stage::at_counsel, Act::claim, Role::lawyer, facts).why, Refusal::declaration_missing);
}
TEST(Lifecycle, Hands_no_report_to_the_accused_by_transfer_copy_or_remand) {
    auto facts = content();
    facts.to_the_accused = facts.orders_anew = true;
    EXPECT_EQ(decide(Stage::registered, Act::transfer, Role::clerk, facts).why, Refusal::accused_organ);
    EXPECT_EQ(decide(Stage::accepted, Act::draft, Role::clerk, facts).why, Refusal::accused_organ);
    EXPECT_EQ(decide(Stage::served, Act::remand, Role::clerk, facts).why, Refusal::accused_organ);
    facts.to_the_accused = false;
    EXPECT_TRUE(decide(Stage::registered, Act::transfer, Role::clerk, facts).decision);
}
TEST(Lifecycle, Refuses_a_sign_off_on_another_text_or_without_the_task) {
    auto facts = content();
    facts.actor = "lawyer-1";
    facts.named_text = "older";
    EXPECT_EQ(decide(Stage::at_counsel, Act::sign_off, Role::lawyer, facts).why, Refusal::text_changed);
    facts.holds_task = false;
    EXPECT_EQ(decide(Stage::at_counsel, Act::sign_off, Role::lawyer, facts).why, Refusal::task_not_held);
}
TEST(Lifecycle, Refuses_the_lawyer_whose_conflict_came_after_the_claim) {
    auto facts = content();
    facts.actor = "lawyer-1";
    facts.conflict = true;
    for (const auto act : {Act::sign_off, Act::send_back})
        EXPECT_EQ(decide(Stage::at_counsel, act, Role::lawyer, facts).why, Refusal::conflict_of_interest);
}
TEST(Lifecycle, Lets_a_lawyer_give_a_task_back_with_a_reason_and_above_all_with_a_conflict) {
    auto facts = content();
    facts.conflict = true;
    const auto given = decide(Stage::at_counsel, Act::release, Role::lawyer, facts);
    ASSERT_TRUE(given.decision);
    EXPECT_EQ(given.decision->to, Stage::at_counsel);
    facts.reason_given = false;
    EXPECT_EQ(decide(Stage::at_counsel, Act::release, Role::lawyer, facts).why, Refusal::reason_missing);
    facts.holds_task = false;
    EXPECT_EQ(decide(Stage::at_counsel, Act::release, Role::lawyer, facts).why, Refusal::task_not_held);
}
TEST(Lifecycle, Neither_serves_nor_closes_what_was_not_written) {
    auto facts = content();
    facts.document_written = false;
    EXPECT_EQ(decide(Stage::issued, Act::serve, Role::clerk, facts).why, Refusal::document_missing);
    EXPECT_EQ(decide(Stage::served, Act::close, Role::clerk, facts).why, Refusal::document_missing);
    facts.document_written = true;
    facts.service_proven = false;
    EXPECT_EQ(decide(Stage::issued, Act::serve, Role::clerk, facts).why, Refusal::proof_missing);
}
TEST(Lifecycle, Demands_that_drafter_counsel_and_leader_are_three_persons) {
    for (const auto* same : {"clerk-1", "lawyer-1"}) {
        auto facts = content();
        facts.actor = same;
        EXPECT_EQ(decide(Stage::signed_off, Act::approve, Role::leader, facts).why, Refusal::same_person);
    }
    auto facts = content();
    facts.drafter = facts.counsel;
    EXPECT_EQ(decide(Stage::signed_off, Act::approve, Role::leader, facts).why, Refusal::same_person);
}
TEST(Lifecycle, Extends_a_period_once_by_a_leader_who_did_not_ask_before_it_is_over) {
    auto facts = content();
    facts.actor = "clerk-1";
    const auto asking = [&] { return decide(Stage::drafted, Act::ask_extension, Role::clerk, facts).why; };
    EXPECT_EQ(asking(), Refusal::not_extendable) << "of a review";
    facts.longest_extension = 30;
    EXPECT_EQ(asking(), Refusal::extension_days);
    facts.days_asked = 31;
    EXPECT_EQ(asking(), Refusal::extension_days);
    facts.days_asked = 30;
    EXPECT_EQ(asking(), Refusal::none);
    facts.period_over = true;
    EXPECT_EQ(asking(), Refusal::period_over);
    facts.period_over = false;
    facts.reason_given = false;
    EXPECT_EQ(asking(), Refusal::reason_missing);
    const auto granting = [&] { return decide(Stage::drafted, Act::extend, Role::leader, facts).why; };
    EXPECT_EQ(granting(), Refusal::extension_unasked);
    facts.asked_by = "clerk-1";
    EXPECT_EQ(asking(), Refusal::extension_pending);
    EXPECT_EQ(granting(), Refusal::same_person) << "the one who asked has become a leader";
    facts.actor = "leader-1";
    EXPECT_EQ(granting(), Refusal::none);
    facts.asked_by = {};
    facts.extended = true;
    EXPECT_EQ(asking(), Refusal::extended_already);
}
TEST(Lifecycle, Asks_for_a_supplement_once_and_refuses_for_want_of_it_only_when_its_days_are_over) {
    auto facts = content();
    const auto asking = [&] {
        return decide(Stage::registered, Act::ask_supplement, Role::clerk, facts).why;
    };
    EXPECT_EQ(asking(), Refusal::not_supplementable);
    facts.may_be_supplemented = true;
    facts.competent = false;
    EXPECT_EQ(asking(), Refusal::not_competent);
    facts.competent = true;
    EXPECT_EQ(asking(), Refusal::supplement_unlisted);
    facts.supplement_listed = true;
    EXPECT_EQ(asking(), Refusal::none);
    facts.supplement_asked = true;
    EXPECT_EQ(asking(), Refusal::supplement_asked_already);
    const auto noting = [&] {
        return decide(Stage::registered, Act::note_supplement, Role::clerk, facts).why;
    };
    EXPECT_EQ(noting(), Refusal::supplement_unasked);
    facts.supplement_awaited = true;
    EXPECT_EQ(noting(), Refusal::supplement_day);
    facts.supplement_dated = true;
    EXPECT_EQ(noting(), Refusal::none);
    facts.ground_named = facts.ground_fits = facts.claims_silence = true;
    const auto refusing = [&] { return decide(Stage::registered, Act::decline, Role::clerk, facts).why; };
    EXPECT_EQ(refusing(), Refusal::supplement_open);
    facts.supplement_missed = true;
    EXPECT_EQ(refusing(), Refusal::none);
}
TEST(Lifecycle, Keeps_the_answer_of_the_organ_complained_of_once_where_it_was_asked_for) {
    auto facts = content();
    const auto noting = [&] { return decide(Stage::drafted, Act::note_answer, Role::clerk, facts).why; };
    EXPECT_EQ(noting(), Refusal::answer_unasked);
    facts.answer_asked = true;
    EXPECT_EQ(noting(), Refusal::answer_day);
    facts.answer_dated = true;
    EXPECT_EQ(noting(), Refusal::answer_untold);
    facts.answer_told = true;
    EXPECT_EQ(noting(), Refusal::none);
    EXPECT_EQ(decide(Stage::drafted, Act::note_answer, Role::leader, facts).why, Refusal::wrong_role);
    EXPECT_EQ(decide(Stage::approved, Act::note_answer, Role::clerk, facts).why, Refusal::no_such_step);
    facts.answer_known = true;
    EXPECT_EQ(noting(), Refusal::answer_known);
}
TEST(Lifecycle, Serves_no_notice_that_would_reach_the_accused) {
    auto facts = content();
    facts.notice_named = facts.notice_written = facts.to_the_accused = true;
    EXPECT_EQ(decide(Stage::accepted, Act::serve_notice, Role::clerk, facts).why, Refusal::accused_organ);
}
TEST(Lifecycle, Closes_no_urgent_case_whose_reports_are_missing) {
    auto facts = content();
    facts.report_missing = true;
    for (const auto stage :
         {Stage::served, Stage::elsewhere, Stage::answered, Stage::declined, Stage::transferred})
        EXPECT_EQ(decide(stage, Act::close, Role::clerk, facts).why, Refusal::report_missing) << name(stage);
    facts.report_missing = false;
    EXPECT_TRUE(decide(Stage::served, Act::close, Role::clerk, facts).decision);
}
TEST(Lifecycle, Takes_a_persons_word_with_its_reason_for_what_is_urgent_and_each_report_once) {
    auto facts = content();
    const auto doing = [&](Act act) { return decide(Stage::drafted, act, Role::clerk, facts).why; };
    EXPECT_EQ(doing(Act::clear_urgent), Refusal::not_urgent);
    EXPECT_EQ(doing(Act::note_report), Refusal::not_urgent);
    EXPECT_EQ(doing(Act::mark_urgent), Refusal::none) << "without a word that was found";
    facts.urgency_open = true;
    EXPECT_EQ(doing(Act::clear_urgent), Refusal::none);
    facts.reason_given = false;
    EXPECT_EQ(doing(Act::mark_urgent), Refusal::reason_missing);
    EXPECT_EQ(doing(Act::clear_urgent), Refusal::reason_missing);
    facts.urgent = true;
    EXPECT_EQ(doing(Act::mark_urgent), Refusal::urgent_already);
    EXPECT_EQ(doing(Act::note_report), Refusal::report_unclear);
    facts.report_whole = facts.report_known = true;
    EXPECT_EQ(doing(Act::note_report), Refusal::report_known);
    facts.report_known = false;
    EXPECT_EQ(doing(Act::note_report), Refusal::none);
    EXPECT_EQ(decide(Stage::archived, Act::mark_urgent, Role::clerk, facts).why, Refusal::no_such_step);
    EXPECT_EQ(decide(Stage::drafted, Act::mark_urgent, Role::lawyer, facts).why, Refusal::wrong_role);
}
TEST(Lifecycle, Lets_two_agents_speak_and_of_many_who_come_in_person_five) {
    auto facts = content();
    const auto adding = [&] { return decide(Stage::drafted, Act::add_mandate, Role::clerk, facts).why; };
    EXPECT_EQ(adding(), Refusal::mandate_incomplete);
    facts.mandate_whole = facts.agents_full = true;
    EXPECT_EQ(adding(), Refusal::too_many_agents);
    facts.agents_full = false;
    facts.representatives_full = true;
    EXPECT_EQ(adding(), Refusal::too_many_representatives);
    facts.representatives_full = false;
    EXPECT_EQ(adding(), Refusal::none);
    const auto ending = [&] { return decide(Stage::served, Act::end_mandate, Role::clerk, facts).why; };
    EXPECT_EQ(ending(), Refusal::mandate_unknown);
    facts.mandate_named = true;
    EXPECT_EQ(ending(), Refusal::mandate_day);
    facts.mandate_dated = true;
    EXPECT_EQ(ending(), Refusal::none);
    facts.reason_given = false;
    EXPECT_EQ(ending(), Refusal::reason_missing);
}
TEST(Lifecycle, Takes_no_service_from_whoever_speaks_for_the_petitioner_no_more) {
    auto facts = content();
    facts.notice_named = facts.notice_written = facts.recipient_over = true;
    for (const auto stage : {Stage::issued, Stage::answered, Stage::declined})
        EXPECT_EQ(decide(stage, Act::serve, Role::clerk, facts).why, Refusal::mandate_over);
    EXPECT_EQ(decide(Stage::drafted, Act::serve_notice, Role::clerk, facts).why, Refusal::mandate_over);
}
TEST(Lifecycle, Leaves_the_stage_as_it_is_beside_the_way) {
    auto facts = content();
    facts.notice_named = facts.notice_written = true;
    for (const auto stage : {Stage::accepted, Stage::at_counsel, Stage::served, Stage::answered}) {
        const auto served = decide(stage, Act::serve_notice, Role::clerk, facts);
        ASSERT_TRUE(served.decision);
        EXPECT_EQ(served.decision->to, stage);
    }
    EXPECT_EQ(decide(Stage::transferred, Act::serve_notice, Role::clerk, facts).why, Refusal::no_such_step);
    facts.notice_known = true;
    EXPECT_EQ(decide(Stage::served, Act::serve_notice, Role::clerk, facts).why, Refusal::notice_known);
}
TEST(Lifecycle, Refuses_every_act_once_archived) {
    for (std::size_t a = 0; a < act_count; ++a)
        for (int r = 0; r <= static_cast<int>(Role::system); ++r)
            EXPECT_FALSE(
                decide(Stage::archived, static_cast<Act>(a), static_cast<Role>(r), content()).decision);
}
TEST(Lifecycle, Refusals_have_a_code_of_their_own_and_a_sentence) {
    std::set<std::string> codes;
    for (int why = 1; why <= static_cast<int>(Refusal::organ_merged); ++why) {
        const auto failure = to_failure(static_cast<Refusal>(why), Stage::drafted, Act::submit);
        EXPECT_TRUE(codes.insert(failure.code).second) << failure.code;
        EXPECT_GT(failure.detail.size(), 20U);
    }
}
// Random walks with random facts: nothing is ever issued that was not signed off and approved on the same
// text.
TEST(Lifecycle, On_ten_thousand_random_walks_issues_nothing_past_counsel_and_leader) {
    std::mt19937 chance(20260610);
    const auto pick = [&](int n) { return static_cast<int>(chance() % static_cast<unsigned>(n)); };
    const char* people[] = {"clerk-1", "lawyer-1", "leader-1"};
    for (int walk = 0; walk < 10'000; ++walk) {
        Stage at = Stage::registered;
        std::string counsel, approved_by, text = "t1", signed_text;
        for (int step = 0; step < 40; ++step) {
            const auto act = static_cast<Act>(pick(act_count));
            const auto role = static_cast<Role>(pick(7));
            const std::string actor = people[pick(3)];
            const std::string named = pick(3) ? text : "another";
            auto facts = content();
            facts.actor = actor;
            facts.counsel = counsel;
            facts.text = text;
            facts.signed_text = signed_text;
            facts.named_text = named;
            facts.holds_task = pick(2) == 0;
            facts.declared = pick(2) == 0;
            const auto outcome = decide(at, act, role, facts);
            if (!outcome.decision) continue;
            at = outcome.decision->to;
            if (outcome.decision->effect == Effect::keep_draft) {
                text += "x";
                counsel.clear();
                signed_text.clear();
                approved_by.clear();
            }
            if (outcome.decision->effect == Effect::bind_text) counsel = actor, signed_text = text;
            if (outcome.decision->effect == Effect::assign_number) approved_by = actor;
            if (at == Stage::issued) {
                EXPECT_EQ(signed_text, text);
                EXPECT_FALSE(approved_by.empty());
                EXPECT_NE(approved_by, counsel);
            }
        }
    }
}
TEST(Lifecycle, Is_drawn_in_the_readme_as_the_table_has_it) {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/review/README.md");
    const std::string readme{std::istreambuf_iterator<char>(in), {}};
    EXPECT_NE(readme.find(picture()), std::string::npos) << "put this into review/README.md:\n" << picture();
    EXPECT_NE(readme.find(picture_of_asides()), std::string::npos) << "put this into review/README.md:\n"
                                                                   << picture_of_asides();
}

} // namespace
} // namespace docket::review
