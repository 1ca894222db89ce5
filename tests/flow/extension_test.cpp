// A matter the office handles itself: its sixty days, their extension with a leader's approval and a notice,
// its opinion; notices that are served beside the way; a hearing whose days do not count.
#include "pipeline/flow/writing.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Level;
using review::Stage;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct OwnRounds : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(first_letter());

    std::string tried(Act act, const std::string& who, const json::Value& input = json::Object{}) {
        return code_of(house.act(number, act, who, input));
    }
    std::string clerk(Act act, const json::Value& input = json::Object{}) {
        return tried(act, "clerk-1", input);
    }
    void accept() {
        ASSERT_EQ(clerk(Act::accept, json::Object{{"claims", json::Array{"请求修复破损的路面"}}}), "done");
    }
    static json::Value asking(int days, const std::string& reason = "需要委托鉴定，结论尚未作出。") {
        return json::Object{{"days", days}, {"reason", reason}};
    }
    json::Value serving(int notice) {
        auto input = served_on(iso(house.tools().today()));
        input.object()->set("notice", notice);
        return input;
    }
    review::Deadline last_period() { return house.load(number).deadlines.back(); }
    std::string ends() {
        const auto period = last_period();
        return period.rule + " " + (period.effective ? iso(*period.effective) : "?");
    }
    // An answer to every request of a first letter.
    json::Value handling() {
        auto input = opinion();
        json::Array decided;
        const auto claims = house.load(number).claims.size();
        for (std::size_t n = 1; n <= claims; ++n)
            decided.emplace_back(
                json::Object{{"claim", n}, {"outcome", "support"}, {"text", "三十日内修复路面"}});
        json::Array findings;
        for (std::size_t n = 1; n <= claims; ++n)
            findings.emplace_back(json::Object{
                {"claim", n}, {"text", "该路段路面破损属实。"}, {"evidence", json::Array{"现场勘查记录"}}});
        input.object()->set("dispositions", std::move(decided)).set("findings", std::move(findings));
        return input;
    }
};

