// What is refused, to whom, and with which word.
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <thread>

namespace docket::testing {
namespace {

using review::Act;
using review::Role;
using review::Stage;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace std::chrono_literals;

struct Refusals : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(review_application());

    std::string tried(Act act, const std::string& actor, json::Value input = json::Object{}) {
        return code_of(house.act(number, act, actor, std::move(input)));
    }
    // From now on the person has another post in the office.
    void moves(const std::string& id, Role role) {
        auto person = house.person(id);
        person.role = role;
        house.put(person);
    }
    // The same office over other transactions.
    flow::Tools tools_with(Work& work) {
        const auto& t = house.tools();
        return {t.clock,     t.random,    work,     t.jobs,     t.desk,      t.cases,          t.record,
                t.numbering, t.directory, t.blobs,  t.arrivals, t.pages,     t.batches,        t.unpacker,
                t.reader,    t.writer,    t.shelf,  t.answers,  t.archivist, t.archive_copies, t.words,
                t.calendar,  t.lexicon,   t.office, t.limits,   t.scratch};
    }
    json::Value newest() { return named(house.text_of(number)); }
};

TEST_F(Refusals, Each_act_belongs_to_one_role) {
    const std::vector<std::string> everyone{"mailroom-1", "clerk-1",   "lawyer-2",
                                            "leader-1",   "auditor-1", "admin-1"};
    for (const auto& step : review::lifecycle) {
        if (step.from == Stage::declined || step.from == Stage::transferred ||
            step.from == Stage::elsewhere || step.from == Stage::answered || step.from == Stage::concluded ||
            step.on == Act::decline || step.on == Act::transfer || step.on == Act::send_back)
            continue;
        while (house.load(number).current().stage != step.from) carry(house, number, step.from);
        for (const auto& who : everyone) {
            if (house.person(who).role == step.by) continue;
            EXPECT_EQ(tried(step.on, who, opinion()), "act.wrong_role")
                << who << " " << review::name(step.on);
        }
    }
    EXPECT_EQ(tried(Act::accept, "nobody"), "person.unknown");
    EXPECT_EQ(code_of(house.act("LX000", Act::accept, "clerk-1")), "case.unknown");
}

TEST_F(Refusals, An_act_the_stage_does_not_know_is_no_step) {
    EXPECT_EQ(tried(Act::submit, "clerk-1"), "act.no_such_step");
    EXPECT_EQ(tried(Act::approve, "leader-1"), "act.no_such_step");
    carry(house, number, Stage::archived);
    for (int act = 0; act < static_cast<int>(review::act_count); ++act)
        EXPECT_EQ(tried(static_cast<Act>(act), "clerk-1", opinion()), "act.no_such_step") << act;
}

TEST_F(Refusals, A_refusal_leaves_no_trace) {
    const auto before = house.load(number);
    const auto head = house.store().record.head().value();
    EXPECT_EQ(tried(Act::accept, "leader-1"), "act.wrong_role");
    EXPECT_EQ(tried(Act::decline, "clerk-1"), "act.ground_missing");
    EXPECT_EQ(tried(Act::transfer, "clerk-1", json::Object{{"organ", "moon"}}), "act.organ_missing");
    EXPECT_EQ(house.load(number).version, before.version);
    EXPECT_EQ(house.store().record.head().value(), head);
}

TEST_F(Refusals, A_lawyer_who_acted_for_an_organ_of_the_matter_gets_no_task) {
    auto lawyer = house.person("lawyer-1");
    lawyer.conflicts = {"street-haicang"};
    house.put(lawyer);
    carry(house, number, Stage::at_counsel);
    EXPECT_EQ(tried(Act::claim, "lawyer-1", declared()), "act.conflict_of_interest");
    EXPECT_EQ(tried(Act::claim, "lawyer-2"), "act.declaration_missing");
    EXPECT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
}

TEST_F(Refusals, A_conflict_that_was_added_after_the_claim_stops_the_sign_off) {
    carry(house, number, Stage::at_counsel);
    ASSERT_EQ(tried(Act::claim, "lawyer-1", declared()), "done");
    auto lawyer = house.person("lawyer-1");
    lawyer.conflicts.emplace_back("street-haicang");
    house.put(lawyer);
    EXPECT_EQ(tried(Act::sign_off, "lawyer-1", newest()), "act.conflict_of_interest");
    EXPECT_EQ(tried(Act::send_back, "lawyer-1", because()), "act.conflict_of_interest");
}

TEST_F(Refusals, Without_the_task_a_lawyer_neither_signs_nor_sends_back) {
    carry(house, number, Stage::at_counsel);
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", newest()), "act.task_not_held");
    EXPECT_EQ(tried(Act::send_back, "lawyer-2", because()), "act.task_not_held");
}

TEST_F(Refusals, Another_lawyers_task_is_neither_taken_nor_signed) {
    carry(house, number, Stage::at_counsel);
    ASSERT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
    EXPECT_EQ(tried(Act::claim, "lawyer-1", declared()), "act.task_taken");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-1", newest()), "act.task_not_held");
    EXPECT_EQ(tried(Act::send_back, "lawyer-1", because()), "act.task_not_held");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", newest()), "done");
}

TEST_F(Refusals, Taking_a_task_twice_is_taking_it_once) {
    carry(house, number, Stage::at_counsel);
    ASSERT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
    const auto leased = house.jobs(queue::State::leased);
    ASSERT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
    ASSERT_EQ(house.jobs(queue::State::leased).size(), 1U);
    EXPECT_EQ(house.jobs(queue::State::leased).front().lease_token, leased.front().lease_token);
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", newest()), "done");
}

TEST_F(Refusals, Who_comes_second_for_a_task_hears_who_holds_it_since_when_and_until_when) {
    carry(house, number, Stage::at_counsel);
    premises.clock.advance(5h + 2min); // 14:02
    ASSERT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
    premises.clock.advance(20min);
    const auto late = house.act(number, Act::claim, "lawyer-1", declared());
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "act.task_taken");
    EXPECT_EQ(late.error().kind, Kind::conflict);
    const auto until = iso(plus_days(day("2026-06-10"), premises.office.lawyer_days));
    EXPECT_EQ(late.error().detail, "苏文静 14:02 已领取，占用至 " + until + " 14:02。");
    premises.clock.advance(24h);
    EXPECT_THAT(house.act(number, Act::claim, "lawyer-1", declared()).error().detail,
                ::testing::HasSubstr("苏文静 2026-06-10 14:02 已领取"));
}

