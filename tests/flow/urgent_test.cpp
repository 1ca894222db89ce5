// Major and urgent matters: words of the office's list put a letter and its case first at once; a clerk
// decides; two reports are owed before the case can be archived.
#include "pipeline/flow/register.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;
using review::Urgency;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Invented: a letter about a street lamp that speaks of a suicide over the end of a line.
std::string desperate_letter(int n = 9) {
    auto letter = first_letter(n);
    const std::string calm = "请派人修理。";
    return letter.replace(letter.find(calm), calm.size(), "请派人修理，再没人管我就去跳\n楼。");
}

struct Urgent : ::testing::Test {
    Premises premises;
    House house{premises};

    std::string clerk(const std::string& number, Act act, const json::Value& input = json::Object{}) {
        return code_of(house.act(number, act, "clerk-1", input));
    }
    json::Value told(const std::string& to, const std::string& by = "电话报告值班室，虚构的记录第1号") {
        return json::Object{{"to", to}, {"on", iso(house.tools().today())}, {"by", by}};
    }
    std::vector<std::string> tasks() {
        desk::CaseQuery query;
        query.sort = "due";
        query.descending = false;
        query.urgent_first = true;
        return house.store().lists.cases(query)->numbers;
    }
    std::vector<std::string> urgent_cases() {
        desk::CaseQuery query;
        query.urgent = true;
        return house.store().lists.cases(query)->numbers;
    }
    std::vector<std::string> acts_on(const std::string& number) {
        std::vector<std::string> out;
        for (const auto& event : house.record_of(number)) out.push_back(event.act);
        return out;
    }
};

TEST_F(Urgent, A_letter_with_a_word_of_the_list_stands_first_before_anybody_has_decided) {
    const auto first = house.register_letter(first_letter(1));
    const auto number = house.register_letter(desperate_letter());
    const auto last = house.register_letter(first_letter(2));
    EXPECT_THAT(tasks(), ElementsAre(number, first, last));
    const auto c = house.load(number);
    EXPECT_EQ(c.urgent.state, Urgency::suspected);
    ASSERT_EQ(c.urgent.places.size(), 1U);
    const auto& place = c.urgent.places.front();
    EXPECT_EQ(place.word, "跳楼");
    EXPECT_EQ(place.category, "自伤轻生");
    EXPECT_EQ(place.where, "第1页");
    EXPECT_THAT(place.quote, HasSubstr("我就去跳楼"));
    EXPECT_THAT(acts_on(number), ElementsAre("register", "find_urgent"));
    EXPECT_EQ(house.load(first).urgent.state, Urgency::none);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Urgent, A_letter_stands_first_in_the_lists_of_the_mailroom_and_of_those_who_verify) {
    house.register_letter(first_letter(1));
    const auto number = house.register_letter(desperate_letter());
    house.register_letter(first_letter(2));
    const auto urgent = house.load(number).arrival;
    EXPECT_EQ(house.arrival(urgent).urgency, Urgency::suspected);
    for (const auto list : {desk::ArrivalList::todo, desk::ArrivalList::verify}) {
        const auto page = house.store().lists.arrivals({list}).value();
        ASSERT_EQ(page.rows.size(), 3U);
        EXPECT_EQ(page.rows.front().arrival, urgent);
    }
    const auto verify = house.store().lists.arrivals({desk::ArrivalList::verify}).value();
    const auto around = house.store().lists.neighbours(urgent).value();
    EXPECT_EQ(around.position, 1);
    EXPECT_EQ(around.of, 3);
    EXPECT_FALSE(around.previous);
    EXPECT_EQ(around.next, verify.rows.at(1).arrival);
    const auto behind = house.store().lists.neighbours(verify.rows.at(1).arrival).value();
    EXPECT_EQ(behind.previous, urgent);
    EXPECT_EQ(behind.next, verify.rows.at(2).arrival);
    EXPECT_EQ(behind.position, 2);
}

TEST_F(Urgent, A_matter_is_reported_to_both_before_its_case_can_be_archived) {
    const auto number = house.register_letter(desperate_letter());
    EXPECT_EQ(clerk(number, Act::note_report, told("government")), "act.not_urgent") << "nobody has decided";
    EXPECT_EQ(clerk(number, Act::mark_urgent), "act.reason_missing");
    ASSERT_EQ(clerk(number, Act::mark_urgent, because("电话核实，情绪激动。")), "done");
    EXPECT_EQ(clerk(number, Act::mark_urgent, because("电话核实，情绪激动。")), "act.urgent_already");
    ASSERT_EQ(clerk(number, Act::decline, declining()), "done");
    house.work();
    ASSERT_EQ(clerk(number, Act::serve, served_on(iso(house.tools().today()))), "done");
    EXPECT_EQ(clerk(number, Act::close), "act.report_missing");
    EXPECT_EQ(clerk(number, Act::note_report, told("newspaper")), "act.report_unclear");
    EXPECT_EQ(clerk(number, Act::note_report, told("government", "")), "act.report_unclear");
    ASSERT_EQ(clerk(number, Act::note_report, told("government")), "done");
    EXPECT_EQ(clerk(number, Act::note_report, told("government")), "act.report_known");
    EXPECT_EQ(clerk(number, Act::close), "act.report_missing");
    ASSERT_EQ(clerk(number, Act::note_report, told("superior")), "done");
    EXPECT_THAT(house.faults(), IsEmpty()) << "the register and the record say the same";
    ASSERT_EQ(clerk(number, Act::close), "done");
    EXPECT_THAT(urgent_cases(), IsEmpty()) << "what is archived waits for nobody";
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Urgent, A_report_is_due_on_the_day_of_the_mark_and_chased_from_the_next) {
    const auto number = house.register_letter(desperate_letter());
    const auto due_until = [&](Date last) {
        desk::CaseQuery query;
        query.due_until = last;
        return house.store().lists.cases(query)->numbers;
    };
    const auto today = house.tools().today();
    EXPECT_THAT(due_until(today), IsEmpty());
    ASSERT_EQ(clerk(number, Act::mark_urgent, because("扬言属实。")), "done");
    EXPECT_THAT(due_until(today), ElementsAre(number));
    ASSERT_EQ(clerk(number, Act::note_report, told("government")), "done");
    ASSERT_EQ(clerk(number, Act::note_report, told("superior")), "done");
    EXPECT_THAT(due_until(today), IsEmpty());
}

