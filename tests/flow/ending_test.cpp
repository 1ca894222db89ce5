// A round that ends without an opinion, and the route of article 31 on which a matter goes.
#include "pipeline/flow/writing.hpp"
#include "review/rounds.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Endings : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(first_letter());

    std::string tried(Act act, const std::string& who, const json::Value& input = json::Object{}) {
        return code_of(house.act(number, act, who, input));
    }
    std::string clerk(Act act, const json::Value& input = json::Object{}) {
        return tried(act, "clerk-1", input);
    }
    static json::Value asking(const std::string& kind = "withdrawn", const std::string& on = "2026-06-10") {
        return json::Object{{"kind", kind},
                            {"on", on},
                            {"reason", "问题已经解决，信访人书面撤回。"},
                            {"proof", "撤回申请书（虚构）第1号"}};
    }
    static json::Value on_route(json::Value input, int item) {
        input.object()->set("route", item);
        return input;
    }
    std::vector<std::string> open_periods() {
        std::vector<std::string> out;
        for (const auto& one : house.load(number).deadlines)
            if (!one.met) out.push_back(one.rule);
        return out;
    }
    void end(const std::string& kind) {
        ASSERT_EQ(clerk(Act::ask_ending, asking(kind)), "done");
        ASSERT_EQ(tried(Act::end, "leader-1"), "done");
    }
};

TEST_F(Endings, Are_asked_for_with_kind_day_proof_and_reason) {
    for (const auto* lacking : {"kind", "on", "proof"}) {
        auto input = asking();
        input.object()->set(lacking, "");
        EXPECT_EQ(clerk(Act::ask_ending, input), "act.ending_incomplete") << lacking;
    }
    auto silent = asking();
    silent.object()->set("reason", "");
    EXPECT_EQ(clerk(Act::ask_ending, silent), "act.reason_missing");
    EXPECT_EQ(clerk(Act::ask_ending, asking("withdrawn", "2026-06-11")), "act.ending_incomplete")
        << "tomorrow";
    EXPECT_EQ(clerk(Act::ask_ending, asking("forgotten")), "act.ending_incomplete");
    ASSERT_EQ(clerk(Act::ask_ending, asking()), "done");
    EXPECT_EQ(clerk(Act::ask_ending, asking()), "act.ending_pending");
    EXPECT_EQ(house.load(number).current().stage, Stage::registered)
        << "nothing ends before a leader says so";
}