TEST_F(Refusals, A_task_that_was_cancelled_is_said_to_be_missing) {
    carry(house, number, Stage::at_counsel);
    house.work();
    const auto tasks = house.jobs(queue::State::ready);
    ASSERT_EQ(tasks.size(), 1U);
    ASSERT_TRUE(house.store().jobs_desk.cancel(tasks.front().id, premises.clock.now()));
    EXPECT_EQ(tried(Act::claim, "lawyer-2", declared()), "act.task_missing");
}

// The store takes the act and loses it at the end.
class Forgetful final : public Work {
  public:
    explicit Forgetful(Work& real) : real_(real) {}
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override {
        return real_.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(act(tx));
            return fail(Kind::unavailable, "store.unavailable", "the store is gone for a moment");
        });
    }

  private:
    Work& real_;
};

TEST_F(Refusals, A_claim_whose_event_was_not_stored_holds_no_task) {
    carry(house, number, Stage::at_counsel);
    Forgetful forgetful(house.store().work);
    const auto tools = tools_with(forgetful);
    EXPECT_EQ(code_of(flow::act({number, Act::claim, "lawyer-2", declared()}, tools)), "store.unavailable");
    EXPECT_THAT(house.jobs(queue::State::leased), IsEmpty());
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", newest()), "act.task_not_held");
    EXPECT_EQ(tried(Act::claim, "lawyer-1", declared()), "done");
}

