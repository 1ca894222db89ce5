#include "ocr/merge/align.hpp"
#include "ocr/merge/holes.hpp"
#include "tests/unit/ocr/reading/lines.hpp"

#include <gtest/gtest.h>

namespace docket::ocr {
namespace {

// "来来 信- -话": each pair of the alignment, - where one side has nothing.
std::string beside(std::u32string_view a, std::u32string_view b) {
    const auto first = line(a), second = line(b);
    std::string out;
    for (const auto& [i, j] : aligned(first.glyphs, second.glyphs)) {
        if (!out.empty()) out += ' ';
        append_utf8(out, i ? first.glyphs[*i].ch : U'-');
        append_utf8(out, j ? second.glyphs[*j].ch : U'-');
    }
    return out;
}

TEST(Aligned_readings, Pair_what_is_alike_and_leave_the_rest_alone) {
    EXPECT_EQ(beside(U"来信访", U"来访"), "来来 信- 访访");
    EXPECT_EQ(beside(U"来访", U"来信访"), "来来 -信 访访");
    EXPECT_EQ(beside(U"大门", U"太门"), "大太 门门");
    EXPECT_EQ(beside(U"", U"来"), "-来");
}
TEST(Aligned_readings, Pass_over_spaces) { EXPECT_EQ(beside(U"来 信", U"来信 "), "来来 信信"); }
TEST(Aligned_readings, Pair_forms_of_a_character_and_marks_with_marks) {
    EXPECT_EQ(beside(U"区信", U"區X信"), "区區 -X 信信");
    EXPECT_EQ(beside(U"一，二", U"一.口二"), "一一 ，. -口 二二");
}
TEST(Marks_that_print_the_same, Are_alike) {
    EXPECT_TRUE(alike(U'，', U','));
    EXPECT_TRUE(alike(U'〔', U'['));
    EXPECT_TRUE(alike(U'。', U'.'));
    EXPECT_FALSE(alike(U'，', U'。'));
    EXPECT_FALSE(alike(U'区', U'區'));
}
TEST(Holes, Are_where_a_character_would_fit) {
    auto read = line(U"我叫颜淑女士今年");
    for (std::size_t i = 4; i < read.glyphs.size(); ++i)
        read.glyphs[i].box.x += 40; // one character is missing
    read.box.w += 40;
    EXPECT_EQ(holes(read), (std::vector<int>{0, 0, 0, 0, 1, 0, 0, 0, 0}));
}
TEST(Holes, Are_none_in_an_even_line_and_none_beside_digits) {
    EXPECT_EQ(holes(line(U"我叫颜淑女士")), std::vector<int>(7, 0));
    EXPECT_EQ(holes(line(U"")), std::vector<int>(1, 0));
}

} // namespace
} // namespace docket::ocr
