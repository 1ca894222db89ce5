// The organ complained of: told of a request that was accepted, waited for beside the review from proven
// service, and its answer kept, late or not; of an informant report it is told nothing.
#include "pipeline/flow/answer.hpp"
#include "pipeline/flow/secrecy.hpp"
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
using ::testing::Not;

struct Respondents : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(review_application());

    Respondents() { premises.tell_respondents(); }
    std::string clerk(Act act, const json::Value& input = json::Object{}) {
        return code_of(house.act(number, act, "clerk-1", input));
    }
    static json::Value answer(const std::string& on, const std::string& summary = "处理意见认定事实清楚。") {
        return json::Object{{"on", on}, {"summary", summary}, {"file", true}};
    }
    std::string serve(int notice) {
        auto input = served_on(iso(house.tools().today()));
        input.object()->set("notice", notice);
        return clerk(Act::serve_notice, input);
    }
    void accept_and_serve() {
        carry(house, number, Stage::accepted);
        house.work();
        ASSERT_EQ(serve(2), "done");
    }
    void days_pass(int days) { premises.clock.advance(std::chrono::days{days}); }
    std::vector<std::string> open_periods() {
        std::vector<std::string> out;
        for (const auto& one : house.load(number).deadlines)
            if (!one.met) out.push_back(one.rule + " " + (one.effective ? iso(*one.effective) : "?"));
        return out;
    }
    json::Value detail_of(std::string_view act) {
        json::Value out;
        for (const auto& event : house.record_of(number))
            if (event.act == act) out = json::parse(event.detail).value();
        return out;
    }
};

TEST_F(Respondents, Are_told_in_a_numbered_notice_after_that_to_the_petitioner) {
    carry(house, number, Stage::accepted);
    const auto c = house.load(number);
    ASSERT_EQ(c.notices.size(), 2U);
    EXPECT_EQ(c.notices.front().kind, "acceptance_notice");
    EXPECT_EQ(c.notices.back().kind, outputs::name(outputs::DocumentType::respondent_notice));
    EXPECT_EQ(c.notices.back().title, "提交材料、答辩通知书");
    EXPECT_EQ(c.notices.back().number, "海信答〔2026〕1号");
    EXPECT_TRUE(review::to_petitioner(c.notices.front()));
    EXPECT_FALSE(review::to_petitioner(c.notices.back()));
    EXPECT_EQ(c.told_by(c.notices.back())->organ, "street-haicang");
    EXPECT_EQ(detail_of("accept").text_at("notice"), c.notices.front().number);
    EXPECT_EQ(detail_of("accept").text_at("respondent_notice"), c.notices.back().number);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Respondents, Read_who_asks_for_what_and_until_when_but_not_where_to_find_the_petitioner) {
    ASSERT_EQ(clerk(Act::accept,
                    json::Object{{"claims", json::Array{"撤销处理意见书，并拨打13900020115告知结果"}}}),
              "done");
    house.work();
    for (const auto& [file, bytes] : premises.shelf.files()) {
        if (file.find("答辩通知书") == std::string::npos) continue;
        EXPECT_THAT(bytes, HasSubstr("厦门市海沧区人民政府海沧街道办事处："));
        EXPECT_THAT(bytes, HasSubstr("申请人林晓舟不服你单位于2026年4月28日作出的"));
        EXPECT_THAT(bytes, HasSubstr("请自收到本通知书之日起10个工作日内"));
        EXPECT_THAT(bytes, HasSubstr("撤销处理意见书"));
        for (const auto* kept_back : {"13900020115", "350205199001280395", "温厝路218号"})
            EXPECT_THAT(bytes, Not(HasSubstr(kept_back)));
        return;
    }
    FAIL() << "no notice was written";
}

