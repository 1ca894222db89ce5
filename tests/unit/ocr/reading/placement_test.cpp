#include "ocr/prepare/placement.hpp"

#include <gtest/gtest.h>

#include <random>

namespace docket::ocr {
namespace {

bool contains(const Box& outer, const Box& inner) {
    return outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.w >= inner.x + inner.w &&
           outer.y + outer.h >= inner.y + inner.h;
}

TEST(A_placement, Of_an_untouched_page_changes_nothing) {
    EXPECT_EQ(Placement(100, 200).to_original({5, 6, 7, 8}), (Box{5, 6, 7, 8}));
}
TEST(A_placement, Leads_the_corner_of_a_turned_page_back_to_where_it_was) {
    const Box corner{0, 0, 10, 20}; // of the original, 100 wide and 200 high
    EXPECT_EQ(Placement(100, 200).turned(90).to_prepared(corner), (Box{180, 0, 20, 10}));
    EXPECT_EQ(Placement(100, 200).turned(180).to_prepared(corner), (Box{90, 180, 10, 20}));
    EXPECT_EQ(Placement(100, 200).turned(270).to_prepared(corner), (Box{0, 90, 20, 10}));
    for (const int degrees : {0, 90, 180, 270}) {
        const auto turned = Placement(100, 200).turned(degrees);
        EXPECT_EQ(turned.to_original(turned.to_prepared(corner)), corner) << degrees;
    }
}
TEST(A_placement, Refuses_to_turn_by_anything_but_quarters) {
    EXPECT_THROW((void)Placement(10, 10).turned(45), std::logic_error);
    EXPECT_THROW((void)Placement(10, 10).scaled_to(0, 10), std::logic_error);
}
TEST(A_placement, Keeps_every_box_of_every_preparation_within_the_box_that_comes_back) {
    std::mt19937 chance(20260608);
    const auto pick = [&](int low, int high) { return std::uniform_int_distribution(low, high)(chance); };
    for (int round = 0; round < 2000; ++round) {
        const int w = pick(400, 3000), h = pick(400, 4000);
        const double skew = pick(-70, 70) / 10.0;
        const double scale = pick(5, 20) / 10.0;
        const auto scaled = [scale](int side) { return static_cast<int>(side * scale); };
        auto placement = Placement(w, h).scaled_to(scaled(w), scaled(h)).turned(90 * pick(0, 3));
        placement = placement.straightened(skew, placement.width() + 2000, placement.height() + 2000);
        const Box box{pick(0, w - 60), pick(0, h - 60), pick(1, 60), pick(1, 60)};
        const auto back = placement.to_original(placement.to_prepared(box));
        EXPECT_TRUE(contains(back, box)) << round;
        EXPECT_LE(back.w, box.w + box.h + 8) << round;
        EXPECT_LE(back.h, box.w + box.h + 8) << round;
    }
}
TEST(A_placement, Gives_no_box_beyond_the_original) {
    const auto placement = Placement(100, 100).straightened(5, 140, 140);
    const auto whole = placement.to_original({0, 0, 140, 140});
    EXPECT_EQ(whole, (Box{0, 0, 100, 100}));
}

} // namespace
} // namespace docket::ocr
