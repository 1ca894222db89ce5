#include "ocr/ppocr/looks.hpp"
#include "tests/unit/ocr/reading/looks.hpp"

#include <gtest/gtest.h>

namespace docket::ocr::ppocr {
namespace {

TEST(Two_looks, Say_what_both_think_likeliest_though_neither_look_began_with_it) {
    auto narrow = look(U"说以", 0.9F), wide = look(U"说的", 0.8F);
    narrow[1] = {U'以', 0.5F, 1, 0.5F, {{U'明', 0.45F}}};
    wide[1] = {U'的', 0.5F, 1, 0.5F, {{U'明', 0.45F}}};
    const auto line = joined({narrow, wide});
    EXPECT_EQ(said(line), "说明");
    EXPECT_NEAR(line[1].confidence, 0.45F, 0.001F);
    ASSERT_EQ(line[1].others.size(), 2U);
    EXPECT_NEAR(line[1].others[0].confidence, 0.25F, 0.001F);
}
TEST(Two_looks, That_agree_are_as_sure_as_they_are_on_the_mean) {
    const auto line = joined({look(U"信访", 0.9F), look(U"信访", 0.7F)});
    EXPECT_EQ(said(line), "信访");
    EXPECT_NEAR(line[0].confidence, 0.8F, 0.001F);
}
TEST(Two_looks, That_differ_leave_a_doubt) {
    const auto line = joined({look(U"夜", 0.9F), look(U"为", 0.8F)});
    EXPECT_EQ(said(line), "夜");
    EXPECT_NEAR(line[0].confidence, 0.45F, 0.001F);
    EXPECT_EQ(line[0].others.at(0).ch, U'为');
}
TEST(Two_looks, Pair_characters_by_where_they_stand) {
    auto short_of_one = look(U"承包土地面积", 0.8F);
    short_of_one.erase(short_of_one.begin() + 2);
    EXPECT_EQ(said(joined({look(U"承包土地面积", 0.9F), short_of_one})), "承包土地面积")
        << "what one of two looks saw stays";
}
TEST(Three_looks, Leave_out_what_two_of_them_have_not) {
    EXPECT_EQ(said(joined({look(U"承、包", 0.95F), look(U"承包", 0.9F), look(U"承包", 0.9F)})), "承包");
}
TEST(Looks, That_saw_nothing_do_not_count) {
    EXPECT_TRUE(joined({{}, {}}).empty());
    const auto line = joined({{}, look(U"信", 0.9F)});
    EXPECT_EQ(said(line), "信");
    EXPECT_FLOAT_EQ(line[0].confidence, 0.9F);
}

} // namespace
} // namespace docket::ocr::ppocr
