// What is not accepted, and what the person is told: every ground of the table with every kind of letter.
#include "pipeline/flow/grounds.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Declining : ::testing::Test {
    Premises premises;
    House house{premises};

    std::string tried(const std::string& number, const json::Value& input) {
        return code_of(house.act(number, Act::decline, "clerk-1", input));
    }
    // The words of the notice, from its file.
    std::string notice(const std::string& number) {
        house.work();
        for (const auto& [file, bytes] : premises.shelf.files())
            if (file.starts_with(number + "/") && file.find("告知书") != std::string::npos) return bytes;
        return {};
    }
    // What the request lacks is asked for, told and not supplied.
    void miss_supplement(const std::string& number) {
        const auto wanted = json::Object{{"wanted", json::Array{"申请人身份证复印件"}}};
        ASSERT_EQ(code_of(house.act(number, Act::ask_supplement, "clerk-1", wanted)), "done");
        house.work();
        auto served = served_on(iso(house.tools().today()));
        served.object()->set("notice", 1);
        ASSERT_EQ(code_of(house.act(number, Act::serve_notice, "clerk-1", served)), "done");
        premises.clock.advance(std::chrono::days{20});
    }
    // The register is changed behind the back of the record.
    void keep(review::Case c) {
        const auto& tools = house.tools();
        const auto version = c.version;
        const auto kept =
            tools.work.transact([&](Transaction& tx) { return tools.cases.save(tx, c, version); });
        ASSERT_TRUE(kept) << kept.error().detail;
    }
    // The opinion against which the request is directed was served on that day.
    static json::Value with_service(json::Value input, const char* round, const std::string& on) {
        input.object()->set(round, json::Object{{"service", json::Object{{"mode", "post"},
                                                                         {"recipient", "林晓舟"},
                                                                         {"on", on},
                                                                         {"proof", "EMS 1000001（虚构）"}}}});
        return input;
    }
};

