// The table of a batch as its page is told of it.
#include "tests/support/batch_house.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

struct OnTheTable : ::testing::Test {
    DeskHouse d;
    BatchDesk tray{d.house};
    flow::Batch batch = tray.delivered({first_letter(1) + "\f" + first_letter(2)});

    Result<json::Value> view() { return desk::batch(d.desk, d.who("mailroom-1"), batch.id); }
    // How often the blobs are asked is told by a fault that waits behind so many questions; each has two
    // points.
    void allow_blobs(int calls) { d.house.premises().faults.at(2 * calls + 1, Faults::How::failure); }
};

TEST_F(OnTheTable, A_reading_is_opened_once_however_often_the_table_is_shown) {
    const auto first = view();
    ASSERT_TRUE(first);
    allow_blobs(1); // the proposal
    const auto again = view();
    EXPECT_FALSE(d.house.premises().faults.hit());
    ASSERT_TRUE(again);
    EXPECT_EQ(json::dump(*again), json::dump(*first));
    const auto sheets = again->array_at("letters").front().array_at("sheets");
    ASSERT_EQ(sheets.size(), 2U);
    EXPECT_FALSE(sheets.front().text_at("words").empty());
}

TEST_F(OnTheTable, A_page_that_a_person_said_has_writing_is_no_blank_one_in_its_letter) {
    const auto tray_of_one = tray.delivered({first_letter(1) + "\fBLANK\f" + first_letter(2)});
    const auto page = tray.sorting(tray_of_one.id).arrangement.letters.at(0).at(1).page;
    ASSERT_TRUE(tray.arrange(tray_of_one.id,
                             {json::Object{{"op", "mark"}, {"pages", json::Array{page}}, {"as", "page"}},
                              json::Object{{"op", "finish"}, {"undecided", "needs_person"}}}));
    const auto letter = desk::letter(d.desk, tray.letters(tray_of_one.id).at(0).id).value();
    ASSERT_EQ(letter.array_at("pages").size(), 3U);
    EXPECT_EQ(letter.array_at("pages")[1].text_at("kind"), "page");
}

TEST_F(OnTheTable, A_letter_is_cut_anew_until_somebody_confirmed_a_word_of_it) {
    ASSERT_TRUE(tray.arrange(batch.id, {json::Object{{"op", "finish"}, {"undecided", "needs_person"}}}));
    d.house.work();
    const auto who = d.who("mailroom-1");
    const auto first = tray.letters(batch.id).at(0).id;
    EXPECT_TRUE(desk::letter(d.desk, first)->at("cut").bool_at("understood"));
    const auto cut = desk::recut(d.desk, who, first, json::Object{{"after", 1}});
    ASSERT_TRUE(cut) << cut.error().detail;
    EXPECT_FALSE(cut->at("letter").at("cut").bool_at("understood", true));
    d.house.work();
    const auto second = desk::arrival_id(cut->text_at("other")).value();
    const auto shown = desk::letter(d.desk, second).value();
    EXPECT_EQ(shown.at("cut").text_at("before"), desk::arrival_name(first));
    EXPECT_EQ(view()->array_at("letters").size(), 2U);
    const auto back = json::Object{{"into", desk::arrival_name(first)}};
    ASSERT_TRUE(desk::recut(d.desk, who, second, back));
    EXPECT_EQ(view()->array_at("letters").size(), 1U);
    d.house.work();
    const auto third =
        desk::arrival_id(desk::recut(d.desk, who, first, json::Object{{"after", 1}})->text_at("other"))
            .value();
    ASSERT_TRUE(desk::confirm_fields(
        d.desk, who, third, json::Object{{"version", 0}, {"fields", json::Object{{"applicant", "黄秋月"}}}}));
    EXPECT_EQ(desk::recut(d.desk, who, third, back).error().code, "letter.confirmed");
    EXPECT_TRUE(desk::letter(d.desk, third)->at("cut").is_null());
    EXPECT_THAT(d.house.faults(), ::testing::IsEmpty());
}

TEST_F(OnTheTable, A_page_that_was_turned_is_told_turned_although_its_reading_is_kept) {
    const auto page = [&] { return view()->array_at("letters").front().array_at("sheets").front(); };
    const auto before = page();
    ASSERT_TRUE(tray.arrange(
        batch.id, {json::Object{{"op", "rotate"}, {"pages", json::Array{before.int_at("id")}}, {"by", 90}}}));
    const auto after = page();
    EXPECT_EQ(after.int_at("rotated"), 90);
    EXPECT_EQ(after.text_at("words"), before.text_at("words"));
}

} // namespace
} // namespace docket::testing
