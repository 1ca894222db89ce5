// What a request for review lacks: asked for once with a notice, waited for from its proven service, and
// either it comes or the request is refused for it.
#include "pipeline/flow/writing.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Supplements : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(review_application());

    std::string clerk(Act act, const json::Value& input = json::Object{}) {
        return code_of(house.act(number, act, "clerk-1", input));
    }
    static json::Value asking() {
        return json::Object{{"wanted", json::Array{"申请人身份证复印件", " ", "原处理意见书复印件"}}};
    }
    static json::Value came(const std::string& on, const std::string& posted = "") {
        json::Object out{{"on", on}};
        if (!posted.empty()) out.set("posted_on", posted);
        return out;
    }
    std::string serve() {
        auto input = served_on(iso(house.tools().today()));
        input.object()->set("notice", 1);
        return clerk(Act::serve_notice, input);
    }
    // Asked for and served on 2026-06-10: ten working days, of which 2026-06-19 is none, end on 2026-06-25.
    void ask_and_serve() {
        ASSERT_EQ(clerk(Act::ask_supplement, asking()), "done");
        house.work();
        ASSERT_EQ(serve(), "done");
    }
    void days_pass(int days) { premises.clock.advance(std::chrono::days{days}); }
    std::vector<std::string> open_periods() {
        std::vector<std::string> out;
        for (const auto& one : house.load(number).deadlines)
            if (!one.met) out.push_back(one.rule + " " + (one.effective ? iso(*one.effective) : "?"));
        return out;
    }
    void change(const std::function<void(flow::Office&)>& what) {
        auto office = premises.office;
        what(office);
        premises.office = office;
    }
};

TEST_F(Supplements, Are_asked_for_once_and_all_together_in_a_numbered_notice) {
    EXPECT_EQ(clerk(Act::ask_supplement, json::Object{{"wanted", json::Array{" "}}}),
              "act.supplement_unlisted");
    ASSERT_EQ(clerk(Act::ask_supplement, asking()), "done");
    const auto c = house.load(number);
    EXPECT_EQ(c.current().stage, Stage::registered);
    EXPECT_THAT(c.current().supplement->wanted, ElementsAre("申请人身份证复印件", "原处理意见书复印件"));
    ASSERT_EQ(c.notices.size(), 1U);
    EXPECT_EQ(c.notices.front().title, "信访事项复查申请补正告知书");
    EXPECT_EQ(c.notices.front().number, "海信补〔2026〕1号");
    const auto kept = flow::get_json(house.tools().blobs, c.notices.front().blob).value();
    EXPECT_EQ(kept.at("supplementing").int_at("days"), 10);
    EXPECT_EQ(clerk(Act::ask_supplement, asking()), "act.supplement_asked_already");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Supplements, Have_days_that_run_from_proven_service_only) {
    ASSERT_EQ(clerk(Act::ask_supplement, asking()), "done");
    EXPECT_THAT(open_periods(), ElementsAre("T1 2026-06-25"));
    house.work();
    days_pass(2);
    ASSERT_EQ(serve(), "done");
    EXPECT_THAT(open_periods(), ElementsAre("L1 2026-06-29")) << "the tenth working day after 2026-06-12";
    EXPECT_EQ(house.load(number).deadlines.back().basis, "《中华人民共和国行政复议法》第三十一条（参照）");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Supplements, That_came_start_the_days_of_the_office_anew_and_the_review_runs_from_them) {
    ask_and_serve();
    EXPECT_EQ(clerk(Act::note_supplement, came("2026-06-09")), "act.supplement_day") << "before it was asked";
    EXPECT_EQ(clerk(Act::note_supplement, came("2026-06-11")), "act.supplement_day") << "not yet";
    days_pass(5);
    EXPECT_EQ(clerk(Act::note_supplement, came("2026-06-14", "2026-06-15")), "act.supplement_day");
    ASSERT_EQ(clerk(Act::note_supplement, came("2026-06-15", "2026-06-13")), "done");
    EXPECT_THAT(open_periods(), ElementsAre("T1 2026-06-30"));
    EXPECT_EQ(clerk(Act::note_supplement, came("2026-06-15")), "act.supplement_unasked");
    carry(house, number, Stage::accepted);
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-15")) << "thirty days from 2026-06-15";
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Supplements, Leave_the_days_of_the_review_alone_where_the_office_counts_from_the_request) {
    change([](auto& office) { office.supplement->starts_anew = false; });
    ask_and_serve();
    days_pass(5);
    ASSERT_EQ(clerk(Act::note_supplement, came("2026-06-15")), "done");
    carry(house, number, Stage::accepted);
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-10")) << "thirty days from 2026-06-10";
}

