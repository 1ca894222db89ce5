// What is shown again after an act, who looked at a petitioner, and the lease of who works on.
#include "pipeline/desk/mask.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;

struct Kept : ::testing::Test {
    DeskHouse d;
    std::string number = d.house.register_letter(review_application(1));

    void claimed() {
        carry(d.house, number, Stage::at_counsel);
        ASSERT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-2", declared())), "done");
    }
    std::int64_t last_event() { return d.desk.tools.record.of("case:" + number).value().back().n; }
    json::Value receipt(const std::string& who, std::int64_t event) {
        return desk::receipt(d.desk, d.who(who), number, event).value();
    }
};

TEST_F(Kept, Receipts_say_again_who_decided_what_on_which_text_and_when) {
    claimed();
    const auto text = d.house.text_of(number);
    const auto signing = d.house.act(number, Act::sign_off, "lawyer-2",
                                     json::Object{{"text", text},
                                                  {"conclusion", "agree_with_reservation"},
                                                  {"reservation", "面积未核验"}});
    ASSERT_TRUE(signing);
    carry(d.house, number, Stage::archived); // whatever came after changes nothing of it
    const auto kept = receipt("lawyer-2", signing->event);
    EXPECT_EQ(kept.int_at("event"), signing->event);
    EXPECT_EQ(kept.int_at("at"), to_ms(signing->at));
    EXPECT_EQ(kept.text_at("text"), text);
    EXPECT_EQ(kept.int_at("draft_version"), 1);
    EXPECT_EQ(kept.text_at("conclusion"), "agree_with_reservation");
    EXPECT_EQ(kept.text_at("reservation"), "面积未核验");
    EXPECT_EQ(kept.text_at("document_number"), "") << "the number came later";
    EXPECT_EQ(kept.at("actor").text_at("id"), "lawyer-2");
}

TEST_F(Kept, Receipts_of_an_approval_name_the_number_it_gave) {
    carry(d.house, number, Stage::approved);
    EXPECT_EQ(receipt("leader-1", last_event()).text_at("document_number"),
              d.house.load(number).current().document_number);
}

TEST_F(Kept, A_case_that_was_passed_on_is_listed_with_the_organ_that_holds_it) {
    const auto petition = d.house.register_letter(first_letter());
    const auto listed = [&](const std::string& wanted) {
        const auto rows = desk::cases(d.desk, d.who("clerk-1"), {}).value();
        for (const auto& row : rows.array_at("rows"))
            if (row.text_at("number") == wanted) return row.at("organ").text_at("code");
        return std::string("not listed");
    };
    EXPECT_EQ(listed(petition), "bureau");
    ASSERT_EQ(
        code_of(d.house.act(petition, Act::transfer, "clerk-1", json::Object{{"organ", "street-songyu"}})),
        "done");
    EXPECT_EQ(listed(petition), "street-songyu");
    EXPECT_EQ(listed(number), "street-haicang") << "a request is listed with the organ it is against";
}

TEST_F(Kept, Receipts_of_others_are_not_a_lawyers_to_read) {
    claimed();
    const auto claim = last_event();
    EXPECT_EQ(receipt("lawyer-2", claim).text_at("act"), "claim");
    const auto others = desk::receipt(d.desk, d.who("lawyer-2"), number, claim - 1); // the clerk's 送法律审核
    ASSERT_FALSE(others);
    EXPECT_EQ(others.error().code, "receipt.unknown");
    EXPECT_EQ(receipt("clerk-1", claim - 1).text_at("act"), "submit");
}

TEST_F(Kept, Petitioners_are_masked_to_everybody_who_cannot_put_them_right_now) {
    const auto a = d.house.load(number).applicants.front();
    const auto seen = [&](const char* who) {
        return desk::case_view(d.desk, d.who(who), number).value().array_at("applicants").front();
    };
    EXPECT_EQ(seen("clerk-1").text_at("id_number"), a.id_number) << "the clerk may still correct it";
    for (const auto* who : {"mailroom-1", "leader-1", "auditor-1"}) {
        EXPECT_EQ(seen(who).text_at("id_number"), desk::masked_id(a.id_number));
        EXPECT_TRUE(seen(who).bool_at("masked"));
    }
    carry(d.house, number, Stage::accepted);
    EXPECT_EQ(seen("clerk-1").text_at("name"), desk::masked_name(a.name));
}

TEST_F(Kept, Looks_at_a_petitioner_stand_in_the_record_before_anything_is_shown) {
    const auto a = d.house.load(number).applicants.front();
    const json::Object phone{{"applicant", 1}, {"field", "phone"}};
    EXPECT_EQ(desk::look(d.desk, d.who("clerk-1"), number, phone).value().text_at("value"), a.phone);
    const auto looks = d.desk.tools.record.of("seen:" + number).value();
    ASSERT_EQ(looks.size(), 1U);
    EXPECT_EQ(looks[0].actor, "clerk-1");
    EXPECT_EQ(json::parse(looks[0].detail).value().text_at("field"), "phone");
    EXPECT_EQ(looks[0].detail.find(a.phone), std::string::npos) << "the record says who looked, not what at";
    for (const auto& wrong : {json::Object{{"applicant", 2}, {"field", "phone"}},
                              json::Object{{"applicant", 1}, {"field", "sex"}}, json::Object{}})
        EXPECT_EQ(desk::look(d.desk, d.who("clerk-1"), number, wrong).error().code, "look.field_unknown");
    EXPECT_EQ(d.desk.tools.record.of("seen:" + number).value().size(), 1U);
}

TEST_F(Kept, Leases_run_anew_while_the_lawyer_works_and_are_nobody_elses_to_prolong) {
    claimed();
    const auto first = desk::task_lease(d.desk, number).value();
    EXPECT_EQ(first.at("held_by").text_at("id"), "lawyer-2");
    d.premises.clock.advance(std::chrono::hours{30});
    const auto longer = desk::prolong(d.desk, d.who("lawyer-2"), number).value();
    EXPECT_EQ(longer.int_at("held_until"),
              first.int_at("held_until") + to_ms(Instant(Millis(std::chrono::hours{30}))));
    EXPECT_EQ(desk::prolong(d.desk, d.who("clerk-1"), number).error().code, "act.task_not_held");
    d.premises.clock.advance(std::chrono::days{4});
    EXPECT_TRUE(desk::task_lease(d.desk, number).value().at("held_by").is_null());
    EXPECT_EQ(desk::prolong(d.desk, d.who("lawyer-2"), number).error().code, "act.task_not_held");
}

} // namespace
} // namespace docket::testing
