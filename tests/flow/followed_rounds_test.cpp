// What another organ does with a matter that we passed on or sent back: its periods, its answer, its
// objection.
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Level;
using review::Stage;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct FollowedRounds : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(first_letter());

    std::string tried(Act act, const json::Value& input = json::Object{}) {
        return code_of(house.act(number, act, "clerk-1", input));
    }
    static json::Value to(const std::string& organ, const std::string& until = "") {
        json::Object out{{"organ", organ}, {"reason", "由该机关办理。"}};
        if (!until.empty()) out.set("until", until);
        return out;
    }
    static json::Value result(const std::string& date) {
        return json::Object{{"number", "嵩街信访〔2026〕7号"}, {"date", date}};
    }
    // "T3 2026-06-10=2026-06-25 2 +": rule, day 0, last day, round, + for met.
    std::vector<std::string> days() {
        std::vector<std::string> out;
        const auto c = house.load(number);
        for (const auto& d : c.deadlines)
            out.push_back(d.rule + " " + iso(d.from) + "=" + (d.effective ? iso(*d.effective) : "?") + " " +
                          std::to_string(d.round) + (d.met ? " +" : ""));
        return out;
    }
    // An opinion that revokes and orders the matter to be handled anew in thirty days.
    static json::Value ordering_anew() {
        auto input = opinion();
        json::Array both;
        for (const int claim : {1, 2})
            both.emplace_back(json::Object{
                {"claim", claim}, {"outcome", "revoke_remand"}, {"ground", "facts"}, {"period_days", 30}});
        input.object()->set("dispositions", std::move(both));
        return input;
    }
};

