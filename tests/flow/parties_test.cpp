// Who petitions and who speaks for them: kinds of papers, agents with mandates that begin and end,
// representatives of those who come in person, and a service that nobody in power signed for.
#include "pipeline/flow/mandates.hpp"
#include "pipeline/flow/writing.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::IdKind;
using review::Stage;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Parties : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(review_application());

    std::string clerk(Act act, const json::Value& input = json::Object{}) {
        return code_of(house.act(number, act, "clerk-1", input));
    }
    static json::Value person(const std::string& kind, const std::string& id) {
        json::Object one{{"name", "林晓舟"}, {"sex", "男"}, {"id_number", id}};
        if (!kind.empty()) one.set("id_kind", kind);
        return json::Object{{"applicants", json::Array{json::Value(std::move(one))}}};
    }
    static json::Value mandate(const std::string& who, const std::string& from = "2026-06-01",
                               const std::string& until = "", const std::string& kind = "agent") {
        json::Object out{{"kind", kind},     {"name", who},
                         {"from", from},     {"id_number", "E12345678"},
                         {"powers", "代收"}, {"proof", "授权委托书（虚构）第1号"}};
        if (!until.empty()) out.set("until", until);
        return out;
    }
    static json::Value ending(int which, const std::string& on = "2026-06-10") {
        return json::Object{{"mandate", which}, {"on", on}, {"reason", "申请人撤回了委托。"}};
    }
    json::Value signed_by(const std::string& who) {
        auto input = served_on(iso(house.tools().today()));
        input.object()->set("recipient", who);
        return input;
    }
    std::vector<std::string> parties_of(const std::string& blob) {
        std::vector<std::string> out;
        const auto kept = flow::get_json(house.tools().blobs, blob).value();
        for (const auto& one : kept.array_at("parties"))
            out.push_back(one.text_at("role") + " " + one.text_at("name") + " " + one.text_at("id_kind"));
        return out;
    }
    // A first letter that was brought in person.
    void come_in_person() {
        const auto received = house.receive(first_letter(), "", {}, "visit").value();
        house.work();
        number = house.arrival(received.id).case_number;
        ASSERT_THAT(number, HasSubstr("LF"));
    }
};

