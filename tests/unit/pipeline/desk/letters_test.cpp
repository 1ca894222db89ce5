// The verification desk: what a person confirms stays, whatever is read later.
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

struct Letters : ::testing::Test {
    DeskHouse d;

    std::int64_t arrive(const std::string& text) {
        const auto id = d.house.receive(text).value().id;
        d.house.work();
        return id;
    }
    json::Value shown(std::int64_t id) { return desk::letter(d.desk, id).value(); }
    static json::Value field(const json::Value& letter, const std::string& name) {
        for (const auto& one : letter.array_at("fields"))
            if (one.text_at("name") == name) return one;
        return {};
    }
    static json::Value typed(const json::Value& letter, json::Object fields) {
        return json::Object{{"version", letter.int_at("version")}, {"fields", std::move(fields)}};
    }
    std::int64_t to_verify() { return desk::counts(d.desk, d.who("mailroom-1")).value().int_at("verify"); }
};

TEST_F(Letters, Wait_to_be_verified_whether_the_machine_registered_them_or_not) {
    arrive(review_application(1));
    arrive("unsure\n" + review_application(2));
    EXPECT_EQ(to_verify(), 2);
    const auto list = desk::arrivals(d.desk, "todo", "", 0, 50).value();
    EXPECT_EQ(list.int_at("total"), 2);
    EXPECT_EQ(list.at("counts").int_at("todo"), 2);
    for (const auto& row : list.array_at("rows")) EXPECT_EQ(row.text_at("next"), "verify");
}

TEST_F(Letters, With_a_blank_page_tell_it_and_keep_it_where_a_file_is_one_letter) {
    const auto id = arrive(review_application(1) + "\fBLANK\f附件清单\n");
    const auto pages = shown(id).array_at("pages");
    ASSERT_EQ(pages.size(), 3U);
    EXPECT_EQ(pages[0].text_at("kind"), "page");
    EXPECT_EQ(pages[1].text_at("kind"), "blank");
    EXPECT_EQ(d.house.store().ledger.count()->pages.received, 3);
    EXPECT_THAT(d.house.faults(), ::testing::IsEmpty());
}

TEST_F(Letters, Verified_on_one_that_waits_registers_it_with_what_the_person_typed) {
    const auto id = arrive("unsure\n" + review_application(3));
    const auto done =
        desk::verify(d.desk, d.who("mailroom-1"), id,
                     typed(shown(id), {{"applicant", "林晓州"}, {"respondent", "street-xinyang"}}));
    ASSERT_TRUE(done) << done.error().detail;
    const auto c = d.house.load(done->text_at("case"));
    EXPECT_EQ(c.applicants.front().name, "林晓州");
    EXPECT_EQ(c.rounds.front().organ, "street-xinyang");
    EXPECT_EQ(done->at("letter").text_at("verified_by"), "林晓敏");
    EXPECT_EQ(to_verify(), 0);
    EXPECT_THAT(d.house.faults(), ::testing::IsEmpty());
}

TEST_F(Letters, Verified_after_the_machine_registered_them_put_the_case_right_until_somebody_acts_on_it) {
    const auto id = arrive(review_application(4));
    const auto number = d.house.arrival(id).case_number;
    auto fixed = desk::verify(d.desk, d.who("clerk-1"), id,
                              typed(shown(id), {{"disputed_number", "海街信访〔2026〕44号"}}));
    ASSERT_TRUE(fixed) << fixed.error().detail;
    EXPECT_EQ(d.house.load(number).rounds.front().document_number, "海街信访〔2026〕44号");
    EXPECT_EQ(d.house.record_of(number).back().act, "verify");
    carry(d.house, number, review::Stage::accepted);
    ASSERT_TRUE(desk::verify(d.desk, d.who("clerk-1"), id,
                             typed(shown(id), {{"disputed_number", "海街信访〔2026〕45号"}})));
    EXPECT_EQ(d.house.load(number).rounds.front().document_number, "海街信访〔2026〕44号");
    EXPECT_THAT(d.house.faults(), ::testing::IsEmpty());
}

TEST_F(Letters, Confirmed_by_a_person_are_never_overwritten_by_a_new_reading) {
    const auto id = arrive(review_application(5));
    ASSERT_TRUE(
        desk::confirm_fields(d.desk, d.who("clerk-1"), id, typed(shown(id), {{"applicant", "林晓州"}})));
    const auto version = shown(id).int_at("version");
    ASSERT_TRUE(desk::reread(d.desk, d.who("clerk-1"), id, version));
    d.house.work();
    const auto after = field(shown(id), "applicant");
    EXPECT_EQ(after.text_at("value"), "林晓州");
    EXPECT_EQ(after.at("confirmed").text_at("by"), "陈志远");
    EXPECT_TRUE(after.at("suggestion").is_null()); // it reads what was seen when it was confirmed
    EXPECT_EQ(shown(id).int_at("version"), version);
    EXPECT_THAT(d.house.faults(), ::testing::IsEmpty());
}

TEST_F(Letters, Typed_by_two_people_at_once_keep_the_first_and_tell_the_second) {
    const auto id = arrive(review_application(6));
    const auto seen = shown(id);
    ASSERT_TRUE(desk::confirm_fields(d.desk, d.who("clerk-1"), id, typed(seen, {{"phone", "13900020116"}})));
    const auto second =
        desk::confirm_fields(d.desk, d.who("clerk-2"), id, typed(seen, {{"phone", "13900020117"}}));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "letter.stale");
    EXPECT_EQ(field(shown(id), "phone").text_at("value"), "13900020116");
}

TEST_F(Letters, Listed_by_a_state_are_in_it_and_a_state_that_is_none_is_refused) {
    arrive(review_application(1));
    arrive("unsure\n" + review_application(2));
    const auto waiting = desk::arrivals(d.desk, "todo", "needs_person", 0, 50).value();
    EXPECT_EQ(waiting.int_at("total"), 1);
    EXPECT_EQ(waiting.array_at("rows").size(), 1U);
    EXPECT_EQ(desk::arrivals(d.desk, "todo", "lost", 0, 50).error().code, "arrivals.state_unknown");
}

TEST_F(Letters, Refuse_a_field_that_no_letter_has) {
    const auto id = arrive(review_application(7));
    const auto done =
        desk::confirm_fields(d.desk, d.who("clerk-1"), id, typed(shown(id), {{"shoe_size", "41"}}));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "letter.field_unknown");
}

} // namespace
} // namespace docket::testing
