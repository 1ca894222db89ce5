#include "ocr/prepare/placement.hpp"

#include <gtest/gtest.h>

#include <array>
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
// A sheet photographed askew, and the page that is made of it.
Placement of_photo(std::mt19937& chance, int w, int h) {
    const auto off = [&](int side) { return std::uniform_real_distribution(0.0, 0.12 * side)(chance); };
    const std::array<Placement::Point, 4> corners{
        {{off(w), off(h)}, {w - off(w), off(h)}, {w - off(w), h - off(h)}, {off(w), h - off(h)}}};
    return Placement(w, h).cut_out(corners, 2480, 3508);
}
TEST(A_placement, Of_a_photographed_sheet_puts_its_corners_into_the_corners_of_the_page) {
    const auto placement =
        Placement(1000, 1400).cut_out({{{100, 90}, {880, 130}, {930, 1300}, {60, 1340}}}, 2480, 3508);
    EXPECT_EQ(placement.to_prepared({100, 90, 0, 0}), (Box{0, 0, 0, 0}));
    EXPECT_EQ(placement.to_prepared({880, 130, 0, 0}), (Box{2480, 0, 0, 0}));
    EXPECT_EQ(placement.to_prepared({930, 1300, 0, 0}), (Box{2480, 3508, 0, 0}));
    EXPECT_EQ(placement.to_prepared({60, 1340, 0, 0}), (Box{0, 3508, 0, 0}));
}
TEST(A_placement, Of_a_photographed_sheet_leads_boxes_there_and_back) {
    std::mt19937 chance(20261127);
    const auto pick = [&](int low, int high) { return std::uniform_int_distribution(low, high)(chance); };
    for (int round = 0; round < 2000; ++round) {
        const int w = pick(600, 3000), h = pick(600, 4000);
        auto placement = of_photo(chance, w, h).turned(90 * pick(0, 3));
        placement =
            placement.straightened(pick(-20, 20) / 10.0, placement.width() + 600, placement.height() + 600);
        const Box box{pick(w / 5, w * 3 / 4), pick(h / 5, h * 3 / 4), pick(1, 40), pick(1, 40)};
        const auto back = placement.to_original(placement.to_prepared(box));
        EXPECT_TRUE(contains(back, box)) << round;
        EXPECT_LE(back.w, 2 * (box.w + box.h) + 8) << round;
        EXPECT_LE(back.h, 2 * (box.w + box.h) + 8) << round;
    }
}
TEST(A_placement, Gives_no_box_beyond_the_original) {
    const auto placement = Placement(100, 100).straightened(5, 140, 140);
    const auto whole = placement.to_original({0, 0, 140, 140});
    EXPECT_EQ(whole, (Box{0, 0, 100, 100}));
}

} // namespace
} // namespace docket::ocr