TEST_F(Parties, Are_known_by_the_kind_of_paper_that_their_number_looks_like) {
    EXPECT_EQ(house.load(number).applicants.front().id_kind, IdKind::resident_id);
    ASSERT_EQ(clerk(Act::accept, person("", "H12345678")), "done");
    const auto c = house.load(number);
    EXPECT_EQ(c.applicants.front().id_kind, IdKind::hm_travel_permit);
    EXPECT_THAT(parties_of(c.notices.front().blob), ElementsAre("applicant 林晓舟 港澳居民来往内地通行证"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Parties, Are_registered_with_a_number_that_does_not_fit_its_kind_as_it_is) {
    EXPECT_EQ(clerk(Act::accept, person("driving_licence", "1")), "id.kind_unknown");
    ASSERT_EQ(clerk(Act::accept, person("passport", "350205199001280396")), "done");
    const auto who = house.load(number).applicants.front();
    EXPECT_EQ(who.id_number, "350205199001280396");
    EXPECT_EQ(who.id_kind, IdKind::passport);
    EXPECT_FALSE(review::doubt_of(who.id_kind, who.id_number).empty());
}

TEST_F(Parties, Are_spoken_for_by_whoever_has_a_mandate_and_documents_name_them) {
    auto unproven = mandate("周明");
    unproven.object()->set("proof", "");
    EXPECT_EQ(clerk(Act::add_mandate, unproven), "act.mandate_incomplete");
    EXPECT_EQ(clerk(Act::add_mandate, mandate("周明", "2026-06-01", "2026-05-01")), "act.mandate_incomplete");
    ASSERT_EQ(clerk(Act::add_mandate, mandate("周明")), "done");
    ASSERT_EQ(clerk(Act::add_mandate, mandate("吴刚", "2026-05-01", "2026-06-09")), "done");
    carry(house, number, Stage::drafted);
    const auto c = house.load(number);
    EXPECT_EQ(c.mandates.size(), 2U);
    const auto named = ElementsAre("applicant 林晓舟 居民身份证", "agent 周明 护照");
    EXPECT_THAT(parties_of(c.notices.front().blob), named) << "the other mandate was over the day before";
    EXPECT_THAT(parties_of(c.current().draft_blob), named);
    carry(house, number, Stage::archived);
    EXPECT_EQ(clerk(Act::add_mandate, mandate("郑华")), "act.no_such_step");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Parties, Have_two_agents_at_a_time) {
    ASSERT_EQ(clerk(Act::add_mandate, mandate("周明")), "done");
    ASSERT_EQ(clerk(Act::add_mandate, mandate("吴刚")), "done");
    EXPECT_EQ(clerk(Act::add_mandate, mandate("郑华")), "act.too_many_agents");
    ASSERT_EQ(clerk(Act::add_mandate, mandate("林大海", "2026-06-01", "", "guardian")), "done");
    ASSERT_EQ(clerk(Act::add_mandate, mandate("郑华", "2026-01-01", "2026-05-31")), "done") << "before them";
    EXPECT_EQ(clerk(Act::end_mandate, ending(5)), "act.mandate_unknown");
    EXPECT_EQ(clerk(Act::end_mandate, ending(1, "2026-05-31")), "act.mandate_day") << "before it began";
    EXPECT_EQ(clerk(Act::end_mandate, ending(1, "2026-06-11")), "act.mandate_day") << "not yet";
    ASSERT_EQ(clerk(Act::end_mandate, ending(1)), "done");
    EXPECT_EQ(clerk(Act::end_mandate, ending(1)), "act.mandate_unknown") << "once";
    EXPECT_EQ(clerk(Act::add_mandate, mandate("郑华")), "act.too_many_agents") << "still two until 06-09";
    ASSERT_EQ(clerk(Act::add_mandate, mandate("郑华", "2026-06-10")), "done");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Parties, Are_not_served_through_somebody_whose_mandate_is_over) {
    ASSERT_EQ(clerk(Act::add_mandate, mandate("周明")), "done");
    carry(house, number, Stage::issued);
    house.work();
    ASSERT_EQ(clerk(Act::end_mandate, ending(1)), "done");
    for (const auto* who : {"周明", "周 明", "周明（代理人）"})
        EXPECT_EQ(clerk(Act::serve, signed_by(who)), "act.mandate_over") << who;
    auto notice = signed_by("周明");
    notice.object()->set("notice", 1);
    EXPECT_EQ(clerk(Act::serve_notice, notice), "act.mandate_over");
    ASSERT_EQ(clerk(Act::add_mandate, mandate("周明", "2026-06-10")), "done");
    EXPECT_EQ(clerk(Act::serve, signed_by("周明")), "done") << "under a new mandate";
    EXPECT_EQ(house.load(number).current().stage, Stage::served);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Parties, Who_petition_may_sign_although_they_once_spoke_for_the_others) {
    ASSERT_EQ(clerk(Act::add_mandate, mandate("林晓舟", "2026-05-01", "2026-05-31", "representative")),
              "done");
    carry(house, number, Stage::issued);
    house.work();
    EXPECT_EQ(clerk(Act::serve, signed_by("林晓舟")), "done");
}

TEST_F(Parties, Send_five_representatives_when_many_come_in_person) {
    come_in_person();
    const auto many = json::Object{{"petitioners", 12}, {"claims", json::Array{"请求修复路灯"}}};
    ASSERT_EQ(clerk(Act::accept, many), "done");
    EXPECT_TRUE(flow::must_elect(house.load(number), house.tools().office));
    for (const auto* who : {"赵甲", "钱乙", "孙丙", "李丁", "周戊"})
        ASSERT_EQ(clerk(Act::add_mandate, mandate(who, "2026-06-01", "", "representative")), "done") << who;
    EXPECT_EQ(clerk(Act::add_mandate, mandate("吴己", "2026-06-01", "", "representative")),
              "act.too_many_representatives");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Parties, Who_write_are_only_told_that_they_are_represented_by_too_many) {
    ASSERT_EQ(clerk(Act::accept, json::Object{{"petitioners", 12}}), "done");
    const auto too_many = [&] {
        return flow::too_many_speak(house.load(number), house.tools().today(), house.tools().office);
    };
    for (const auto* who : {"赵甲", "钱乙", "孙丙", "李丁", "周戊"})
        ASSERT_EQ(clerk(Act::add_mandate, mandate(who, "2026-06-01", "", "representative")), "done") << who;
    EXPECT_FALSE(too_many());
    ASSERT_EQ(clerk(Act::add_mandate, mandate("吴己", "2026-06-01", "", "representative")), "done");
    EXPECT_TRUE(too_many());
    EXPECT_TRUE(flow::is_collective(house.load(number), house.tools().office));
}

TEST_F(Parties, Cannot_be_given_another_mandate_behind_the_record) {
    ASSERT_EQ(clerk(Act::add_mandate, mandate("周明")), "done");
    auto c = house.load(number);
    c.mandates.front().until = day("2027-06-01");
    const auto saved = house.tools().work.transact(
        [&](Transaction& tx) { return house.tools().cases.save(tx, c, c.version); });
    ASSERT_TRUE(saved);
    EXPECT_THAT(house.faults(), Contains(HasSubstr("who speaks for the petitioners")));
}

} // namespace
} // namespace docket::testing