TEST_F(FollowedRounds, What_is_passed_on_opens_a_round_of_the_other_organ_with_its_periods) {
    ASSERT_EQ(tried(Act::transfer, to("street-songyu")), "done");
    const auto c = house.load(number);
    ASSERT_EQ(c.rounds.size(), 2U);
    EXPECT_EQ(c.rounds.front().stage, Stage::transferred);
    EXPECT_EQ(c.current().stage, Stage::elsewhere);
    EXPECT_EQ(c.current().organ, "street-songyu");
    EXPECT_EQ(c.current().follows, 1);
    EXPECT_THAT(days(), ElementsAre("T1 2026-06-10=2026-06-25 0 +", "T3 2026-06-10=2026-06-25 2",
                                    "T4 2026-06-10=2026-06-17 2"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(FollowedRounds, An_answer_runs_from_acceptance_to_the_window_of_the_petitioner) {
    ASSERT_EQ(tried(Act::transfer, to("street-songyu", "2026-07-20")), "done");
    premises.clock.advance(std::chrono::days{5});
    ASSERT_EQ(tried(Act::note_acceptance, json::Object{{"on", "2026-06-12"}}), "done");
    EXPECT_THAT(days(), ElementsAre("T1 2026-06-10=2026-06-25 0 +", "T3 2026-06-10=2026-06-25 2 +",
                                    "T4 2026-06-10=2026-06-17 2 +", "T6 2026-06-10=2026-07-20 2",
                                    "T5 2026-06-12=2026-08-11 2"));
    EXPECT_EQ(tried(Act::close), "act.reply_awaited");
    EXPECT_EQ(tried(Act::record_result, json::Object{{"number", "嵩街信访〔2026〕7号"}}),
              "act.result_missing");
    EXPECT_EQ(tried(Act::record_result, result("2026-06-16")), "act.day_impossible") << "tomorrow";
    ASSERT_EQ(tried(Act::record_result, result("2026-06-15")), "done");
    EXPECT_EQ(house.load(number).current().document_number, "嵩街信访〔2026〕7号");
    EXPECT_EQ(tried(Act::serve, served_on("2026-06-14")), "act.proof_missing") << "before its day";
    ASSERT_EQ(tried(Act::serve, served_on("2026-06-15")), "done");
    EXPECT_EQ(tried(Act::serve, served_on("2026-06-15")), "act.no_such_step") << "served once";
    EXPECT_EQ(days().back(), "T7 2026-06-15=2026-07-15 2");
    ASSERT_EQ(tried(Act::close), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(FollowedRounds, What_the_organ_objects_to_is_ours_again_with_fifteen_days_once_more) {
    ASSERT_EQ(tried(Act::transfer, to("street-songyu")), "done");
    premises.clock.advance(std::chrono::days{2});
    EXPECT_EQ(tried(Act::take_back), "act.reason_missing");
    ASSERT_EQ(tried(Act::take_back, because("该路段由新阳街道管理。")), "done");
    auto c = house.load(number);
    ASSERT_EQ(c.rounds.size(), 3U);
    EXPECT_EQ(c.rounds[1].stage, Stage::archived);
    EXPECT_THAT(c.rounds[1].reason, HasSubstr("新阳街道"));
    EXPECT_EQ(c.current().stage, Stage::registered);
    EXPECT_EQ(c.current().organ, "bureau");
    EXPECT_EQ(days().back(), "T1 2026-06-12=2026-06-29 3") << "the fifteenth day is a Saturday";
    ASSERT_EQ(tried(Act::transfer, to("street-xinyang")), "done");
    EXPECT_EQ(house.load(number).current().follows, 3);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(FollowedRounds, An_opinion_that_orders_it_opens_a_new_handling_round_linked_to_the_old) {
    number = house.register_letter(review_application());
    carry(house, number, Stage::accepted);
    ASSERT_EQ(tried(Act::draft, ordering_anew()), "done");
    carry(house, number, Stage::served);
    EXPECT_EQ(tried(Act::close), "act.remand_due");
    ASSERT_EQ(tried(Act::remand), "done");
    const auto c = house.load(number);
    ASSERT_EQ(c.rounds.size(), 3U);
    EXPECT_EQ(c.rounds[1].stage, Stage::archived);
    EXPECT_EQ(c.current().level, Level::handling);
    EXPECT_EQ(c.current().organ, c.rounds.front().organ);
    EXPECT_EQ(c.current().follows, 2);
    EXPECT_EQ(c.current().stage, Stage::elsewhere);
    EXPECT_EQ(days().back(), "T6 2026-06-10=2026-07-10 3");
    EXPECT_THAT(c.deadlines.back().basis,
                AllOf(HasSubstr("海府信复查〔2026〕1号"), HasSubstr("责令重新办理")));
    EXPECT_EQ(tried(Act::close), "act.reply_awaited");
    ASSERT_EQ(tried(Act::record_result, result("2026-06-10")), "done");
    ASSERT_EQ(tried(Act::close), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(FollowedRounds, What_was_merged_gets_nothing_more_and_its_heir_handles_anew_what_it_decided) {
    number = house.register_letter(review_application());
    carry(house, number, Stage::accepted);
    ASSERT_EQ(tried(Act::draft, ordering_anew()), "done");
    carry(house, number, Stage::served);
    const auto gone = house.load(number).rounds.front().organ;
    auto organ = house.tools().directory.organ(gone).value();
    organ.successor = "street-songyu";
    ASSERT_TRUE(
        house.tools().work.transact([&](Transaction& tx) { return house.tools().directory.put(tx, organ); }));
    ASSERT_EQ(tried(Act::remand), "done");
    EXPECT_EQ(house.load(number).current().organ, "street-songyu");
    const auto petition = house.register_letter(first_letter(7));
    EXPECT_EQ(code_of(house.act(petition, Act::transfer, "clerk-1", to(gone))), "act.organ_merged");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(FollowedRounds, An_opinion_that_orders_nothing_sends_nothing_back) {
    number = house.register_letter(review_application());
    carry(house, number, Stage::served);
    EXPECT_EQ(tried(Act::remand), "act.nothing_remanded");
    EXPECT_EQ(tried(Act::close), "done");
}

TEST_F(FollowedRounds, What_is_passed_on_without_a_day_to_report_by_may_be_closed) {
    ASSERT_EQ(tried(Act::transfer, to("street-songyu")), "done");
    EXPECT_EQ(tried(Act::close), "done");
}

} // namespace
} // namespace docket::testing
