#include "ocr/prepare/prepare.hpp"
#include "tests/unit/ocr/reading/draw.hpp"

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace docket::ocr {
namespace {

const std::vector<std::string> text{
    "尊敬的区信访局领导：您好！我是新阳街道的居民", "反映小区地下车库多次积水的问题，请求依法处理",
    "二〇二六年三月十八日夜里下雨，水深六十厘米", "物业公司一直没有修理排水沟，也没有书面答复",
    "现请求贵局督促有关单位尽快解决，谢谢！"};

struct Fixed final : OrientationDetector {
    Orientation answer;
    Orientation detect(const PageImage&) override { return answer; }
};

// The box of everything darker than half grey.
Box ink(const PageImage& image) {
    Box around;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            if (image.pixels[static_cast<std::size_t>(y * image.width + x)] < 128)
                around = join(around, {x, y, 1, 1});
    return around;
}

class Skew : public testing::TestWithParam<double> {};
TEST_P(Skew, Of_a_tilted_page_is_found_to_a_tenth_of_a_degree) {
    const auto prepared = prepare(draw({.lines = text, .tilt = GetParam()}), nullptr);
    ASSERT_TRUE(prepared);
    EXPECT_NEAR(prepared->skew, -GetParam(), 0.1);
}
INSTANTIATE_TEST_SUITE_P(Degrees, Skew, testing::Values(-6.5, -2.4, -0.7, 0.0, 0.5, 1.3, 3.0, 6.0));

TEST(A_prepared_page, Leads_back_to_where_its_ink_was) {
    const auto original = draw({.lines = text, .tilt = 3});
    Fixed upside_down;
    upside_down.answer = {180, true};
    const auto prepared = prepare(turned(original, 180), &upside_down);
    ASSERT_TRUE(prepared);
    EXPECT_EQ(prepared->turned, 180);
    const auto expected = ink(prepare(original, nullptr)->image); // upright and straight
    const auto found = ink(prepared->image);
    EXPECT_NEAR(found.w, expected.w, 6);
    const auto back = prepared->placement.to_original(found);
    EXPECT_GT(back.w, found.w) << "a straight box around a tilted line is wider";
    EXPECT_LE(back.x + back.w, original.width);
}
TEST(A_prepared_page, Is_turned_only_when_the_detector_is_sure) {
    Fixed unsure;
    unsure.answer = {90, false};
    EXPECT_EQ(prepare(draw({.lines = text}), &unsure)->turned, 0);
    unsure.answer.sure = true;
    const auto prepared = prepare(turned(draw({.lines = text}), 270), &unsure);
    EXPECT_EQ(prepared->turned, 90);
    EXPECT_EQ(prepared->image.width, 1200);
}
TEST(A_prepared_page, Has_lost_the_red_of_a_seal_and_kept_the_black) {
    const auto bare = prepare(draw({.lines = text}), nullptr),
               stamped = prepare(draw({.lines = text, .red_seal = true}), nullptr);
    const auto dark = [](const PageImage& image) {
        return static_cast<double>(
            std::count_if(image.pixels.begin(), image.pixels.end(), [](auto p) { return p < 128; }));
    };
    EXPECT_NEAR(dark(stamped->image) / dark(bare->image), 1, 0.02);
}
TEST(A_prepared_page, Loses_the_rules_of_a_form_on_demand_and_keeps_its_text) {
    auto form = draw({.lines = text});
    const auto bare = ink(without_rules(prepare(form, nullptr)->image));
    for (int x = 20; x < 1180; ++x)
        for (int y = 20; y < 23; ++y)
            for (std::size_t c = 0; c < 3; ++c)
                form.pixels[static_cast<std::size_t>(y * form.width + x) * 3 + c] = 0;
    const auto prepared = prepare(form, nullptr);
    EXPECT_EQ(ink(without_rules(prepared->image)), bare);
    EXPECT_NE(ink(prepared->image), bare) << "only for an engine that asks for it";
}
TEST(A_prepared_page, Of_pale_ink_is_as_black_as_any) {
    const auto pale = prepare(draw({.lines = text, .ink = 0.6}), nullptr);
    EXPECT_LT(*std::min_element(pale->image.pixels.begin(), pale->image.pixels.end()), 10);
}
TEST(A_prepared_page, Of_half_the_resolution_is_brought_to_300_dpi) {
    auto image = draw({.lines = text, .width = 600, .height = 350, .size = 25});
    image.dpi = 150;
    const auto prepared = prepare(image, nullptr);
    EXPECT_EQ(prepared->image.width, 1200);
    EXPECT_EQ(prepared->image.dpi, 300);
    EXPECT_EQ(prepared->placement.to_original({0, 0, 1200, 700}), (Box{0, 0, 600, 350}));
}
TEST(A_prepared_page, Without_any_ink_stays_white) {
    const auto blank = prepare(draw({}), nullptr);
    ASSERT_TRUE(blank);
    EXPECT_EQ(blank->skew, 0);
    EXPECT_TRUE(ink(blank->image).empty());
}
TEST(A_page_image, Without_pixels_or_with_too_few_is_refused) {
    EXPECT_EQ(prepare(PageImage{}, nullptr).error().code, "ocr.image_unusable");
    EXPECT_EQ(prepare(PageImage{10, 10, 1, 0, {1, 2, 3}}, nullptr).error().code, "ocr.image_unusable");
    EXPECT_EQ(prepare(PageImage{40'000, 1, 1, 0, std::vector<std::uint8_t>(40000)}, nullptr).error().code,
              "ocr.image_unusable");
    EXPECT_TRUE(prepare(PageImage{1, 1, 1, 0, {0}}, nullptr));
}

class An_image_file : public testing::Test {
  protected:
    std::filesystem::path file_ =
        std::filesystem::path(testing::TempDir()) / ("prepare-" + std::to_string(::getpid()));
    ~An_image_file() override { std::filesystem::remove(file_); }
    void save(int depth, int format, int dpi_x, int dpi_y) {
        Pix* pix = pixCreate(800, 400, depth);
        if (depth > 1) pixSetAll(pix);
        pixSetResolution(pix, dpi_x, dpi_y);
        ASSERT_EQ(pixWrite(file_.c_str(), pix, format), 0);
        pixDestroy(&pix);
    }
};
TEST_F(An_image_file, Of_any_depth_becomes_grey) {
    for (const int depth : {1, 8, 32}) {
        save(depth, IFF_PNG, 300, 300);
        const auto prepared = prepare_file(file_, nullptr);
        ASSERT_TRUE(prepared) << depth;
        EXPECT_EQ(prepared->image.channels, 1);
        EXPECT_EQ(prepared->image.pixels.size(), 800U * 400U) << depth;
    }
}
TEST_F(An_image_file, Of_a_fax_with_two_resolutions_gets_square_pixels) {
    save(1, IFF_TIFF_G4, 204, 98);
    const auto prepared = prepare_file(file_, nullptr);
    ASSERT_TRUE(prepared);
    EXPECT_NEAR(prepared->image.width, 800 * 300 / 204, 1);
    EXPECT_NEAR(prepared->image.height, 400 * 300 / 98, 1);
}
TEST_F(An_image_file, That_is_none_is_refused) {
    std::ofstream(file_) << "not an image";
    EXPECT_EQ(prepare_file(file_, nullptr).error().code, "ocr.image_unusable");
    EXPECT_EQ(prepare_file("/nonexistent", nullptr).error().code, "ocr.image_unusable");
}

} // namespace
} // namespace docket::ocr
