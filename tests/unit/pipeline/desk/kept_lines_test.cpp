// Lines people confirmed keep their words and their place, however the page is read later.
#include "pipeline/desk/kept_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace docket::desk {
namespace {

ocr::Line line(int x, int y, int w, std::u32string_view words = U"字") {
    ocr::Line out;
    for (const char32_t c : words) out.glyphs.push_back({c, {}, 0.9F});
    out.box = {x, y, w, 40};
    return out;
}
ocr::PageText page(std::vector<ocr::Line> lines) {
    ocr::PageText out;
    out.width = 1000, out.height = 1400;
    out.lines = std::move(lines);
    return out;
}
ConfirmedLine kept(const ocr::PageText& page, std::size_t at, const std::string& words) {
    return {1,
            static_cast<int>(at) + 1,
            place_on(page, page.lines[at].box),
            {words, "clerk-1", Instant{}, "", false}};
}
// What a person sees, read lines as "·".
std::vector<std::string> seen(const ocr::PageText& page, const std::vector<ConfirmedLine>& confirmed) {
    std::vector<std::string> out;
    for (const auto& one : shown_lines(&page, confirmed, 1))
        out.push_back(one.confirmed ? one.confirmed->value.value : "·");
    return out;
}

using ::testing::ElementsAre;
const auto first = page({line(100, 100, 800), line(100, 200, 800), line(100, 300, 800)});

TEST(A_confirmed_line, Is_found_by_its_place_when_a_line_was_read_above_it) {
    const auto later =
        page({line(100, 20, 300), line(102, 98, 790), line(95, 205, 805), line(100, 300, 800)});
    EXPECT_THAT(seen(later, {kept(first, 1, "人")}), ElementsAre("·", "·", "人", "·"));
}
TEST(A_confirmed_line, Stands_for_all_pieces_that_a_later_reading_cuts_it_into) {
    const auto later =
        page({line(100, 100, 800), line(100, 200, 390), line(500, 201, 400), line(100, 300, 800)});
    EXPECT_THAT(seen(later, {kept(first, 1, "人")}), ElementsAre("·", "人", "·"));
}
TEST(A_confirmed_line, Stays_when_a_later_reading_sees_nothing_there) {
    EXPECT_THAT(seen(page({line(100, 100, 800), line(100, 300, 800)}), {kept(first, 1, "人")}),
                ElementsAre("·", "人", "·"));
    EXPECT_THAT(seen(page({}), {kept(first, 1, "人")}), ElementsAre("人"));
    EXPECT_EQ(shown_lines(nullptr, {kept(first, 1, "人")}, 1).size(), 1U);
}
TEST(Two_confirmed_lines, Stay_two_when_a_later_reading_sees_one) {
    auto merged = page({line(100, 100, 800)});
    merged.lines[0].box = {100, 100, 800, 140};
    EXPECT_THAT(seen(merged, {kept(first, 0, "甲"), kept(first, 1, "乙")}), ElementsAre("甲", "乙"));
}
TEST(A_confirmed_line, Without_a_place_keeps_its_number) {
    auto old = kept(first, 1, "人");
    old.place = {};
    EXPECT_THAT(seen(first, {old}), ElementsAre("·", "人", "·"));
    auto bare = page({line(0, 0, 0), line(0, 0, 0)});
    for (auto& one : bare.lines) one.box = {};
    EXPECT_THAT(seen(bare, {old}), ElementsAre("·", "人"));
}
TEST(A_place, Comes_back_from_the_upright_page_to_the_scan) {
    EXPECT_EQ(from_upright({0.1, 0.2, 0.3, 0.1}, 0), (LinePlace{0.1, 0.2, 0.3, 0.1}));
    const auto quarter = from_upright({0.1, 0.2, 0.3, 0.1}, 90);
    EXPECT_NEAR(quarter[0], 0.2, 1e-9);
    EXPECT_NEAR(quarter[1], 0.6, 1e-9);
    EXPECT_NEAR(quarter[2], 0.1, 1e-9);
    EXPECT_NEAR(quarter[3], 0.3, 1e-9);
}
TEST(Confirmed_lines, Never_change_their_words_and_are_shown_once_whatever_is_read_later) {
    std::mt19937 chance(47);
    for (int round = 0; round < 3000; ++round) {
        std::vector<ConfirmedLine> confirmed;
        for (std::size_t i = 0; i < first.lines.size(); ++i)
            if (chance() % 2 == 0) confirmed.push_back(kept(first, i, "人" + std::to_string(i)));
        auto later = page({});
        for (auto n = chance() % 6; n > 0; --n) {
            later.lines.push_back(line(static_cast<int>(chance() % 900), static_cast<int>(chance() % 1300),
                                       static_cast<int>(chance() % 900)));
            later.lines.back().box.h = static_cast<int>(chance() % 200);
        }
        later.turned = static_cast<int>(chance() % 4) * 90;
        const auto before = confirmed;
        std::vector<std::string> shown;
        for (const auto& one : shown_lines(&later, confirmed, 1))
            if (one.confirmed) shown.push_back(one.confirmed->value.value);
        std::vector<std::string> wanted;
        for (const auto& one : confirmed) wanted.push_back(one.value.value);
        ASSERT_THAT(shown, ::testing::UnorderedElementsAreArray(wanted));
        ASSERT_EQ(confirmed, before);
    }
}

} // namespace
} // namespace docket::desk
