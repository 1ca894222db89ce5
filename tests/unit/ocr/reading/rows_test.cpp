#include "ocr/ppocr/rows.hpp"

#include <gtest/gtest.h>

namespace docket::ocr::ppocr {
namespace {

using Rows = std::vector<std::vector<std::size_t>>;

TEST(Rows, Go_from_the_top_and_from_the_left) {
    const std::vector<Slanted> boxes{
        {500, 205, 100, 40}, {100, 100, 80, 40}, {120, 200, 100, 42}, {400, 98, 60, 38}};
    EXPECT_EQ(rows_of(boxes), (Rows{{1, 3}, {2, 0}}));
}
TEST(Rows, Keep_lines_apart_that_nearly_touch) {
    const std::vector<Slanted> boxes{{300, 100, 600, 50}, {300, 140, 600, 50}, {300, 180, 600, 50}};
    EXPECT_EQ(rows_of(boxes).size(), 3U);
}
TEST(Rows, Of_an_empty_page_are_none) { EXPECT_TRUE(rows_of({}).empty()); }

} // namespace
} // namespace docket::ocr::ppocr