TEST_F(Urgent, A_report_was_made_between_the_letter_and_today) {
    const auto number = house.register_letter(desperate_letter());
    ASSERT_EQ(clerk(number, Act::mark_urgent, because("扬言属实。")), "done");
    auto early = told("government"), late = told("government");
    early.object()->set("on", iso(plus_days(house.tools().today(), -1)));
    late.object()->set("on", iso(plus_days(house.tools().today(), 1)));
    EXPECT_EQ(clerk(number, Act::note_report, early), "act.report_unclear");
    EXPECT_EQ(clerk(number, Act::note_report, late), "act.report_unclear");
}

TEST_F(Urgent, A_matter_that_is_none_takes_its_turn_and_is_not_proposed_again) {
    const auto first = house.register_letter(first_letter(1));
    const auto number = house.register_letter(desperate_letter());
    ASSERT_EQ(clerk(number, Act::clear_urgent, because("引用他人的话。")), "done");
    EXPECT_THAT(tasks(), ElementsAre(first, number));
    EXPECT_THAT(urgent_cases(), IsEmpty());
    EXPECT_EQ(house.arrival(house.load(number).arrival).urgency, Urgency::cleared);
    EXPECT_EQ(clerk(number, Act::clear_urgent, because("引用他人的话。")), "act.not_urgent");
    ASSERT_EQ(clerk(number, Act::decline, declining()), "done");
    EXPECT_EQ(house.load(number).urgent.state, Urgency::cleared);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Urgent, A_case_is_marked_by_a_clerk_where_no_word_was_found) {
    const auto number = house.register_letter(first_letter());
    ASSERT_EQ(clerk(number, Act::mark_urgent, because("来电要求立即处置。")), "done");
    EXPECT_THAT(urgent_cases(), ElementsAre(number));
    EXPECT_EQ(house.arrival(house.load(number).arrival).urgency, Urgency::urgent);
    EXPECT_EQ(code_of(house.act(number, Act::clear_urgent, "leader-1", because("不属实。"))),
              "act.wrong_role");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Urgent, A_claim_that_is_put_right_is_searched_too) {
    const auto number = house.register_letter(review_application());
    const json::Object right{{"claims", json::Array{"撤销处理意见书", "立即处置煤气泄漏"}}};
    ASSERT_EQ(clerk(number, Act::accept, right), "done");
    const auto c = house.load(number);
    EXPECT_EQ(c.urgent.state, Urgency::suspected);
    EXPECT_EQ(c.urgent.places.front().where, "请求事项2");
    EXPECT_EQ(house.arrival(c.arrival).urgency, Urgency::suspected);
    EXPECT_THAT(acts_on(number), ElementsAre("register", "find_urgent", "accept"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Urgent, A_report_against_somebody_is_in_no_urgent_list_of_the_accused) {
    house.put({"clerk-haicang", "蔡某（虚构）", review::Role::clerk, "", {}, "street-haicang"});
    const auto number = house.register_letter(desperate_letter());
    const auto letter = house.load(number).arrival;
    const json::Object against{
        {"version", house.load(number).version},
        {"matter", "report"},
        {"accused", json::Array{json::Object{{"name", ""}, {"organ", "street-haicang"}, {"person", ""}}}}};
    ASSERT_TRUE(flow::set_matter(number, "clerk-1", house.load(number).version, against, house.tools()));
    EXPECT_THAT(urgent_cases(), ElementsAre(number));
    const Veil veil(flow::reader_of(house.person("clerk-haicang"), house.tools())->veil);
    EXPECT_THAT(urgent_cases(), IsEmpty());
    EXPECT_THAT(tasks(), IsEmpty());
    EXPECT_THAT(house.store().lists.arrivals({desk::ArrivalList::todo})->rows, IsEmpty());
    EXPECT_EQ(
        house.store().lists.tally("clerk-haicang", house.tools().today(), house.tools().today(), {})->urgent,
        0);
    EXPECT_FALSE(house.tools().arrivals.load(letter));
}

} // namespace
} // namespace docket::testing