TEST_F(Respondents, Have_days_that_run_from_proven_service_beside_those_of_the_review) {
    carry(house, number, Stage::accepted);
    house.work();
    ASSERT_EQ(serve(1), "done");
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-10")) << "the petitioner's notice starts nothing";
    ASSERT_EQ(serve(2), "done");
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-10", "L2 2026-06-25"));
    EXPECT_EQ(house.load(number).deadlines.back().basis, "《中华人民共和国行政复议法》第四十八条（参照）");
    carry(house, number, Stage::drafted);
    const auto draft = flow::get_json(house.tools().blobs, house.load(number).current().draft_blob).value();
    EXPECT_EQ(draft.text_at("due_on"), "2026-07-10") << "the review ends on its own day";
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Respondents, Answer_once_and_are_waited_for_no_longer) {
    accept_and_serve();
    EXPECT_EQ(clerk(Act::note_answer, answer("2026-06-09")), "act.answer_day") << "before it was asked for";
    EXPECT_EQ(clerk(Act::note_answer, answer("2026-06-11")), "act.answer_day") << "not yet";
    EXPECT_EQ(clerk(Act::note_answer, answer("2026-06-10", "")), "act.answer_untold");
    days_pass(5);
    ASSERT_EQ(clerk(Act::note_answer, answer("2026-06-15")), "done");
    const auto c = house.load(number);
    ASSERT_TRUE(c.current().answer);
    EXPECT_EQ(iso(c.current().answer->on), "2026-06-15");
    EXPECT_EQ(c.current().answer->noted_by, "clerk-1");
    EXPECT_TRUE(c.current().answer->file);
    EXPECT_FALSE(flow::answer_is_late(c, c.current()));
    EXPECT_FALSE(detail_of("note_answer").bool_at("late"));
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-10"));
    EXPECT_EQ(clerk(Act::note_answer, answer("2026-06-15")), "act.answer_known");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Respondents, That_answer_late_are_heard_and_said_to_be_late) {
    accept_and_serve();
    days_pass(16);
    ASSERT_EQ(clerk(Act::note_answer, answer("2026-06-26")), "done");
    const auto c = house.load(number);
    EXPECT_TRUE(flow::answer_is_late(c, c.current()));
    EXPECT_TRUE(detail_of("note_answer").bool_at("late"));
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-10"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Respondents, That_say_nothing_hold_up_nothing) {
    accept_and_serve();
    days_pass(20);
    carry(house, number, Stage::served);
    EXPECT_THAT(open_periods(), ElementsAre("T9 2026-07-30"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Respondents, That_answered_before_their_service_was_entered_have_no_days_left_to_run) {
    carry(house, number, Stage::accepted);
    house.work();
    ASSERT_EQ(clerk(Act::note_answer, answer("2026-06-10")), "done");
    ASSERT_EQ(serve(2), "done");
    EXPECT_THAT(open_periods(), ElementsAre("T8 2026-07-10"));
}

TEST_F(Respondents, Of_a_re_review_are_the_organs_that_reviewed) {
    const auto again = house.register_letter(re_review_application());
    carry(house, again, Stage::accepted);
    const auto c = house.load(again);
    ASSERT_EQ(c.notices.size(), 2U);
    EXPECT_EQ(c.told_by(c.notices.back())->organ, c.rounds[1].organ);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Respondents, Are_told_nothing_of_an_informant_report) {
    ASSERT_EQ(
        clerk(Act::accept, json::Object{{"matter", "report"},
                                        {"accused", json::Array{json::Object{{"name", "王某（虚构）"},
                                                                             {"organ", "street-haicang"}}}}}),
        "done");
    ASSERT_EQ(house.load(number).notices.size(), 1U);
    EXPECT_EQ(clerk(Act::note_answer, answer("2026-06-10")), "act.answer_unasked");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Respondents, Are_not_served_what_was_written_before_the_matter_was_a_report) {
    carry(house, number, Stage::accepted);
    house.work();
    const auto c = house.load(number);
    const json::Value report = json::Object{
        {"matter", "report"},
        {"accused", json::Array{json::Object{{"name", "王某（虚构）"}, {"organ", "street-haicang"}}}}};
    ASSERT_TRUE(flow::set_matter(number, "clerk-1", c.version, report, house.tools()));
    EXPECT_EQ(serve(2), "act.accused_organ");
    EXPECT_EQ(serve(1), "done");
}

TEST_F(Respondents, Are_told_only_by_an_office_that_has_adopted_it_and_of_no_first_letter) {
    const auto petition = house.register_letter(first_letter());
    const json::Value asked = json::Object{{"claims", json::Array{"请求修复破损的路面"}}};
    ASSERT_EQ(code_of(house.act(petition, Act::accept, "clerk-1", asked)), "done");
    EXPECT_EQ(house.load(petition).notices.size(), 1U);
    premises.office.answer.reset();
    carry(house, number, Stage::accepted);
    EXPECT_EQ(house.load(number).notices.size(), 1U);
}

} // namespace
} // namespace docket::testing
