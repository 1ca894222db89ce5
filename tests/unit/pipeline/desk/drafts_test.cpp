// The draft: working copies of two people, findings that stand in the way.
#include "pipeline/flow/draft.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;

struct Drafts : ::testing::Test {
    DeskHouse d;

    std::string accepted(int n = 1) {
        auto number = d.house.register_letter(review_application(n));
        carry(d.house, number, Stage::accepted);
        return number;
    }
    std::vector<json::Value> findings(const std::string& number) {
        return desk::case_view(d.desk, d.who("clerk-1"), number).value().array_at("findings");
    }
    static json::Value of(const std::vector<json::Value>& all, const std::string& severity) {
        for (const auto& one : all)
            if (one.text_at("severity") == severity) return one;
        return {};
    }
    std::string say(const std::string& number, const std::string& who, const json::Value& finding,
                    const std::string& verdict) {
        const auto done = desk::answer(d.desk, d.who(who), number,
                                       json::Object{{"key", finding.text_at("key")},
                                                    {"verdict", verdict},
                                                    {"reason", "理由写在这里。"}});
        return done ? "done" : done.error().code;
    }
    // The kept draft gives the petitioner fifteen days instead of thirty: the check vetoes it (K07).
    void veto(const std::string& number) {
        carry(d.house, number, Stage::drafted);
        auto c = d.house.load(number);
        auto kept = d.house.tools().blobs.get(Digest::from_hex(c.current().draft_blob).value()).value();
        auto document =
            outputs::from_json(json::parse(std::string(kept.begin(), kept.end())).value()).value();
        document.remedy.days = 15;
        const auto text = json::dump(outputs::to_json(document));
        c.current().draft_text = flow::binding_text(document, d.premises.writer).value();
        c.current().draft_blob =
            d.house.tools()
                .blobs.put({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()})
                .value()
                .hex();
        ASSERT_TRUE(d.house.tools().work.transact(
            [&](Transaction& tx) { return d.house.tools().cases.save(tx, c, c.version); }));
    }
};

TEST_F(Drafts, Saved_by_two_people_at_once_keep_the_first_and_hand_its_words_to_the_second) {
    const auto number = accepted();
    const auto parts = [](const char* claim) { return json::Object{{"claims", json::Array{claim}}}; };
    const auto first = desk::save_form(d.desk, d.who("clerk-1"), number,
                                       json::Object{{"version", 0}, {"parts", parts("撤销原意见")}});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->int_at("version"), 1);
    const auto second = desk::save_form(d.desk, d.who("clerk-2"), number,
                                        json::Object{{"version", 0}, {"parts", parts("另一种写法")}});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "form.stale");
    const json::Value there = desk::particulars(d.desk, "form.stale", {number, "", "clerk-2", {}}).value();
    EXPECT_EQ(there.text_at("by"), d.who("clerk-1").name);
    EXPECT_THAT(json::dump(there.at("parts")), ::testing::HasSubstr("撤销原意见"));
    const auto third = desk::save_form(d.desk, d.who("clerk-2"), number,
                                       json::Object{{"version", 1}, {"parts", parts("另一种写法")}});
    ASSERT_TRUE(third);
    EXPECT_EQ(desk::form(d.desk, d.who("clerk-1"), number)->at("parts").array_at("claims").front(),
              json::Value("另一种写法"));
}

TEST_F(Drafts, Are_only_typed_while_they_may_be_changed) {
    const auto number = accepted();
    carry(d.house, number, Stage::at_counsel);
    const auto late = desk::save_form(d.desk, d.who("clerk-1"), number,
                                      json::Object{{"version", 0}, {"parts", json::Object{}}});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "form.not_editable");
    EXPECT_FALSE(desk::form(d.desk, d.who("auditor-1"), number)->bool_at("editable"));
}