TEST_F(Supplements, That_did_not_come_are_a_ground_of_refusal_only_when_their_days_are_over) {
    const auto refusal = declining("F8", "申请人在期限内没有补正身份证明。");
    EXPECT_EQ(clerk(Act::decline, refusal), "act.supplement_open") << "never asked for";
    ASSERT_EQ(clerk(Act::ask_supplement, asking()), "done");
    house.work();
    days_pass(60);
    EXPECT_EQ(clerk(Act::decline, refusal), "act.supplement_open") << "nothing proves that it was told";
    ASSERT_EQ(serve(), "done");
    EXPECT_EQ(clerk(Act::decline, refusal), "act.supplement_open");
    days_pass(15);
    ASSERT_EQ(clerk(Act::decline, refusal), "done");
    EXPECT_EQ(house.load(number).current().ground, "F8");
    EXPECT_THAT(open_periods(), IsEmpty());
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Supplements, That_were_posted_in_time_are_no_ground_of_refusal_however_late_they_came) {
    ask_and_serve();
    days_pass(20);
    ASSERT_EQ(clerk(Act::note_supplement, came("2026-06-30", "2026-06-25")), "done");
    EXPECT_EQ(clerk(Act::decline, declining("F8", "申请人在期限内没有补正。")), "act.supplement_open");
}

TEST_F(Supplements, That_came_late_may_be_taken_or_refused) {
    ask_and_serve();
    days_pass(20);
    ASSERT_EQ(clerk(Act::note_supplement, came("2026-06-30")), "done");
    EXPECT_EQ(clerk(Act::decline, declining("F8", "材料在期限届满之后才提交。")), "done");
}

TEST_F(Supplements, May_be_waited_for_no_longer_when_the_clerk_accepts_without_them) {
    ask_and_serve();
    carry(house, number, Stage::accepted);
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-10"));
    EXPECT_EQ(clerk(Act::note_supplement, came("2026-06-10")), "act.no_such_step");
}

TEST_F(Supplements, Are_asked_for_in_reviews_only_and_only_by_an_office_that_has_adopted_them) {
    const auto petition = house.register_letter(first_letter());
    EXPECT_EQ(code_of(house.act(petition, Act::ask_supplement, "clerk-1", asking())),
              "act.not_supplementable");
    change([](auto& office) { office.supplement.reset(); });
    EXPECT_EQ(clerk(Act::ask_supplement, asking()), "act.not_supplementable");
}

TEST_F(Supplements, Notice_says_what_is_wanted_until_when_and_what_follows) {
    ASSERT_EQ(clerk(Act::ask_supplement, asking()), "done");
    house.work();
    for (const auto& [file, bytes] : premises.shelf.files()) {
        if (file.find("补正告知书") == std::string::npos) continue;
        EXPECT_THAT(bytes, HasSubstr("1.申请人身份证复印件。"));
        EXPECT_THAT(bytes, HasSubstr("请自收到本告知书之日起10个工作日内"));
        EXPECT_THAT(bytes, HasSubstr("对该复查申请不予受理"));
        return;
    }
    FAIL() << "no notice was written";
}

} // namespace
} // namespace docket::testing
