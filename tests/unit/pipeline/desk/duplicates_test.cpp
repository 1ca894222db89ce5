// Repeated petitions at the desk: what is proposed to whom, what a person decides, and what stays countable.
#include "pipeline/desk/indexing.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

#include <map>

namespace docket::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

struct Duplicates : ::testing::Test {
    DeskHouse d;
    std::string first = d.house.register_letter(review_application(1));
    std::string second = d.house.register_letter(review_application(2)); // the same person again
    std::string other = d.house.register_letter(re_review_application(1));

    Duplicates() { portray(); }
    void portray() {
        const auto done = desk::index_all(d.desk, {});
        EXPECT_TRUE(done) << done.error().detail;
    }
    json::Value of(const std::string& number, const std::string& who = "clerk-1") {
        return desk::duplicates(d.desk, d.who(who), number).value();
    }
    static std::vector<std::string> numbers(const json::Value& view, const char* list) {
        std::vector<std::string> out;
        for (const auto& one : view.array_at(list)) out.push_back(one.text_at("number"));
        return out;
    }
    Result<json::Value> say(const std::string& number, const std::string& about, bool same,
                            const std::string& reason = "", const std::string& who = "clerk-1") {
        return desk::decide_duplicate(d.desk, d.who(who), number,
                                      json::Object{{"of", about}, {"same", same}, {"reason", reason}});
    }
    json::Value row_of(const std::string& number, const std::string& who = "clerk-1") {
        const auto rows = desk::cases(d.desk, d.who(who), {}).value();
        for (const auto& row : rows.array_at("rows"))
            if (row.text_at("number") == number) return row;
        return {};
    }
    std::vector<std::string> acts_in(const std::string& number, const std::string& who) {
        std::vector<std::string> out;
        const auto view = desk::case_view(d.desk, d.who(who), number).value();
        for (const auto& event : view.array_at("events")) out.push_back(event.text_at("act"));
        return out;
    }
    // From now on clerk-2 may not open this case.
    void hide_from_clerk_2(const std::string& number) {
        auto c = d.house.load(number);
        c.rounds.front().organ = "agriculture";
        ASSERT_TRUE(d.house.tools().work.transact(
            [&](Transaction& tx) { return d.house.store().cases.save(tx, c, c.version); }));
        auto clerk = d.who("clerk-2");
        clerk.conflicts = {"agriculture"};
        d.house.put(clerk);
    }
};

