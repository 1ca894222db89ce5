#include "ocr/prepare/prepare.hpp"
#include "tests/unit/ocr/reading/draw.hpp"

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace docket::ocr {
namespace {

const std::vector<std::string> text{
    "尊敬的区信访局领导：您好！我是新阳街道的居民", "反映小区地下车库多次积水的问题，请求依法处理",
    "二〇二六年三月十八日夜里下雨，水深六十厘米", "物业公司一直没有修理排水沟，也没有书面答复",
    "现请求贵局督促有关单位尽快解决，谢谢！"};

const std::vector<std::string> marked{"尊敬的领导，您好。我是街道居民，",
                                      "反映车库积水，多次投诉，没有结果。",
                                      "三月十八日，夜里下雨，水深六十厘米，",
                                      "车辆被淹，老人摔伤，损失很大。",
                                      "物业公司说，这是设计问题，不归他们管，",
                                      "居委会说，要等上级批准，才能修理。",
                                      "现请求贵局，督促有关单位，尽快解决，",
                                      "并书面答复，谢谢。",
                                      "此致，敬礼。"};
const std::vector<std::string> unmarked{"尊敬的区信访局领导您好我是新阳街道的居民",
                                        "反映小区地下车库多次积水的问题请求依法处理",
                                        "物业公司一直没有修理排水沟也没有书面答复"};

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
TEST(A_prepared_page, Without_marks_to_go_by_is_turned_only_when_the_detector_is_sure) {
    const auto page = draw({.lines = unmarked});
    Fixed detector;
    detector.answer = {180, false};
    EXPECT_EQ(prepare(page, &detector)->turned, 0);
    detector.answer.sure = true;
    EXPECT_EQ(prepare(page, &detector)->turned, 180);
    EXPECT_EQ(prepare(turned(page, 270), &detector)->turned, 270) << "shown to it with its lines across";
    detector.answer.turn = 0;
    const auto prepared = prepare(turned(page, 270), &detector);
    EXPECT_EQ(prepared->turned, 90);
    EXPECT_EQ(prepared->image.width, 1200);
    EXPECT_EQ(prepare(turned(page, 270), nullptr)->turned, 0) << "nobody is sure";
}
TEST(A_prepared_page, With_enough_commas_and_stops_needs_no_detector_to_be_turned) {
    const auto page = draw({.lines = marked, .height = 1200});
    for (const int turn : {0, 90, 180, 270}) {
        const auto prepared = prepare(turn == 0 ? page : turned(page, turn), nullptr);
        EXPECT_EQ(prepared->turned, (360 - turn) % 360) << turn;
    }
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
TEST(A_prepared_page, Is_level_to_a_tenth_of_a_degree_whatever_its_tilt) {
    for (int i = -12; i <= 12; i += 3) {
        const double tilt = i * 0.47;
        const auto first = prepare(draw({.lines = marked, .height = 1200, .tilt = tilt}), nullptr);
        EXPECT_NEAR(first->skew, -tilt, 0.1) << tilt;
        EXPECT_NEAR(prepare(first->image, nullptr)->skew, 0, 0.1) << tilt;
    }
}
TEST(A_prepared_page, Is_worked_with_at_a_size_that_its_resolution_cannot_make_absurd) {
    auto page = draw({.lines = unmarked});
    for (const int dpi : {0, 1, 72, 1200, 5000, 1'000'000}) {
        page.dpi = dpi;
        const auto prepared = prepare(page, nullptr);
        ASSERT_TRUE(prepared) << dpi;
        EXPECT_GE(prepared->image.width, 1200) << dpi;
        EXPECT_LE(prepared->image.width, 3600) << dpi;
    }
}
// Two thirds of such a letter once went unread: the shadow was taken for the desk.
TEST(A_prepared_page, Is_whole_though_a_fold_throws_a_shadow_across_it) {
    auto page = draw({.lines = marked, .height = 1700, .size = 60});
    for (int y = 560; y < page.height; ++y)
        for (int i = 0; i < page.width * page.channels; ++i) {
            auto& value = page.pixels[static_cast<std::size_t>(y * page.width * page.channels + i)];
            value = static_cast<std::uint8_t>(value * (1 - 0.4 * std::exp(-(y - 560) / 150.0)));
        }
    const auto prepared = prepare(page, nullptr);
    ASSERT_TRUE(prepared);
    const Box all{0, 0, prepared->image.width, prepared->image.height};
    EXPECT_EQ(prepared->placement.to_original(all), (Box{0, 0, page.width, page.height}));
}
// 一, 二, 三 and 。 of a small print, whose thin strokes a scanner leaves grey, once vanished with what was
// taken for the text of the back. Here uprights are black and cross strokes grey.
TEST(A_prepared_page, Keeps_the_thin_strokes_of_a_small_print) {
    auto page = draw({.lines = {}, .height = 1600});
    const auto fill = [&](const Box& box, int grey) {
        for (int y = box.y; y < box.y + box.h; ++y)
            for (int i = box.x * page.channels; i < (box.x + box.w) * page.channels; ++i)
                page.pixels[static_cast<std::size_t>(y * page.width * page.channels + i)] =
                    static_cast<std::uint8_t>(grey);
    };
    for (int y = 100; y < 1500; y += 80)
        for (int x = 100; x < 1100; x += 80) {
            fill({x, y, 8, 40}, 0);
            fill({x + 26, y + 20, 22, 4}, 150);
        }
    const auto prepared = prepare(page, nullptr);
    ASSERT_TRUE(prepared);
    const auto at = [&](int x, int y) {
        return prepared->image.pixels[static_cast<std::size_t>(y * 1200 + x)];
    };
    ASSERT_EQ(prepared->image.width, 1200);
    EXPECT_LT(at(104, 120), 50);
    EXPECT_LT(at(100 + 37, 122), 200);
}
TEST(A_prepared_page, Without_any_ink_stays_white) {
    const auto blank = prepare(draw({}), nullptr);
    ASSERT_TRUE(blank);
    EXPECT_EQ(blank->skew, 0);
    EXPECT_TRUE(blank->blank);
    EXPECT_TRUE(ink(blank->image).empty());
}
PageImage mirrored(PageImage image) {
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width / 2; ++x)
            for (int c = 0; c < image.channels; ++c) {
                const auto at = [&](int column) {
                    return static_cast<std::size_t>((y * image.width + column) * image.channels + c);
                };
                std::swap(image.pixels[at(x)], image.pixels[at(image.width - 1 - x)]);
            }
    return image;
}
PageImage on_one_sheet(PageImage sheet, const PageImage& more) {
    for (std::size_t i = 0; i < sheet.pixels.size(); ++i)
        sheet.pixels[i] = std::min(sheet.pixels[i], more.pixels[i]);
    return sheet;
}
TEST(A_blank_page, Has_nothing_on_it_or_only_what_shines_through) {
    EXPECT_TRUE(prepare(mirrored(draw({.lines = marked, .height = 1200, .ink = 0.65})), nullptr)->blank);
    EXPECT_FALSE(prepare(draw({.lines = marked, .height = 1200, .ink = 0.65}), nullptr)->blank) << "pale ink";
    EXPECT_FALSE(prepare(mirrored(draw({.lines = marked, .height = 1200})), nullptr)->blank) << "black ink";
}
TEST(A_page_that_shows_its_back, Is_read_for_the_date_that_alone_stands_on_it) {
    const auto date = draw({.lines = {"2026.4.27"}, .height = 1200, .size = 60});
    const auto sheet = mirrored(draw({.lines = marked, .height = 1200, .ink = 0.65}));
    const auto prepared = prepare(on_one_sheet(sheet, date), nullptr);
    EXPECT_FALSE(prepared->blank);
    EXPECT_EQ(ink(prepared->image), ink(prepare(date, nullptr)->image));
}
// A back so faint that it was no ink was read between the lines.
TEST(A_page_that_shows_its_back, Is_left_with_its_own_lines_however_faint_the_back) {
    for (const double pale : {0.6, 0.7, 0.78}) {
        const auto front = draw({.lines = {"海沧区信访局：", "", "关于路灯不亮的反映"}, .height = 1200});
        const auto back =
            mirrored(draw({.lines = {"", "我叫林某某，住在石塘社区", "", "请求修好路灯，给个答复"},
                           .height = 1200,
                           .ink = pale}));
        const auto both = prepare(on_one_sheet(front, back), nullptr);
        const auto alone = prepare(front, nullptr);
        ASSERT_TRUE(both && alone);
        const auto here = ink(both->image), wanted = ink(alone->image);
        EXPECT_NEAR(here.x, wanted.x, 2) << pale;
        EXPECT_NEAR(here.y, wanted.y, 2) << pale;
        EXPECT_NEAR(here.w, wanted.w, 2) << pale;
        EXPECT_NEAR(here.h, wanted.h, 2) << pale;
    }
}
// The second stroke beside each was taken for the back, and full stops went with it.
TEST(A_carbon_copy, Keeps_its_marks) {
    const Drawing text{.lines = {"我家门前的路灯。三个月不亮。", "一到晚上，老人不敢出门。"}, .height = 1200};
    auto soft = text;
    soft.ink = 0.55;
    auto doubled = draw(soft);
    constexpr int off = 4; // pixels to the right
    std::rotate(doubled.pixels.rbegin(), doubled.pixels.rbegin() + off * doubled.channels,
                doubled.pixels.rend());
    const auto prepared = prepare(on_one_sheet(draw(text), doubled), nullptr);
    ASSERT_TRUE(prepared);
    const auto mark = ink(prepare(draw(text), nullptr)->image);
    const auto kept = ink(prepared->image);
    EXPECT_EQ(kept.x, mark.x);
    EXPECT_GE(kept.w, mark.w) << "the stop at the end of the line";
}
TEST(A_blank_page, Is_none_with_a_faint_line_of_pencil_on_it) {
    auto page = draw({});
    for (int x = 300; x < 700; ++x)
        for (int y = 400; y < 403; ++y)
            for (std::size_t c = 0; c < 3; ++c)
                page.pixels[static_cast<std::size_t>(y * page.width + x) * 3 + c] = 205;
    EXPECT_FALSE(prepare(page, nullptr)->blank);
}
TEST(A_blank_page, Is_none_with_a_seal_on_it_though_nothing_of_it_is_left_to_read) {
    const auto sealed = prepare(draw({.lines = {}, .red_seal = true}), nullptr);
    EXPECT_FALSE(sealed->blank);
    EXPECT_TRUE(ink(sealed->image).empty());
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
    // The drawing as a telephone held askew sees it, on a dark desk.
    void photograph(const PageImage& page, const std::vector<std::pair<int, int>>& corners, int w, int h) {
        Pix* sheet = pixCreate(page.width, page.height, 32);
        for (int y = 0; y < page.height; ++y)
            for (int x = 0; x < page.width; ++x) {
                const auto* rgb = page.pixels.data() + static_cast<std::ptrdiff_t>(y * page.width + x) * 3;
                pixSetRGBPixel(sheet, x, y, rgb[0], rgb[1], rgb[2]);
            }
        Pix* desk = pixCreate(w, h, 32);
        pixSetAllArbitrary(desk, 0x4a423a00);
        pixRasterop(desk, 0, 0, page.width, page.height, PIX_SRC, sheet, 0, 0);
        Pta *from = ptaCreate(4), *to = ptaCreate(4);
        for (const auto& [x, y] :
             {std::pair{0, 0}, {page.width, 0}, {page.width, page.height}, {0, page.height}})
            ptaAddPt(from, static_cast<l_float32>(x), static_cast<l_float32>(y));
        for (const auto& [x, y] : corners) ptaAddPt(to, static_cast<l_float32>(x), static_cast<l_float32>(y));
        Pix* seen = pixProjectivePta(desk, to, from, L_BRING_IN_BLACK);
        EXPECT_EQ(pixWrite(file_.c_str(), seen, IFF_PNG), 0);
        for (Pix* pix : {sheet, desk, seen}) pixDestroy(&pix);
        ptaDestroy(&from);
        ptaDestroy(&to);
    }
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
TEST_F(An_image_file, Of_a_sheet_on_a_desk_becomes_the_sheet_seen_from_straight_above) {
    const auto sheet = draw({.lines = marked, .width = 1200, .height = 1697});
    const std::vector<std::pair<int, int>> corners{{130, 110}, {1250, 70}, {1330, 1700}, {60, 1760}};
    photograph(sheet, corners, 1400, 1850);
    const auto photo = prepare_file(file_, nullptr), flat = prepare(sheet, nullptr);
    ASSERT_TRUE(photo);
    EXPECT_NEAR(photo->image.width, 2480, 2);
    EXPECT_NEAR(photo->image.height, 3508, 2);
    const double scale = 2480.0 / flat->image.width;
    const auto expected = ink(flat->image), found = ink(photo->image);
    constexpr int hundredth = 35; // of the long side: the sheet's very edge is left out on purpose
    EXPECT_NEAR(found.x, expected.x * scale, hundredth);
    EXPECT_NEAR(found.y, expected.y * scale, hundredth);
    EXPECT_NEAR(found.w, expected.w * scale, 40);
    EXPECT_NEAR(found.h, expected.h * scale, 40);
    EXPECT_LT(std::abs(photo->skew), 0.4);
    const auto whole = photo->placement.to_original({0, 0, photo->image.width, photo->image.height});
    EXPECT_NEAR(whole.x, 60, 12);
    EXPECT_NEAR(whole.y + whole.h, 1760, 12);
}
TEST_F(An_image_file, Of_a_fax_loses_its_specks_and_gets_back_its_lost_rows) {
    Pix* fax = pixCreate(1728, 1100, 1);
    pixRasterop(fax, 300, 300, 900, 40, PIX_SET, nullptr, 0, 0); // a thick bar for writing
    pixRasterop(fax, 0, 500, 1728, 1, PIX_SET, nullptr, 0, 0);   // a black row
    for (int i = 0; i < 400; ++i) pixSetPixel(fax, 40 + i * 4 % 1600, 600 + i, 1);
    pixSetResolution(fax, 300, 300);
    ASSERT_EQ(pixWrite(file_.c_str(), fax, IFF_TIFF_G4), 0);
    pixDestroy(&fax);
    const auto prepared = prepare_file(file_, nullptr);
    ASSERT_TRUE(prepared);
    const auto left = ink(prepared->image);
    EXPECT_EQ(left.y, 300);
    EXPECT_EQ(left.h, 40);
}
TEST_F(An_image_file, That_is_none_is_refused) {
    std::ofstream(file_) << "not an image";
    EXPECT_EQ(prepare_file(file_, nullptr).error().code, "ocr.image_unusable");
    EXPECT_EQ(prepare_file("/nonexistent", nullptr).error().code, "ocr.image_unusable");
}

} // namespace
} // namespace docket::ocr