TEST_F(Declining, Every_ground_is_taken_for_the_rounds_of_the_table_and_refused_for_the_others) {
    struct Letter {
        review::Level level;
        std::string number;
    };
    int n = 100;
    for (const auto& ground : review::decline_grounds) {
        const std::array letters{
            Letter{review::Level::handling, house.register_letter(first_letter(++n))},
            Letter{review::Level::review, house.register_letter(review_application(++n))},
            Letter{review::Level::re_review, house.register_letter(re_review_application(++n))}};
        for (const auto& [level, number] : letters) {
            SCOPED_TRACE(std::string(ground.id) + " " + number);
            const bool adopted =
                !ground.local || house.tools().office.local_grounds.contains(std::string(ground.id));
            const bool may = review::fits(ground, level) && adopted && !ground.visits;
            auto input = declining(std::string(ground.id));
            if (ground.late) // served long before the letter came
                input = with_service(input, level == review::Level::review ? "handling" : "review",
                                     level == review::Level::review ? "2026-04-29" : "2026-04-30");
            if (ground.unsupplied && may) miss_supplement(number);
            EXPECT_EQ(tried(number, input), may ? "done" : "act.ground_unfit");
            if (!may) continue;
            const auto round = house.load(number).current();
            EXPECT_EQ(round.stage, Stage::declined);
            EXPECT_EQ(round.ground, ground.id);
            EXPECT_THAT(notice(number),
                        AllOf(HasSubstr(std::string(ground.sentence)), HasSubstr(round.document_number),
                              HasSubstr("该事项由区城管局办理。"),
                              HasSubstr(std::string(ground.article_2022))));
            if (ground.wants_way) {
                EXPECT_THAT(notice(number), HasSubstr("请向厦门市海沧区城市管理局书面提出。"));
            }
        }
    }
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Declining, A_petition_is_told_in_a_numbered_notice_that_is_served_before_the_case_is_closed) {
    const auto number = house.register_letter(first_letter());
    ASSERT_EQ(tried(number, declining("N6", "申请人已就同一纠纷申请劳动仲裁。", "请在仲裁程序中提出")),
              "done");
    const auto round = house.load(number).current();
    EXPECT_EQ(round.document_title, "信访事项处理途径告知书");
    EXPECT_EQ(round.document_number, "海信不受〔2026〕1号");
    EXPECT_EQ(code_of(house.act(number, Act::serve, "clerk-1", served_on("2026-06-10"))),
              "act.document_missing");
    EXPECT_THAT(notice(number), AllOf(HasSubstr("第二十八条第二款、第三十一条"),
                                      HasSubstr("请在仲裁程序中提出"), Not(HasSubstr("不予受理"))));
    EXPECT_EQ(code_of(house.act(number, Act::close, "clerk-1")), "act.service_missing");
    EXPECT_EQ(code_of(house.act(number, Act::serve, "clerk-1", served_on("2026-06-09"))), "act.proof_missing")
        << "before the day of the notice";
    EXPECT_EQ(code_of(house.act(number, Act::serve, "clerk-1", served_on("2026-06-10"))), "done");
    EXPECT_EQ(code_of(house.act(number, Act::serve, "clerk-1", served_on("2026-06-10"))), "act.no_such_step")
        << "served once";
    const auto served = house.load(number);
    EXPECT_EQ(served.current().stage, Stage::declined);
    EXPECT_EQ(served.deadlines.size(), 1U) << "no period of the petitioner runs from a notice";
    EXPECT_TRUE(served.deadlines.front().met);
    EXPECT_EQ(code_of(house.act(number, Act::close, "clerk-1")), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Declining, Says_that_a_matter_is_over_and_not_merely_that_it_is_not_taken) {
    const auto number = house.register_letter(first_letter());
    ASSERT_EQ(tried(number, declining("N3", "市政府已于2025年作出复核意见。")), "done");
    EXPECT_EQ(house.load(number).current().document_title, "信访事项不再受理告知书");
    EXPECT_THAT(notice(number), HasSubstr("决定对该信访事项不再受理"));
}

TEST_F(Declining, Wants_the_ground_then_the_reason_then_the_way) {
    const auto number = house.register_letter(first_letter());
    EXPECT_EQ(tried(number, because("不属于信访事项。")), "act.ground_missing");
    EXPECT_EQ(tried(number, declining("N9")), "act.ground_missing");
    EXPECT_EQ(tried(number, declining("F1")), "act.ground_unfit");
    EXPECT_EQ(tried(number, declining("N8")), "act.ground_unfit") << "a letter is no visit";
    EXPECT_EQ(tried(number, declining("N7", "")), "act.reason_missing");
    EXPECT_EQ(tried(number, declining("N7", "由区城管局办理。", "")), "act.way_missing");
    EXPECT_EQ(house.load(number).current().stage, Stage::registered);
}

TEST_F(Declining, A_missed_period_is_no_ground_while_nothing_proves_when_it_began) {
    const auto number = house.register_letter(review_application());
    ASSERT_TRUE(house.load(number).rounds.front().said_received)
        << "the petitioner says when; that proves nothing";
    EXPECT_EQ(tried(number, declining("F2")), "act.lateness_unproven");
    EXPECT_EQ(tried(number, with_service(declining("F2"), "handling", "2026-05-20")),
              "act.lateness_contradicted");
    EXPECT_EQ(tried(number, with_service(declining("F2"), "handling", "2026-05-08")), "act.postmark_wanted");
    auto posted = with_service(declining("F2"), "handling", "2026-05-08");
    posted.object()->set("posted_on", "2026-06-08");
    EXPECT_EQ(tried(number, posted), "act.lateness_contradicted") << "posted on the last day";
    posted.object()->set("posted_on", "2026-06-09");
    EXPECT_EQ(tried(number, posted), "done");
    EXPECT_EQ(house.load(number).rounds.front().service->on, day("2026-05-08"));
    EXPECT_THAT(notice(number), AllOf(HasSubstr("收到书面处理意见之日起30日内"), HasSubstr("第三十五条")));
}

TEST_F(Declining, The_service_of_an_earlier_opinion_counts_only_with_its_proof) {
    const auto number = house.register_letter(review_application());
    auto input = with_service(declining("F2"), "handling", "2026-04-29");
    input.object()->set("handling",
                        json::Object{{"service", json::Object{{"mode", "post"}, {"on", "2026-04-29"}}}});
    EXPECT_EQ(tried(number, input), "act.proof_missing");
    EXPECT_EQ(tried(number, with_service(declining("F2"), "handling", "2020-01-01")), "act.proof_missing")
        << "before the day of the opinion";
}

TEST_F(Declining, Of_a_letter_without_a_name_writes_no_notice_and_lets_it_be_closed) {
    const auto received = house.receive(first_letter()).value();
    house.work();
    auto number = house.arrival(received.id).case_number;
    auto c = house.load(number);
    c.applicants.clear();
    c.anonymous = true;
    keep(c);
    ASSERT_EQ(tried(number, declining()), "done");
    EXPECT_EQ(house.load(number).current().document_number, "");
    EXPECT_THAT(notice(number), IsEmpty());
    EXPECT_EQ(code_of(house.act(number, Act::close, "clerk-1")), "done");
}

TEST_F(Declining, The_record_proves_the_ground_and_the_number_of_the_notice) {
    const auto number = house.register_letter(first_letter());
    ASSERT_EQ(tried(number, declining()), "done");
    house.work();
    EXPECT_THAT(house.faults(), IsEmpty());
    auto c = house.load(number);
    c.current().ground = "N1";
    keep(c);
    ASSERT_EQ(house.faults().size(), 1U);
    EXPECT_THAT(house.faults().front(), HasSubstr("the ground of refusal"));
}

} // namespace
} // namespace docket::testing