TEST_F(Endings, Are_granted_by_a_leader_with_a_numbered_notice_that_is_served_before_the_case_is_closed) {
    ASSERT_EQ(clerk(Act::accept, json::Object{{"claims", json::Array{"请求修复破损的路面"}}}), "done");
    EXPECT_EQ(tried(Act::end, "leader-1"), "act.ending_unasked");
    ASSERT_EQ(clerk(Act::ask_ending, asking()), "done");
    EXPECT_EQ(clerk(Act::end), "act.wrong_role");
    ASSERT_EQ(tried(Act::end, "leader-1"), "done");
    const auto c = house.load(number);
    EXPECT_EQ(c.current().stage, Stage::concluded);
    EXPECT_EQ(c.current().ending->granted_by, "leader-1");
    EXPECT_THAT(open_periods(), IsEmpty());
    ASSERT_EQ(c.notices.size(), 2U);
    EXPECT_EQ(c.notices.back().title, "信访事项终止办理告知书");
    EXPECT_EQ(c.notices.back().number, "海信终〔2026〕1号");
    EXPECT_EQ(clerk(Act::close), "act.service_missing");
    house.work();
    auto served = served_on("2026-06-10");
    served.object()->set("notice", 2);
    ASSERT_EQ(clerk(Act::serve_notice, served), "done");
    EXPECT_EQ(clerk(Act::close), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Endings, That_a_leader_does_not_grant_leave_everything_as_it_was) {
    const auto before = open_periods();
    ASSERT_EQ(clerk(Act::ask_ending, asking("settled")), "done");
    EXPECT_EQ(tried(Act::deny_ending, "leader-1"), "act.reason_missing");
    ASSERT_EQ(tried(Act::deny_ending, "leader-1", because("协议尚未履行。")), "done");
    EXPECT_FALSE(house.load(number).current().ending);
    EXPECT_EQ(open_periods(), before);
    EXPECT_EQ(tried(Act::end, "leader-1"), "act.ending_unasked");
    EXPECT_EQ(clerk(Act::ask_ending, asking("settled")), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Endings, By_death_are_told_to_nobody) {
    end("deceased");
    EXPECT_THAT(house.load(number).notices, IsEmpty());
    EXPECT_EQ(clerk(Act::close), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Endings, Of_every_kind_are_worded_by_their_kind) {
    const std::vector<std::pair<std::string, std::string>> kinds{
        {"withdrawn", "书面撤回"}, {"settled", "自愿达成和解协议"}, {"mediated", "经调解"}};
    int n = 10;
    for (const auto& [kind, words] : kinds) {
        number = house.register_letter(first_letter(++n));
        end(kind);
        house.work();
        std::string notice;
        for (const auto& [file, bytes] : premises.shelf.files())
            if (file.starts_with(number + "/") && file.find("终止办理") != std::string::npos) notice = bytes;
        EXPECT_THAT(notice, AllOf(HasSubstr(words), HasSubstr("问题已经解决，信访人书面撤回。"))) << kind;
    }
}

TEST_F(Endings, Wait_on_the_list_of_the_leader) {
    ASSERT_EQ(clerk(Act::ask_ending, asking()), "done");
    EXPECT_TRUE(house.load(number).asks_ending());
    ASSERT_EQ(tried(Act::end, "leader-1"), "done");
    EXPECT_FALSE(house.load(number).asks_ending());
}

TEST_F(Endings, Of_the_procedure_leave_duties_with_the_organs) {
    number = house.register_letter(re_review_application());
    carry(house, number, Stage::issued);
    EXPECT_THAT(review::owed_after(house.load(number)), IsEmpty());
    carry(house, number, Stage::served);
    EXPECT_THAT(std::string(review::owed_after(house.load(number))), HasSubstr("第三十七条"));
}

TEST_F(Endings, Are_not_asked_for_while_counsel_has_the_draft) {
    number = house.register_letter(review_application());
    carry(house, number, Stage::at_counsel);
    EXPECT_EQ(clerk(Act::ask_ending, asking()), "act.no_such_step");
}

TEST_F(Endings, Route_of_another_procedure_is_named_by_its_item_in_the_notice) {
    auto refusal = declining("N6", "双方就同一纠纷约定了仲裁。", "请向仲裁委员会申请仲裁");
    refusal.object()->set("route", 0);
    EXPECT_EQ(clerk(Act::decline, refusal), "act.route_missing");
    EXPECT_EQ(clerk(Act::decline, on_route(refusal, 6)), "act.route_unfit");
    EXPECT_EQ(clerk(Act::decline, on_route(refusal, 7)), "act.route_unfit");
    ASSERT_EQ(clerk(Act::decline, on_route(refusal, 2)), "done");
    EXPECT_EQ(house.load(number).current().route, 2);
    const auto kept = flow::get_json(house.tools().blobs, house.load(number).current().issued_blob).value();
    EXPECT_EQ(kept.at("declining").text_at("basis"), "《信访工作条例》第二十八条第二款、第三十一条第二项");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Endings, Route_of_the_petition_is_the_only_one_that_is_accepted) {
    EXPECT_EQ(clerk(Act::accept, on_route(json::Object{{"claims", json::Array{"请求修复路面"}}}, 4)),
              "act.route_unfit");
    EXPECT_EQ(clerk(Act::accept, on_route(json::Object{{"claims", json::Array{"请求修复路面"}}}, 6)), "done");
}

TEST_F(Endings, Route_of_an_organs_duty_leads_to_no_review) {
    const json::Value passed = json::Object{{"organ", "street-songyu"}, {"reason", "由该机关依法履职。"}};
    EXPECT_EQ(clerk(Act::transfer, on_route(passed, 1)), "act.route_unfit");
    ASSERT_EQ(clerk(Act::transfer, on_route(passed, 5)), "done");
    ASSERT_EQ(
        clerk(Act::record_result, json::Object{{"number", "嵩街答〔2026〕7号"}, {"date", "2026-06-10"}}),
        "done");
    EXPECT_EQ(house.load(number).current().document_title, "履职答复");
    ASSERT_EQ(clerk(Act::serve, served_on("2026-06-10")), "done");
    EXPECT_THAT(open_periods(), IsEmpty()) << "no thirty days for a review";
    EXPECT_THAT(house.faults(), IsEmpty());
}

} // namespace
} // namespace docket::testing