TEST_F(Refusals, A_task_given_back_is_free_at_once_and_its_first_holder_no_longer_signs) {
    carry(house, number, Stage::at_counsel);
    EXPECT_EQ(tried(Act::release, "lawyer-1", because()), "act.task_not_held");
    ASSERT_EQ(tried(Act::claim, "lawyer-1", declared()), "done");
    EXPECT_EQ(tried(Act::release, "lawyer-2", because()), "act.task_not_held");
    EXPECT_EQ(tried(Act::release, "lawyer-1"), "act.reason_missing");
    EXPECT_EQ(tried(Act::release, "lawyer-1", because("发现应当回避。")), "done");
    EXPECT_EQ(house.load(number).current().stage, Stage::at_counsel);
    const auto event = house.record_of(number).back();
    EXPECT_EQ(event.act, "release");
    EXPECT_EQ(event.actor, "lawyer-1");
    EXPECT_THAT(event.detail, ::testing::HasSubstr("发现应当回避。"));
    EXPECT_EQ(tried(Act::sign_off, "lawyer-1", newest()), "act.task_not_held");
    ASSERT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", newest()), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Refusals, A_lawyers_time_runs_out_the_task_goes_to_another_and_the_first_no_longer_signs) {
    carry(house, number, Stage::at_counsel);
    ASSERT_EQ(tried(Act::claim, "lawyer-1", declared()), "done");
    premises.clock.advance(std::chrono::days{premises.office.lawyer_days} - 1ms);
    EXPECT_EQ(tried(Act::claim, "lawyer-2", declared()), "act.task_taken");
    premises.clock.advance(1ms);
    EXPECT_EQ(tried(Act::sign_off, "lawyer-1", newest()), "act.task_not_held");
    ASSERT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-1", newest()), "act.task_not_held");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", newest()), "done");
    EXPECT_EQ(house.load(number).current().counsel, "lawyer-2");
}

TEST_F(Refusals, A_sign_off_names_exactly_the_newest_text) {
    carry(house, number, Stage::drafted);
    const auto first = house.text_of(number);
    ASSERT_EQ(tried(Act::draft, "clerk-1", opinion("另一稿。")), "done");
    carry(house, number, Stage::at_counsel);
    ASSERT_EQ(tried(Act::claim, "lawyer-2", declared()), "done");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", named(first)), "act.text_changed");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", named(std::string(64, '0'))), "act.text_changed");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2"), "act.text_changed");
    EXPECT_EQ(tried(Act::sign_off, "lawyer-2", newest()), "done");
    EXPECT_EQ(tried(Act::approve, "leader-1", named(first)), "act.text_changed");
    EXPECT_EQ(tried(Act::approve, "leader-1"), "act.text_changed");
    EXPECT_EQ(tried(Act::approve, "leader-1", newest()), "done");
}

TEST_F(Refusals, A_draft_that_changes_after_the_sign_off_is_not_approved) {
    carry(house, number, Stage::signed_off);
    EXPECT_EQ(tried(Act::draft, "clerk-1", opinion("偷偷改过。")), "act.no_such_step");
    // Somebody changes it behind the acts: the draft that lies there is another one.
    const auto other = house.register_letter(review_application(2));
    carry(house, other, Stage::drafted);
    auto c = house.load(number);
    const auto signed_text = c.current().draft_text;
    c.current().draft_blob = house.load(other).current().draft_blob;
    const auto version = c.version;
    ASSERT_TRUE(house.store().work.transact(
        [&](Transaction& tx) { return house.store().cases.save(tx, c, version); }));
    EXPECT_EQ(tried(Act::approve, "leader-1", named(signed_text)), "act.text_changed");
    EXPECT_EQ(tried(Act::approve, "leader-1", named(house.text_of(other))), "act.text_changed");
}

TEST_F(Refusals, Words_of_the_template_that_change_after_the_sign_off_are_not_approved) {
    carry(house, number, Stage::signed_off);
    premises.writer.reword("本机关另行通知。");
    EXPECT_EQ(tried(Act::approve, "leader-1", newest()), "act.text_changed");
    premises.writer.reword("");
    EXPECT_EQ(tried(Act::approve, "leader-1", newest()), "done");
}

