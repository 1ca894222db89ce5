// An informant report in the office's hands: who may still act on it, whom it goes to, what the record says
// of it, and what of it leaves the house.
#include "pipeline/flow/audit.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/register.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::MatterClass;
using review::Role;
using review::Stage;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

json::Value against(const std::string& name, const std::string& organ, std::int64_t version = -1) {
    return json::Object{
        {"version", version},
        {"matter", "report"},
        {"accused", json::Array{json::Object{{"name", name}, {"organ", organ}, {"person", ""}}}}};
}

struct Informant : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(first_letter());

    Informant() {
        house.put({"clerk-haicang", "蔡某（虚构）", Role::clerk, "", {}, "street-haicang"});
        house.put({"leader-haicang", "洪某（虚构）", Role::leader, "", {}, "street-haicang"});
    }
    Result<review::Case> set(const json::Value& input, const std::string& who = "clerk-1") {
        return flow::set_matter(number, who, house.load(number).version, input, house.tools());
    }
    std::string said(const json::Value& input, const std::string& who = "clerk-1") {
        const auto done = set(input, who);
        return done ? "done" : done.error().code;
    }
    std::string tried(Act act, const std::string& who, json::Value input = json::Object{}) {
        return code_of(house.act(number, act, who, std::move(input)));
    }
    Veil::Keys veil_over(const std::string& who) {
        return flow::reader_of(house.person(who), house.tools()).value().veil;
    }
};

TEST_F(Informant, Is_named_to_nobody_of_the_accused_unit_from_the_moment_the_matter_is_a_report) {
    EXPECT_THAT(veil_over("clerk-haicang"), IsEmpty()) << "nothing is kept from anybody yet";
    ASSERT_EQ(said(against("", "street-haicang")), "done");
    EXPECT_THAT(veil_over("clerk-1"), IsEmpty());
    const Veil veil(veil_over("clerk-haicang"));
    const auto gone = house.tools().cases.load(number);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, "case.unknown");
    EXPECT_FALSE(house.tools().arrivals.load(1));
    EXPECT_FALSE(house.tools().pages.load(1));
    EXPECT_THAT(house.tools().record.of("case:" + number).value(), IsEmpty());
}

TEST_F(Informant, Is_out_of_reach_of_every_act_by_somebody_of_the_accused_unit) {
    ASSERT_EQ(said(against("", "street-haicang")), "done");
    const auto nowhere = house.act("LX-NOWHERE", Act::decline, "clerk-haicang", declining());
    const auto kept = house.act(number, Act::decline, "clerk-haicang", declining());
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, nowhere.error().code);
    EXPECT_EQ(kept.error().kind, nowhere.error().kind);
    EXPECT_EQ(said(json::Object{{"matter", "relief"}, {"reason", "不是检举控告。"}}, "clerk-haicang"),
              "case.unknown");
    EXPECT_EQ(tried(Act::decline, "clerk-1", declining()), "done");
}

TEST_F(Informant, Is_not_passed_on_to_the_accused_unit_nor_below_it_and_is_to_others) {
    ASSERT_EQ(said(against("", "market")), "done");
    for (const auto* organ : {"market", "market-xinyang"})
        EXPECT_EQ(tried(Act::transfer, "clerk-1", json::Object{{"organ", organ}}), "act.accused_organ")
            << organ;
    EXPECT_EQ(house.load(number).current().stage, Stage::registered);
    EXPECT_EQ(tried(Act::transfer, "clerk-1", json::Object{{"organ", "district"}}), "done");
}

TEST_F(Informant, Is_not_passed_on_to_the_organ_that_the_accused_is_of) {
    ASSERT_EQ(said(against("洪某（虚构）", "")), "done");
    EXPECT_EQ(tried(Act::transfer, "clerk-1", json::Object{{"organ", "street-haicang"}}),
              "act.accused_organ");
}

