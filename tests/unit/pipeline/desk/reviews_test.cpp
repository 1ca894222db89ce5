// What waits for counsel and for the leader: a list is cheap however often it is asked for, and never behind.
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

#include <atomic>

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;

class CountingDrawer final : public desk::Drawer {
  public:
    explicit CountingDrawer(desk::Drawer& drawer) : drawer_(drawer) {}
    Result<std::shared_ptr<const desk::Drawing>> draw(const outputs::Document& document) override {
        ++drawn;
        return drawer_.draw(document);
    }
    std::atomic<int> drawn = 0;

  private:
    desk::Drawer& drawer_;
};

struct Waiting : ::testing::Test {
    DeskHouse d;
    CountingDrawer drawer{d.drawer};
    desk::Desk desk{d.desk.tools,       d.desk.copies,      d.desk.verifications,
                    d.desk.corrections, d.desk.searches,    d.desk.lists,
                    d.desk.batch_lists, d.desk.pictures,    drawer,
                    d.desk.books,       d.desk.previews,    d.desk.glances,
                    d.desk.index,       d.desk.sheets,      d.desk.record_lists,
                    d.desk.day_books,   d.desk.chain_board, d.desk.portraits};

    std::string at(Stage stage, int n) {
        const auto number = d.house.register_letter(review_application(n));
        carry(d.house, number, stage);
        return number;
    }
    json::Value open() { return desk::reviews(desk, d.who("lawyer-2"))->array_at("open").front(); }
};

TEST_F(Waiting, Texts_are_laid_out_once_however_often_the_lists_are_asked_for) {
    for (int n = 1; n <= 3; ++n) at(Stage::at_counsel, n);
    for (int n = 4; n <= 5; ++n) at(Stage::signed_off, n);
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(desk::reviews(desk, d.who("lawyer-2"))->array_at("open").size(), 3U);
        EXPECT_EQ(desk::approvals(desk, d.who("leader-1"))->array_at("todo").size(), 2U);
    }
    EXPECT_EQ(drawer.drawn, 5);
}

TEST_F(Waiting, Texts_that_were_drafted_anew_are_shown_as_they_are_now) {
    const auto number = at(Stage::at_counsel, 1);
    const auto before = open();
    ASSERT_TRUE(d.house.act(number, Act::claim, "lawyer-2", declared()));
    ASSERT_TRUE(d.house.act(number, Act::send_back, "lawyer-2", json::Object{{"reason", "事实不清"}}));
    json::Value anew = opinion();
    anew.object()->set("attachments", json::Array{"另附的材料"});
    ASSERT_TRUE(d.house.act(number, Act::draft, "clerk-1", anew));
    ASSERT_TRUE(d.house.act(number, Act::submit, "clerk-1"));
    const auto after = open();
    EXPECT_NE(after.text_at("text"), before.text_at("text"));
    EXPECT_EQ(after.int_at("draft_version"), 2);
    EXPECT_EQ(drawer.drawn, 2);
}

} // namespace
} // namespace docket::testing
