// What people settled of a letter's text is what its archive copy says.
#include "pipeline/desk/settled_words.hpp"
#include "pipeline/flow/writing.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct SettledWords : ::testing::Test {
    DeskHouse d;
    std::int64_t id = d.house.receive(review_application(1)).value().id;
    SettledWords() { d.house.work(); }

    json::Value typed(const std::string& line) {
        const auto version = desk::letter(d.desk, id)->int_at("version");
        json::Array lines;
        if (!line.empty()) lines.emplace_back(json::Object{{"page", 1}, {"line", 1}, {"text", line}});
        return json::Object{{"version", version}, {"lines", std::move(lines)}};
    }
    void save(const std::string& line) {
        ASSERT_TRUE(desk::confirm_fields(d.desk, d.who("mailroom-1"), id, typed(line)));
        d.house.work();
    }
    void finish(const std::string& line = "") {
        const auto done = desk::verify(d.desk, d.who("mailroom-1"), id, typed(line));
        ASSERT_TRUE(done) << done.error().detail;
        d.house.work();
    }
    flow::ArchiveCopy copy() { return *d.house.store().archive_copies.of(id).value(); }
    std::string words_of(const std::string& blob) {
        return flow::get_text(d.house.tools().blobs, blob).value();
    }
    int written() { return d.premises.archivist.written(); }
};

TEST_F(SettledWords, Lie_in_a_new_copy_once_a_person_is_through_and_not_while_he_types) {
    const auto before = copy();
    EXPECT_EQ(written(), 1);
    for (const auto* line : {"复查申请书（", "复查申请书（一", "复查申请书（一）"}) save(line);
    EXPECT_EQ(written(), 1);
    finish();
    EXPECT_EQ(written(), 2);
    EXPECT_NE(copy().blob, before.blob);
    const auto of_line = desk::KeptWords(d.house.store().verifications).of(id).value();
    EXPECT_THAT(of_line.pages, ::testing::ElementsAre(1));
    EXPECT_THAT(words_of(before.blob), Not(HasSubstr("person"))); // kept as it was
    EXPECT_THAT(words_of(copy().blob), HasSubstr("person"));
    EXPECT_THAT(d.house.faults(), IsEmpty());
}
TEST_F(SettledWords, That_are_settled_again_unchanged_ask_for_no_other_copy) {
    finish("复查申请书（一）");
    EXPECT_EQ(written(), 2);
    finish();
    EXPECT_EQ(written(), 2);
    save("复查申请书（二）"); // of a letter somebody is through with each change is settled
    EXPECT_EQ(written(), 3);
}
TEST_F(SettledWords, Stand_in_the_copy_of_a_later_reading_too) {
    finish("复查申请书（一）");
    const auto version = desk::letter(d.desk, id)->int_at("version");
    ASSERT_TRUE(desk::reread(d.desk, d.who("clerk-1"), id, version));
    d.house.work();
    EXPECT_THAT(words_of(copy().blob), HasSubstr("person"));
    EXPECT_THAT(d.house.faults(), IsEmpty());
}
TEST_F(SettledWords, Are_none_where_a_person_only_looked) {
    finish();
    EXPECT_EQ(written(), 1);
    EXPECT_EQ(desk::KeptWords(d.house.store().verifications).of(id)->mark, "");
}

// One line "东坡村" was read on a page that lies on its side; a person says it is four characters.
struct PersonsLine : ::testing::Test {
    DeskHouse d;
    ocr::PageText laid(const std::string& words, int turned, ocr::Box box, bool vertical = false) {
        const auto id = d.house.receive(review_application(1)).value().id;
        ocr::PageText page;
        page.width = 1000;
        page.height = 1000;
        page.turned = turned;
        ocr::Line line{{}, box, 0.5F, "scripted"};
        line.vertical = vertical;
        for (const char32_t c : std::u32string(U"东坡村")) line.glyphs.push_back({c, {7, 7, 7, 7}, 0.5F});
        page.lines.push_back(line);
        desk::Confirmed confirmed;
        confirmed.lines.push_back({1, 1, desk::place_on(page, box), {words, "clerk-1", {}, "", false}});
        desk::Verification kept{id, 0, json::dump(to_json(confirmed)), "clerk-1", Instant{}};
        const auto done = d.house.tools().work.transact(
            [&](Transaction& tx) { return d.house.store().verifications.save(tx, kept, 0); });
        EXPECT_TRUE(done);
        return desk::KeptWords(d.house.store().verifications).of(id)->laid_over(1, page);
    }
};

TEST_F(PersonsLine, Keeps_the_places_of_as_many_characters_and_else_spreads_its_own_the_way_the_line_runs) {
    const auto same = laid("东埔村", 0, {100, 100, 400, 40}).lines.at(0);
    EXPECT_EQ(ocr::utf8(same), "东埔村");
    EXPECT_EQ(same.glyphs[1].box, (ocr::Box{7, 7, 7, 7}));
    const auto places = [&](int turned, ocr::Box box, bool vertical = false) {
        const auto page = laid("东埔村民", turned, box, vertical);
        return std::pair{page.lines.at(0).glyphs.front().box, page.lines.at(0).glyphs.back().box};
    };
    const ocr::Box wide{100, 100, 400, 40}, tall{100, 100, 40, 400};
    const ocr::Box left{100, 100, 100, 40}, right{400, 100, 100, 40}, top{100, 100, 40, 100},
        bottom{100, 400, 40, 100};
    EXPECT_EQ(places(0, wide), (std::pair{left, right}));
    EXPECT_EQ(places(90, tall), (std::pair{bottom, top}));
    EXPECT_EQ(places(180, wide), (std::pair{right, left}));
    EXPECT_EQ(places(270, tall), (std::pair{top, bottom}));
    EXPECT_EQ(places(0, tall, true), (std::pair{top, bottom}));
    EXPECT_EQ(places(90, wide, true), (std::pair{left, right}));
}
TEST_F(PersonsLine, That_says_nothing_is_there_takes_the_line_away) {
    EXPECT_THAT(laid("", 0, {100, 100, 400, 40}).lines, IsEmpty());
}

} // namespace
} // namespace docket::testing