TEST_F(Refusals, The_drafter_never_signs_off_in_whatever_post) {
    carry(house, number, Stage::at_counsel);
    moves("clerk-1", Role::lawyer);
    ASSERT_EQ(tried(Act::claim, "clerk-1", declared()), "done");
    EXPECT_EQ(tried(Act::sign_off, "clerk-1", newest()), "act.same_person");
}

TEST_F(Refusals, Neither_the_drafter_nor_counsel_ever_approves_in_whatever_post) {
    carry(house, number, Stage::signed_off);
    for (const auto* who : {"clerk-1", "lawyer-2"}) {
        moves(who, Role::leader);
        EXPECT_EQ(tried(Act::approve, who, newest()), "act.same_person") << who;
    }
    moves("lawyer-1", Role::leader); // had nothing to do with this text
    EXPECT_EQ(tried(Act::approve, "lawyer-1", newest()), "done");
}

TEST_F(Refusals, Who_drafted_an_earlier_text_may_sign_the_next_persons) {
    carry(house, number, Stage::drafted);
    ASSERT_EQ(tried(Act::draft, "clerk-2", opinion("由他人重写。")), "done");
    moves("clerk-1", Role::lawyer);
    ASSERT_EQ(code_of(house.act(number, Act::submit, "clerk-2")), "done");
    ASSERT_EQ(tried(Act::claim, "clerk-1", declared()), "done");
    EXPECT_EQ(tried(Act::sign_off, "clerk-1", newest()), "done");
}

TEST_F(Refusals, Service_needs_a_mode_a_recipient_a_proof_and_a_day_between_the_document_and_today) {
    carry(house, number, Stage::issued);
    house.work();
    premises.clock.set(day("2026-06-12"));
    EXPECT_EQ(tried(Act::serve, "clerk-1"), "act.proof_missing");
    EXPECT_EQ(tried(Act::serve, "clerk-1", served_on("2026-06-11", "")), "act.proof_missing");
    EXPECT_EQ(tried(Act::serve, "clerk-1", served_on("2026-06-09")), "act.proof_missing");
    EXPECT_EQ(tried(Act::serve, "clerk-1", served_on("2026-06-13")), "act.proof_missing");
    EXPECT_EQ(tried(Act::serve, "clerk-1", served_on("六月十一日")), "act.proof_missing");
    for (const auto* part : {"mode", "recipient"}) {
        auto input = served_on("2026-06-11");
        input.object()->set(part, "");
        EXPECT_EQ(tried(Act::serve, "clerk-1", input), "act.proof_missing") << part;
    }
    EXPECT_EQ(tried(Act::serve, "clerk-1", served_on("2026-06-10")), "done");
}