TEST_F(Drafts, Half_written_can_be_previewed_and_their_pages_belong_to_whoever_asked) {
    const auto number = accepted();
    const auto parts = json::Object{
        {"claims", json::Array{"撤销原意见", ""}},
        {"findings", json::Array{json::Object{{"claim", 1}, {"text", ""}, {"evidence", json::Array{}}}}}};
    const auto shown = desk::preview(d.desk, d.who("clerk-1"), number, parts);
    ASSERT_TRUE(shown) << shown.error().detail;
    EXPECT_FALSE(shown->array_at("faults").empty());
    EXPECT_TRUE(desk::preview_page(d.desk, d.who("clerk-1"), shown->text_at("token"), 1));
    EXPECT_FALSE(desk::preview_page(d.desk, d.who("clerk-2"), shown->text_at("token"), 1));
}

TEST_F(Drafts, With_a_veto_go_to_counsel_only_with_a_word_and_are_signed_only_when_counsel_lifts_it) {
    const auto number = accepted();
    veto(number);
    const auto found = of(findings(number), "veto");
    ASSERT_FALSE(found.is_null());
    EXPECT_EQ(code_of(d.house.act(number, Act::submit, "clerk-1")), "act.finding_open");
    const json::Value why =
        desk::particulars(d.desk, "act.finding_open", {number, "", "clerk-1", {}}).value();
    EXPECT_EQ(why.texts_at("fields"), std::vector{found.text_at("place")});
    EXPECT_EQ(say(number, "clerk-1", found, "dismiss"), "finding.not_yours");
    EXPECT_EQ(say(number, "clerk-1", found, "explain"), "done");
    EXPECT_EQ(code_of(d.house.act(number, Act::submit, "clerk-1")), "done");
    ASSERT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-2", declared())), "done");
    const auto named_text = named(d.house.load(number).current().draft_text);
    const auto before = code_of(d.house.act(number, Act::sign_off, "lawyer-2", named_text));
    EXPECT_EQ(before, "act.veto_open");
    EXPECT_EQ(say(number, "lawyer-2", found, "uphold"), "done");
    EXPECT_EQ(code_of(d.house.act(number, Act::sign_off, "lawyer-2", named_text)), "act.veto_open");
    EXPECT_EQ(say(number, "lawyer-2", found, "dismiss"), "done");
    EXPECT_EQ(code_of(d.house.act(number, Act::sign_off, "lawyer-2", named_text)), "done");
    const auto may = [&] {
        return desk::approvals(d.desk, d.who("leader-1"))->array_at("todo").front().bool_at("may");
    };
    EXPECT_TRUE(may());
    EXPECT_EQ(say(number, "lawyer-2", found, "uphold"), "done"); // second thoughts
    EXPECT_FALSE(may()) << "a list that was shown before knows them as well";
    EXPECT_EQ(code_of(d.house.act(number, Act::approve, "leader-1", named_text)), "act.veto_open");
}

TEST_F(Drafts, Before_counsel_are_not_blamed_for_the_number_and_date_that_only_approval_gives) {
    const auto number = accepted();
    carry(d.house, number, Stage::at_counsel);
    for (const auto& finding : findings(number)) {
        EXPECT_NE(finding.text_at("place"), "number") << json::dump(finding);
        EXPECT_NE(finding.text_at("place"), "dated") << json::dump(finding);
    }
}

TEST_F(Drafts, Decided_on_in_a_version_that_moved_on_are_refused_with_the_name_of_who_was_faster) {
    const auto number = accepted();
    const auto seen = d.house.load(number).version;
    carry(d.house, number, Stage::drafted);
    flow::ActRequest late{number, Act::draft, "clerk-2", opinion(), seen, {}};
    const auto done = flow::act(late, d.house.tools());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "case.stale");
    EXPECT_THAT(done.error().detail, ::testing::HasSubstr("陈志远"));
}

TEST_F(Drafts, Are_undone_when_what_is_stored_with_the_act_fails) {
    const auto number = accepted();
    flow::ActRequest request{number,
                             Act::draft,
                             "clerk-1",
                             opinion(),
                             {},
                             [](Transaction&, const flow::ActReceipt&) -> Result<void> {
                                 return fail(Kind::unavailable, "test.full", "没有地方了。");
                             }};
    EXPECT_EQ(code_of(flow::act(request, d.house.tools())), "test.full");
    EXPECT_EQ(d.house.load(number).current().stage, Stage::accepted);
    EXPECT_THAT(d.house.faults(), ::testing::IsEmpty());
}

} // namespace
} // namespace docket::testing