TEST_F(Informant, Is_kept_by_the_very_act_that_says_so) {
    auto input = against("", "street-haicang");
    input.object()->set("organ", "street-haicang");
    EXPECT_EQ(tried(Act::transfer, "clerk-1", input), "act.accused_organ");
    EXPECT_EQ(house.load(number).matter, MatterClass::undecided) << "what was refused changed nothing";
    input.object()->set("organ", "district");
    ASSERT_EQ(tried(Act::transfer, "clerk-1", input), "done");
    EXPECT_EQ(house.load(number).matter, MatterClass::report);
    EXPECT_THAT(veil_over("leader-haicang"), Contains("organ:street-haicang"));
}

TEST_F(Informant, Accuses_somebody_or_some_unit_that_is_known) {
    EXPECT_EQ(said(json::Object{{"matter", "report"}}), "matter.accused_missing");
    EXPECT_EQ(said(against("", "no-such-organ")), "matter.accused_unknown");
    EXPECT_EQ(said(json::Object{{"matter", "gossip"}}), "matter.class_unknown");
    EXPECT_EQ(said(against("", "street-haicang"), "leader-1"), "act.wrong_role");
    const json::Value known = json::Object{
        {"matter", "report"}, {"accused", json::Array{json::Object{{"person", "leader-haicang"}}}}};
    ASSERT_EQ(said(known), "done");
    const auto accused = house.load(number).accused;
    ASSERT_EQ(accused.size(), 1U);
    EXPECT_EQ(accused.front(), (review::Accused{"洪某（虚构）", "street-haicang", "leader-haicang"}));
}

TEST_F(Informant, Is_never_left_without_a_clerk) {
    for (const auto* id : {"clerk-1", "clerk-2"}) {
        auto person = house.person(id);
        person.organ = "bureau";
        house.put(person);
    }
    EXPECT_EQ(said(against("", "bureau"), "clerk-1"), "done") << "the clerk of the street is left";
    auto last = house.person("clerk-haicang");
    last.organ = "bureau";
    house.put(last);
    const auto second = house.register_letter(first_letter(2));
    const auto done =
        flow::set_matter(second, "clerk-1", house.load(second).version, against("", "bureau"), house.tools());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "matter.nobody_left");
}

TEST_F(Informant, Report_is_one_no_more_only_for_a_reason) {
    ASSERT_EQ(said(against("", "street-haicang")), "done");
    EXPECT_EQ(said(json::Object{{"matter", "relief"}}), "act.reason_missing");
    ASSERT_EQ(said(json::Object{{"matter", "relief"}, {"reason", "来信人说明只是求助。"}}), "done");
    EXPECT_THAT(veil_over("clerk-haicang"), IsEmpty());
    EXPECT_THAT(house.load(number).accused, IsEmpty());
}

TEST_F(Informant, Is_in_the_record_without_a_word_of_whom_it_is_against) {
    ASSERT_EQ(said(against("洪某（虚构）", "street-haicang")), "done");
    auto input = declining();
    input.object()->set("matter", "report").set("accused", against("蔡某（虚构）", "").at("accused"));
    ASSERT_EQ(tried(Act::decline, "clerk-1", input), "done");
    int told = 0;
    for (const auto& event : house.record_of(number)) {
        for (const auto* word : {"洪某", "蔡某", "street-haicang", "accused"})
            EXPECT_THAT(event.detail, Not(HasSubstr(word))) << event.act;
        told += event.act == review::matter_event ? 1 : 0;
    }
    EXPECT_EQ(told, 2);
    EXPECT_THAT(house.faults(), IsEmpty()) << "record and register say the same";
}

TEST_F(Informant, Cannot_be_laid_open_by_a_hand_in_the_register_unnoticed) {
    ASSERT_EQ(said(against("", "street-haicang")), "done");
    (void)premises.ask("UPDATE case_file SET matter = 'relief'");
    EXPECT_THAT(house.faults(), Contains(HasSubstr("the class of the matter")));
}