TEST_F(Refusals, A_public_notice_serves_when_its_thirty_days_have_passed) {
    carry(house, number, Stage::issued);
    house.work();
    auto input = served_on("2026-06-10");
    input.object()->set("mode", "public_notice");
    premises.clock.set(day("2026-07-09"));
    EXPECT_EQ(tried(Act::serve, "clerk-1", input), "act.proof_missing");
    premises.clock.set(day("2026-07-10"));
    EXPECT_EQ(tried(Act::serve, "clerk-1", input), "done");
    const auto c = house.load(number);
    EXPECT_EQ(c.current().service->on, day("2026-07-10"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Refusals, A_document_is_not_served_before_it_was_written) {
    carry(house, number, Stage::issued);
    EXPECT_EQ(tried(Act::serve, "clerk-1", served_on("2026-06-10")), "act.document_missing");
    house.work();
    EXPECT_EQ(tried(Act::serve, "clerk-1", served_on("2026-06-10")), "done");
    EXPECT_EQ(tried(Act::close, "clerk-1"), "done");
}

TEST_F(Refusals, A_re_review_of_what_the_district_itself_reviewed_is_not_ours) {
    const auto re_review = house.register_letter(re_review_application());
    const json::Value by_the_district = json::Object{
        {"handling",
         json::Object{{"organ_code", "market"}, {"number", "新市监信访〔2026〕2号"}, {"date", "2026-03-10"}}},
        {"review", json::Object{{"organ_code", "district"}}}};
    EXPECT_EQ(code_of(house.act(re_review, Act::accept, "clerk-1", by_the_district)), "act.not_competent");
    EXPECT_EQ(house.load(re_review).rounds[1].organ, "market"); // the correction was not kept
    EXPECT_EQ(code_of(house.act(re_review, Act::transfer, "clerk-1", json::Object{{"organ", "city"}})),
              "done");
}

TEST_F(Refusals, A_draft_that_leaves_a_claim_open_or_an_earlier_document_unnamed_is_refused) {
    carry(house, number, Stage::accepted);
    auto half = opinion();
    half.object()->set("dispositions",
                       json::Array{json::Object{{"claim", 1}, {"outcome", "uphold"}, {"ground", "sound"}}});
    EXPECT_EQ(tried(Act::draft, "clerk-1", half), "document.unsound");
    EXPECT_EQ(tried(Act::draft, "clerk-1", json::Object{{"findings", "没有"}}), "document.schema");
}

TEST_F(Refusals, Dates_that_are_no_dates_are_refused_when_accepting) {
    EXPECT_EQ(tried(Act::accept, "clerk-1", json::Object{{"handling", json::Object{{"date", "4月28日"}}}}),
              "date.malformed");
    EXPECT_EQ(tried(Act::accept, "clerk-1", json::Object{{"accepted_on", "2026-06-31"}}), "date.malformed");
    EXPECT_EQ(house.load(number).current().stage, Stage::registered);
}

TEST_F(Refusals, Of_two_acts_on_one_state_of_a_case_one_wins_and_the_other_hears_of_it) {
    for (int round = 0; round < 5; ++round) {
        const auto each = house.register_letter(review_application(100 + round));
        std::barrier together(2);
        std::vector<std::string> codes(2);
        {
            const std::jthread one([&] {
                together.arrive_and_wait();
                codes[0] = code_of(house.act(each, Act::accept, "clerk-1"));
            });
            const std::jthread other([&] {
                together.arrive_and_wait();
                codes[1] = code_of(house.act(each, Act::decline, "clerk-2", declining("F1")));
            });
        }
        EXPECT_EQ(std::ranges::count(codes, "done"), 1) << codes[0] << " " << codes[1];
        for (const auto& code : codes)
            EXPECT_TRUE(code == "done" || code == "case.stale" || code == "act.no_such_step") << code;
        EXPECT_EQ(house.record_of(each).size(), 2U);
    }
    house.work();
    EXPECT_THAT(house.faults(), IsEmpty());
}

// The other act comes between the loading and the saving of this one, every time.
class Overtaken final : public Work {
  public:
    Overtaken(Work& real, std::function<void()> first) : real_(real), first_(std::move(first)) {}
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override {
        if (auto once = std::exchange(first_, {})) once();
        return real_.transact(act);
    }

  private:
    Work& real_;
    std::function<void()> first_;
};

TEST_F(Refusals, An_act_on_a_stale_case_is_a_conflict_and_changes_nothing) {
    carry(house, number, Stage::drafted);
    Overtaken overtaken(house.store().work,
                        [&] { ASSERT_EQ(tried(Act::draft, "clerk-2", opinion("先到一步。")), "done"); });
    const auto slow = tools_with(overtaken);
    const auto late = flow::act({number, Act::submit, "clerk-1", json::Object{}}, slow);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "case.stale");
    EXPECT_EQ(late.error().kind, Kind::conflict);
    EXPECT_EQ(house.load(number).current().stage, Stage::drafted);
    EXPECT_EQ(house.load(number).current().drafter, "clerk-2");
    EXPECT_THAT(house.jobs(queue::State::leased), IsEmpty());
    EXPECT_THAT(house.faults(), IsEmpty());
}

} // namespace
} // namespace docket::testing
