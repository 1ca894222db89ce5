// A page written in columns is read as lines, and what was read is found in its column.
#include "ocr/columns/columns.hpp"
#include "ocr/columns/unfold.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::ocr {
namespace {

constexpr int side = 60, pitch = 72; // of a character, pixels

// Grey paper with two columns of black squares, as many as told, the right one first.
PageImage columns(int right, int left) {
    PageImage page{800, 1000, 1, 300, std::vector<std::uint8_t>(800'000, 255)};
    const auto square = [&](int x, int y) {
        for (int row = 0; row < side; ++row)
            std::fill_n(page.pixels.begin() + static_cast<std::ptrdiff_t>(y + row) * page.width + x, side, 0);
    };
    for (int i = 0; i < right; ++i) square(500, 100 + i * pitch);
    for (int i = 0; i < left; ++i) square(380, 100 + i * pitch);
    return page;
}

// Reads a glyph wherever something was moved to, as sure as told, and remembers what it was shown.
class Sees final : public OcrEngine {
  public:
    float confidence = 0.9F;
    bool tall_reads = false; // a page higher than wide, too: else nothing is seen on it
    std::vector<int> widths;
    std::string name() const override { return "sees"; }
    std::vector<std::string> languages() const override { return {}; }
    Result<PageText> read(const PageImage& image, const ReadOptions&) override {
        widths.push_back(image.width);
        PageText page{image.width, image.height, 0, 0, {}, "sees", 0};
        Line line{{}, {}, confidence, "sees"};
        const auto is_black = [&](int x, int y) {
            return image.pixels[static_cast<std::size_t>(y * image.width + x)] == 0;
        };
        for (int y = 1; y < image.height && (tall_reads || image.height < image.width); ++y)
            for (int x = 1; x < image.width; ++x)
                if (is_black(x, y) && !is_black(x - 1, y) && !is_black(x, y - 1))
                    line.glyphs.push_back({U'口', {x, y, side, side}, confidence});
        line.box = {0, 0, image.width, image.height};
        if (!line.glyphs.empty()) page.lines.push_back(line);
        return page;
    }
};

TEST(Columns, Are_laid_out_in_lines_the_rightmost_first) {
    const auto unfolded = unfold(columns(8, 3));
    ASSERT_EQ(unfolded.moved.size(), 11U);
    EXPECT_EQ(unfolded.moved[0].from.x, 500);
    EXPECT_EQ(unfolded.moved[0].to.y, unfolded.moved[7].to.y);
    EXPECT_GT(unfolded.moved[7].to.x, unfolded.moved[0].to.x);
    EXPECT_EQ(unfolded.moved[8].from.x, 380);
    EXPECT_GT(unfolded.moved[8].to.y, unfolded.moved[7].to.y + side);
}
TEST(Columns, Of_characters_that_touch_are_cut_into_characters) {
    PageImage page{800, 1000, 1, 300, std::vector<std::uint8_t>(800'000, 255)};
    for (int y = 100; y < 100 + 6 * side; ++y)
        std::fill_n(page.pixels.begin() + static_cast<std::ptrdiff_t>(y) * page.width + 500, side, 0);
    EXPECT_EQ(unfold(page).moved.size(), 6U);
}
// Figures, as long as told, one below the other in a column of squares; `apart` pixels between them.
PageImage with_figures(int count, int apart) {
    auto page = columns(4, 4);
    constexpr int wide = 26, high = 39;
    for (int i = 0; i < count; ++i)
        for (int row = 0; row < high; ++row)
            std::fill_n(page.pixels.begin() +
                            static_cast<std::ptrdiff_t>(100 + 4 * pitch + i * (high + apart) + row) *
                                page.width +
                            517,
                        wide, 0);
    return page;
}
void ink(PageImage& page, const Box& box) {
    for (int row = 0; row < box.h; ++row)
        std::fill_n(page.pixels.begin() + static_cast<std::ptrdiff_t>(box.y + row) * page.width + box.x,
                    box.w, 0);
}

TEST(Columns, With_figures_that_stand_closer_than_characters_are_cut_at_each) {
    EXPECT_EQ(unfold(with_figures(11, 4)).moved.size(), 4U + 11U + 4U);
}
TEST(Columns, With_figures_that_touch_are_cut_by_the_height_that_other_figures_of_the_page_have) {
    auto page = with_figures(11, 0);
    ink(page, {397, 400, 26, 39}); // one that stands alone
    EXPECT_EQ(unfold(page).moved.size(), 4U + 11U + 5U);
}
TEST(Columns, Have_a_mark_that_hangs_beside_the_foot_of_a_character_after_it) {
    auto page = columns(4, 4);
    ink(page, {563, 100 + side - 8, 12, 18}); // begins above the last row of the character, beyond its edge
    const auto moved = unfold(page).moved;
    ASSERT_EQ(moved.size(), 9U);
    EXPECT_EQ(moved[0].from.y, 100);
    EXPECT_EQ(moved[1].from.h, 18);
    EXPECT_EQ(moved[2].from.y, 100 + pitch);
}
TEST(Columns, Take_three_strokes_for_one_character) {
    auto page = columns(4, 4);
    const int top = 100 + 4 * pitch;
    ink(page, {508, top + 2, 44, 5}), ink(page, {513, top + 26, 34, 5}), ink(page, {500, top + 52, 60, 5});
    const auto moved = unfold(page).moved;
    ASSERT_EQ(moved.size(), 9U);
    EXPECT_EQ(moved[4].from.h, 55);
}
TEST(Columns, Leave_out_what_is_left_of_a_rule_between_them) {
    auto page = columns(8, 8);
    ink(page, {470, 100, 3, 800});
    EXPECT_EQ(unfold(page).moved.size(), 16U);
}
TEST(Columns, Of_a_few_words_are_looked_for_whichever_way_the_ink_seemed_to_run) {
    Sees engine;
    const auto read = InColumns(engine).read(columns(8, 3), {});
    ASSERT_EQ(read->lines.size(), 1U);
    EXPECT_TRUE(read->lines[0].vertical);
}
TEST(Columns, Give_back_each_character_where_it_stands) {
    Sees engine;
    const auto page = columns(8, 3);
    const auto read = InColumns(engine).read(page, {.second_look = true, .columns = true});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->width, page.width);
    ASSERT_EQ(read->lines.size(), 1U);
    EXPECT_TRUE(read->lines[0].vertical);
    EXPECT_EQ(read->lines[0].glyphs[3].box, (Box{500, 100 + 3 * pitch, side, side}));
    EXPECT_EQ(read->lines[0].box, (Box{380, 100, 180, 7 * pitch + side}));
}
TEST(Columns, Are_none_where_the_page_reads_well_as_it_is) {
    Sees engine;
    engine.tall_reads = true;
    const auto page = columns(8, 3);
    const auto read = InColumns(engine).read(page, {.second_look = true, .columns = true});
    EXPECT_EQ(engine.widths, std::vector<int>{page.width}) << "and no second reading is needed";
    EXPECT_FALSE(read->lines[0].vertical);
}
TEST(Columns, That_read_worse_than_the_page_as_it_is_were_none) {
    Sees engine;
    engine.tall_reads = true;
    engine.confidence = 0.5F;
    const auto page = columns(8, 3);
    const auto read = InColumns(engine).read(page, {.second_look = true, .columns = true});
    EXPECT_EQ(engine.widths.size(), 2U);
    EXPECT_FALSE(read->lines[0].vertical);
}
TEST(Columns, Are_not_looked_for_where_lines_run_across) {
    Sees engine;
    const auto page = columns(12, 12);
    engine.tall_reads = true;
    const auto read = InColumns(engine).read(page, {});
    EXPECT_EQ(engine.widths, std::vector<int>{page.width});
    EXPECT_FALSE(read->lines[0].vertical);
}
TEST(Columns, Are_not_made_of_a_page_of_specks) {
    PageImage page{2400, 1000, 1, 300, std::vector<std::uint8_t>(2'400'000, 255)};
    for (int y = 10; y < 980; y += 20)
        for (int x = 10; x < 2380; x += 20)
            for (int row = 0; row < 9; ++row)
                std::fill_n(page.pixels.begin() + static_cast<std::ptrdiff_t>(y + row) * page.width + x, 9,
                            0);
    const auto unfolded = unfold(page);
    EXPECT_LE(unfolded.image.pixels.size(), 3 * page.pixels.size());
}
TEST(Columns, A_page_without_ink_has_none) { EXPECT_TRUE(unfold(columns(0, 0)).moved.empty()); }

} // namespace
} // namespace docket::ocr