TEST_F(Informant, May_be_known_as_one_when_a_person_registers_the_letter) {
    const auto arrival = house.receive("看不清的一页").value();
    house.work();
    ASSERT_EQ(house.arrival(arrival.id).state, flow::ArrivalState::needs_person);
    auto facts = against("", "street-haicang");
    facts.object()->set("kind", "first_letter").set("claims", json::Array{"举报街道某站乱收费"});
    const auto c = flow::register_by_person(arrival.id, "mailroom-1", facts, house.tools()).value();
    EXPECT_EQ(c.matter, MatterClass::report);
    EXPECT_TRUE(c.anonymous) << "who gave no name is registered all the same";
    EXPECT_EQ(house.record_of(c.number).back().act, review::matter_event);
    const Veil veil(veil_over("clerk-haicang"));
    EXPECT_FALSE(house.tools().arrivals.load(arrival.id));
}

TEST_F(Informant, Lays_nothing_on_the_shelf_that_all_of_the_office_may_reach) {
    ASSERT_EQ(said(against("", "street-haicang")), "done");
    ASSERT_EQ(tried(Act::decline, "clerk-1", declining()), "done");
    house.work();
    carry(house, number, Stage::archived);
    EXPECT_FALSE(house.load(number).current().issued_pdf.empty()) << "it is written all the same";
    for (const auto& [path, bytes] : premises.shelf.files()) EXPECT_THAT(path, Not(HasSubstr(number)));
}

TEST_F(Informant, Is_in_no_document_that_another_organ_has) {
    auto c = house.load(number);
    c.applicants = {{"许某某", "女", "350205197201130050", "13900040337", "海沧区新阳街道某路9号"}};
    c.claims = {"许 某 某（电话13900040337）举报某站收钱不办事"};
    const auto organs = review::Organs::make(house.tools().directory.organs().value()).value();
    c.current().ground = "N7";
    auto document =
        flow::refusal_notice(c, organs, declining(), house.tools().today(), house.tools().office).value();
    document.additions.push_back({0, "来信人许某某住海沧区新阳街道某路9号，身份证号350205197201130050。"});
    const auto bare = flow::without_informant(document, c).value();
    const auto text = json::dump(outputs::to_json(bare));
    for (const auto* word : {"许某某", "许 某 某", "13900040337", "350205197201130050", "新阳街道某路9号"})
        EXPECT_THAT(text, Not(HasSubstr(word)));
    EXPECT_THAT(text, HasSubstr("举报某站收钱不办事"));
    EXPECT_EQ(bare.parties.front().name, "检举控告人");
}

TEST_F(Informant, Finds_no_lawyer_of_a_firm_that_acted_for_the_accused) {
    auto application = house.register_letter(review_application());
    carry(house, application, Stage::at_counsel);
    house.put({"lawyer-8", "甲（虚构）", Role::lawyer, "虚构的一所", {"market"}});
    house.put({"lawyer-9", "乙（虚构）", Role::lawyer, "虚构的一所", {}});
    ASSERT_TRUE(flow::set_matter(application, "clerk-1", house.load(application).version,
                                 against("", "market"), house.tools()));
    for (const auto* lawyer : {"lawyer-8", "lawyer-9"})
        EXPECT_EQ(code_of(house.act(application, Act::claim, lawyer, declared())), "case.unknown") << lawyer;
    EXPECT_EQ(code_of(house.act(application, Act::claim, "lawyer-2", declared())), "done");
}

TEST_F(Informant, Is_not_betrayed_by_the_same_scan_handed_in_by_the_accused) {
    const auto scan = first_letter(9);
    const auto first = house.register_letter(scan);
    ASSERT_TRUE(flow::set_matter(first, "clerk-1", house.load(first).version, against("", "street-haicang"),
                                 house.tools()));
    EXPECT_EQ(house.receive(scan, "by-another")->state, flow::ArrivalState::duplicate);
    const Veil veil(veil_over("clerk-haicang"));
    const auto again = house.receive(scan, "by-the-accused").value();
    EXPECT_EQ(again.state, flow::ArrivalState::in_progress);
    EXPECT_FALSE(again.duplicate_of);
}

} // namespace
} // namespace docket::testing