TEST_F(OwnRounds, A_letter_that_is_accepted_is_handled_in_the_name_of_the_organ_with_sixty_days) {
    accept();
    const auto c = house.load(number);
    EXPECT_EQ(c.current().level, Level::handling);
    EXPECT_EQ(c.current().organ, "district");
    EXPECT_EQ(ends(), "T5 2026-08-10") << "the sixtieth day, 2026-08-09, is a Sunday";
    ASSERT_EQ(c.notices.size(), 1U);
    EXPECT_EQ(c.notices.front().kind, "acceptance_notice");
    house.work();
    EXPECT_FALSE(house.load(number).notices.front().pdf.empty());
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(OwnRounds, It_ends_in_an_opinion_against_which_the_organ_above_may_be_asked) {
    accept();
    ASSERT_EQ(clerk(Act::draft, handling()), "done");
    carry(house, number, Stage::served);
    const auto c = house.load(number);
    EXPECT_EQ(c.current().document_title, "厦门市海沧区人民政府信访处理意见书");
    EXPECT_THAT(c.current().document_number, HasSubstr("海府信处〔2026〕1号"));
    EXPECT_EQ(c.deadlines.back().rule, "T7");
    const auto kept = flow::get_json(house.tools().blobs, c.current().issued_blob).value();
    EXPECT_EQ(kept.at("remedy").at("organ").text_at("code"), "city");
    ASSERT_EQ(clerk(Act::close), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(OwnRounds, An_opinion_on_a_matter_cannot_uphold_or_remand) {
    accept();
    EXPECT_EQ(clerk(Act::draft, opinion()), "document.unsound");
}

TEST_F(OwnRounds, A_period_is_extended_by_the_leader_with_a_numbered_notice_and_both_days_are_kept) {
    accept();
    premises.clock.advance(std::chrono::days{50});
    EXPECT_EQ(clerk(Act::ask_extension, asking(31)), "act.extension_days");
    EXPECT_EQ(clerk(Act::ask_extension, asking(0)), "act.extension_days");
    EXPECT_EQ(clerk(Act::ask_extension, asking(20, "")), "act.reason_missing");
    ASSERT_EQ(clerk(Act::ask_extension, asking(20)), "done");
    EXPECT_EQ(clerk(Act::ask_extension, asking(20)), "act.extension_pending");
    EXPECT_EQ(tried(Act::extend, "clerk-1"), "act.wrong_role");
    ASSERT_EQ(tried(Act::extend, "leader-1"), "done");
    const auto c = house.load(number);
    EXPECT_EQ(c.current().stage, Stage::accepted);
    EXPECT_EQ(c.current().extension->granted_by, "leader-1");
    EXPECT_EQ(ends(), "T5 2026-08-31") << "eighty days end on Saturday 2026-08-29";
    EXPECT_EQ(iso(c.deadlines.back().former.value()), "2026-08-10");
    ASSERT_EQ(c.notices.size(), 2U);
    EXPECT_EQ(c.notices.back().title, "信访事项延长办理期限告知书");
    EXPECT_EQ(c.notices.back().number, "海信延〔2026〕1号");
    const auto kept = flow::get_json(house.tools().blobs, c.notices.back().blob).value();
    EXPECT_EQ(kept.at("extending").text_at("due"), "2026-08-10");
    EXPECT_EQ(kept.at("extending").text_at("until"), "2026-08-31");
    EXPECT_EQ(clerk(Act::ask_extension, asking(5)), "act.extended_already");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(OwnRounds, What_a_leader_does_not_grant_may_be_asked_for_again) {
    accept();
    ASSERT_EQ(clerk(Act::ask_extension, asking(30)), "done");
    EXPECT_EQ(tried(Act::deny_extension, "leader-1"), "act.reason_missing");
    ASSERT_EQ(tried(Act::deny_extension, "leader-1", because("按期可以办结。")), "done");
    EXPECT_EQ(tried(Act::extend, "leader-1"), "act.extension_unasked");
    EXPECT_FALSE(house.load(number).current().extension);
    EXPECT_EQ(clerk(Act::ask_extension, asking(10)), "done");
}

TEST_F(OwnRounds, A_period_that_is_over_is_not_extended_any_more) {
    accept();
    ASSERT_EQ(clerk(Act::ask_extension, asking(30)), "done");
    premises.clock.advance(std::chrono::days{62});
    EXPECT_EQ(tried(Act::extend, "leader-1"), "act.period_over");
    ASSERT_EQ(tried(Act::deny_extension, "leader-1", because()), "done");
    EXPECT_EQ(clerk(Act::ask_extension, asking(30)), "act.period_over");
}

TEST_F(OwnRounds, A_review_knows_no_extension) {
    number = house.register_letter(review_application());
    carry(house, number, Stage::accepted);
    EXPECT_EQ(clerk(Act::ask_extension, asking(10)), "act.not_extendable");
    EXPECT_EQ(clerk(Act::note_hearing, json::Object{{"from", "2026-06-10"}}), "act.hearing_counted");
}

TEST_F(OwnRounds, A_notice_is_served_once_with_proof_and_not_before_it_was_written) {
    accept();
    EXPECT_EQ(clerk(Act::serve_notice, serving(1)), "act.document_missing");
    house.work();
    EXPECT_EQ(clerk(Act::serve_notice, serving(2)), "act.notice_unknown");
    auto yesterday = serving(1);
    yesterday.object()->set("on", "2026-06-09");
    EXPECT_EQ(clerk(Act::serve_notice, yesterday), "act.proof_missing");
    ASSERT_EQ(clerk(Act::serve_notice, serving(1)), "done");
    EXPECT_EQ(clerk(Act::serve_notice, serving(1)), "act.notice_known");
    const auto c = house.load(number);
    EXPECT_EQ(iso(c.notices.front().service->on), "2026-06-10");
    EXPECT_FALSE(c.current().service) << "the round's own document is another one";
    EXPECT_EQ(c.deadlines.back().rule, "T5") << "no period runs from it";
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(OwnRounds, A_page_is_not_out_of_date_because_the_machine_wrote_a_notice_since) {
    accept();
    const auto seen = house.load(number).version;
    house.work();
    ASSERT_GT(house.load(number).version, seen);
    flow::ActRequest asking_on{number, Act::ask_extension, "clerk-1", asking(10), seen};
    EXPECT_EQ(code_of(flow::act(asking_on, house.tools())), "done");
    flow::ActRequest again{number, Act::extend, "leader-1", json::Object{}, seen};
    EXPECT_EQ(code_of(flow::act(again, house.tools())), "case.stale") << "somebody asked since";
}

TEST_F(OwnRounds,
       An_act_is_not_refused_because_the_machine_writes_a_notice_between_its_reading_and_its_saving) {
    accept();
    const auto seen = house.load(number).version;
    premises.faults.meanwhile(1, [&] { house.work(); });
    EXPECT_EQ(code_of(flow::act({number, Act::ask_extension, "clerk-1", asking(10), seen}, house.tools())),
              "done");
    ASSERT_TRUE(premises.faults.hit());
    const auto c = house.load(number);
    EXPECT_EQ(c.version, seen + 2) << "both are kept";
    EXPECT_EQ(c.current().extension->asked_by, "clerk-1");
}

TEST_F(OwnRounds, An_act_is_refused_when_a_person_acts_between_its_reading_and_its_saving) {
    accept();
    const auto seen = house.load(number).version;
    premises.faults.meanwhile(1, [&] {
        house.work();
        ASSERT_EQ(clerk(Act::ask_extension, asking(20)), "done");
    });
    EXPECT_EQ(code_of(flow::act({number, Act::ask_extension, "clerk-1", asking(10), seen}, house.tools())),
              "case.stale");
}

TEST_F(OwnRounds, A_page_is_not_out_of_date_because_a_finding_was_answered_after_the_machine_wrote) {
    accept();
    const auto seen = house.load(number).version;
    house.work();
    auto& store = house.store();
    ASSERT_TRUE(store.work.transact([&](Transaction& tx) -> Result<void> {
        auto answered = flow::event_now(house.tools(), "case:" + number, "answer", "clerk-1");
        answered.from = answered.to = "accepted";
        DOCKET_CHECK(store.record.append(tx, answered));
        return {};
    }));
    EXPECT_EQ(code_of(flow::act({number, Act::ask_extension, "clerk-1", asking(10), seen}, house.tools())),
              "done");
}

TEST_F(OwnRounds, Of_a_re_review_the_days_of_a_hearing_are_not_counted) {
    number = house.register_letter(re_review_application());
    carry(house, number, Stage::accepted);
    EXPECT_EQ(ends(), "T10 2026-07-10");
    premises.clock.advance(std::chrono::days{10});
    EXPECT_EQ(clerk(Act::note_hearing, json::Object{{"from", "2026-06-19"}, {"until", "2026-06-21"}}),
              "act.hearing_days")
        << "not over yet";
    EXPECT_EQ(clerk(Act::note_hearing, json::Object{{"from", "2026-06-01"}}), "act.hearing_days")
        << "before the request";
    ASSERT_EQ(clerk(Act::note_hearing, json::Object{{"from", "2026-06-17"}, {"until", "2026-06-18"}}),
              "done");
    EXPECT_EQ(ends(), "T10 2026-07-13") << "two days later is Sunday 2026-07-12";
    EXPECT_EQ(last_period().hearing_days, 2);
    ASSERT_EQ(clerk(Act::note_hearing, json::Object{{"from", "2026-06-20"}}), "done");
    EXPECT_EQ(last_period().hearing_days, 3);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(OwnRounds, An_office_that_handles_nothing_itself_passes_everything_on) {
    auto office = premises.office;
    office.handles.clear();
    premises.office = office;
    EXPECT_EQ(clerk(Act::accept), "act.not_competent");
}

} // namespace
} // namespace docket::testing