TEST_F(Duplicates, Of_the_same_person_in_the_same_matter_are_proposed_with_the_reasons) {
    const auto view = of(second);
    ASSERT_THAT(numbers(view, "proposals"), ElementsAre(first));
    const auto& one = view.array_at("proposals").front();
    EXPECT_EQ(one.text_at("as"), "first");
    EXPECT_EQ(one.text_at("people"), "林晓舟");
    EXPECT_EQ(one.array_at("claims").size(), 2U);
    std::map<std::string, json::Value> reasons;
    for (const auto& reason : one.array_at("reasons")) reasons[reason.text_at("kind")] = reason;
    EXPECT_EQ(reasons["same_person"].text_at("by"), "id_number");
    EXPECT_EQ(reasons["same_person"].text_at("words"), "同人：证件号码相同");
    EXPECT_GT(reasons["same_paper"].number_at("share"), 0.8);
    EXPECT_EQ(of(first).array_at("proposals").front().text_at("as"), "repeat") << "and the other way round";
    EXPECT_THAT(numbers(of(other), "proposals"), IsEmpty());
}
TEST_F(Duplicates, Are_proposed_of_a_case_whose_portrait_is_not_made_yet) {
    const auto third = d.house.register_letter(review_application(3));
    EXPECT_THAT(numbers(of(third), "proposals"), ElementsAre(second, first));
}
TEST_F(Duplicates, Are_linked_by_a_person_and_both_stay_in_the_register) {
    const auto before = desk::cases(d.desk, d.who("clerk-1"), {}).value().int_at("total");
    const auto after = say(second, first, true).value();
    EXPECT_THAT(numbers(after, "proposals"), IsEmpty());
    ASSERT_THAT(numbers(after, "decided"), ElementsAre(first));
    EXPECT_EQ(after.array_at("decided").front().at("ruling").at("by").text_at("id"), "clerk-1");
    EXPECT_EQ(desk::cases(d.desk, d.who("clerk-1"), {}).value().int_at("total"), before);
    EXPECT_EQ(row_of(second).at("linked").text_at("is"), "repeat");
    EXPECT_EQ(row_of(second).at("linked").text_at("number"), first);
    EXPECT_EQ(row_of(first).at("linked").text_at("is"), "first");
    EXPECT_TRUE(row_of(other).at("linked").is_null());
    for (const auto& number : {first, second}) {
        EXPECT_EQ(d.house.record_of(number).back().act, "link");
        EXPECT_THAT(acts_in(number, "clerk-1"), Contains("link"));
    }
    const auto view = desk::case_view(d.desk, d.who("clerk-1"), second).value();
    EXPECT_EQ(view.at("linked").text_at("number"), first);
    EXPECT_THAT(view.array_at("events").front().text_at("words"),
                ::testing::HasSubstr("认定为重复或者相关信访：" + first));
    EXPECT_THAT(d.house.faults(), IsEmpty());
}
TEST_F(Duplicates, May_be_decided_anew_and_the_record_keeps_both_words) {
    ASSERT_TRUE(say(second, first, true));
    EXPECT_EQ(say(second, first, false).error().code, "duplicate.reason_missing");
    const auto view = say(first, second, false, "两次请求不同", "clerk-2").value();
    EXPECT_EQ(view.array_at("decided").front().text_at("as"), "apart");
    EXPECT_TRUE(row_of(second).at("linked").is_null());
    const auto record = d.house.record_of(second);
    EXPECT_EQ(record.back().act, "set_apart");
    EXPECT_EQ(record[record.size() - 2].act, "link");
    EXPECT_EQ(json::parse(record.back().detail)->text_at("reason"), "两次请求不同");
}
TEST_F(Duplicates, Want_another_case_and_a_plain_answer) {
    EXPECT_EQ(say(second, second, true).error().code, "duplicate.same_case");
    EXPECT_EQ(
        desk::decide_duplicate(d.desk, d.who("clerk-1"), second, json::Object{{"of", first}}).error().code,
        "duplicate.answer_missing");
    EXPECT_EQ(say(second, "LX0", true).error().code, "duplicate.unknown");
    EXPECT_TRUE(say(second, other, true)) << "a person may know better than the machine";
}
TEST_F(Duplicates, Are_neither_shown_nor_counted_to_who_may_not_open_the_other_case) {
    hide_from_clerk_2(first);
    portray();
    EXPECT_THAT(numbers(of(second, "clerk-1"), "proposals"), ElementsAre(first));
    EXPECT_EQ(of(second, "clerk-2"),
              (json::Object{{"proposals", json::Array{}}, {"decided", json::Array{}}}));
    ASSERT_TRUE(say(second, first, true));
    EXPECT_THAT(numbers(of(second, "clerk-1"), "decided"), ElementsAre(first));
    EXPECT_EQ(of(second, "clerk-2"),
              (json::Object{{"proposals", json::Array{}}, {"decided", json::Array{}}}));
    EXPECT_TRUE(row_of(second, "clerk-2").at("linked").is_null());
    EXPECT_THAT(acts_in(second, "clerk-2"), Not(Contains("link")));
    const auto view = json::dump(desk::case_view(d.desk, d.who("clerk-2"), second).value());
    EXPECT_EQ(view.find(first), std::string::npos) << "not even its number";
}
TEST_F(Duplicates, Cannot_be_decided_about_a_case_that_is_not_there_or_not_theirs_and_the_answer_is_one) {
    hide_from_clerk_2(first);
    const auto hidden = say(second, first, true, "", "clerk-2").error();
    const auto absent = say(second, "LX350205202601010009X", true, "", "clerk-2").error();
    EXPECT_EQ(hidden.code, absent.code);
    EXPECT_EQ(hidden.detail, absent.detail);
    EXPECT_EQ(hidden.kind, Kind::not_found);
}
TEST_F(Duplicates, Are_found_anew_when_a_person_puts_names_right) {
    auto c = d.house.load(second);
    c.applicants = {{"方砚秋", "女", "", "13800000456", "东篱里8号"}};
    ASSERT_TRUE(d.house.tools().work.transact(
        [&](Transaction& tx) { return d.house.store().cases.save(tx, c, c.version); }));
    portray();
    EXPECT_THAT(numbers(of(second), "proposals"), IsEmpty()) << "a form letter of somebody else";
}

} // namespace
} // namespace docket::testing
