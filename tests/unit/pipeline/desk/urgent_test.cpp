// Urgent matters at the desks: who sees them first, what the page of the case says, and what is to be done.
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct UrgentDesk : ::testing::Test {
    DeskHouse d;
    std::string calm = d.house.register_letter(first_letter(1));
    std::string number = d.house.register_letter(threatening());
    std::string later = d.house.register_letter(first_letter(2));

    // Invented.
    static std::string threatening() {
        auto letter = first_letter(9);
        const std::string plain = "请派人修理。";
        return letter.replace(letter.find(plain), plain.size(), "请派人修理，否则扬言要跳楼。");
    }
    json::Array tasks(const char* who) { return desk::tasks(d.desk, d.who(who)).value().array_at("rows"); }
    json::Value page() { return desk::case_view(d.desk, d.who("clerk-1"), number).value(); }
    std::vector<std::string> duties() {
        std::vector<std::string> out;
        const auto shown = page();
        for (const auto& duty : shown.array_at("duties"))
            out.push_back(duty.at("due").text_at("state") + " " + duty.text_at("act"));
        return out;
    }
    void clerk(Act act, json::Value input) {
        const auto done = d.house.act(number, act, "clerk-1", std::move(input));
        ASSERT_TRUE(done) << done.error().detail;
    }
};

TEST_F(UrgentDesk, Tasks_of_clerk_and_mailroom_begin_with_what_is_urgent_and_say_why) {
    for (const auto* who : {"clerk-1", "mailroom-1"}) {
        const auto rows = tasks(who);
        ASSERT_EQ(rows.size(), 3U) << who;
        EXPECT_EQ(rows.front().at("urgent").text_at("state"), "suspected");
        EXPECT_THAT(rows.front().at("urgent").texts_at("words"), ElementsAre("跳楼", "扬言"));
        EXPECT_TRUE(rows.at(1).at("urgent").is_null());
    }
    const auto led = tasks("leader-1");
    ASSERT_EQ(led.size(), 1U);
    EXPECT_EQ(led.front().text_at("what"), "紧急事项");
    EXPECT_EQ(led.front().text_at("path"), "/cases/" + number);
    EXPECT_EQ(desk::counts(d.desk, d.who("leader-1"))->int_at("tasks"), 1);
}

TEST_F(UrgentDesk, A_page_quotes_the_words_and_says_whom_to_tell) {
    const auto proposed = page().at("urgency");
    EXPECT_EQ(proposed.text_at("state"), "suspected");
    EXPECT_EQ(proposed.array_at("places").size(), 2U);
    EXPECT_EQ(duties().front(), "soon mark_urgent");
    clerk(Act::mark_urgent, because("电话核实。"));
    const auto marked = page().at("urgency");
    EXPECT_EQ(marked.at("decided_by").text_at("id"), "clerk-1");
    EXPECT_EQ(marked.array_at("missing").size(), 2U);
    EXPECT_EQ(duties().at(0), "soon note_report");
    EXPECT_EQ(duties().at(1), "soon note_report");
}

TEST_F(UrgentDesk, A_report_that_was_not_made_at_once_is_overdue_the_next_day) {
    clerk(Act::mark_urgent, because("电话核实。"));
    EXPECT_EQ(tasks("clerk-1").front().at("due").text_at("state"), "soon");
    d.premises.clock.advance(std::chrono::days{1});
    EXPECT_EQ(duties().at(0), "overdue note_report");
    EXPECT_EQ(tasks("clerk-1").front().at("due").text_at("state"), "overdue");
    EXPECT_EQ(desk::counts(d.desk, d.who("clerk-1"))->int_at("overdue"), 1);
}

TEST_F(UrgentDesk, A_matter_that_is_none_bears_no_mark) {
    clerk(Act::clear_urgent, because("引用他人的话。"));
    EXPECT_TRUE(tasks("clerk-1").front().at("urgent").is_null());
    EXPECT_THAT(tasks("leader-1"), IsEmpty());
    EXPECT_EQ(page().at("urgency").text_at("state"), "cleared");
}

} // namespace
} // namespace docket::testing
