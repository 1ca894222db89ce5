#include "ocr/prepare/prepare.hpp"
#include "ocr/script/traditional.hpp"
#include "ocr/tesseract/orientation.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "tests/unit/ocr/reading/draw.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace docket::ocr {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> letter{"尊敬的区信访局领导：您好！我是新阳街道的居民",
                                      "小区地下车库多次积水，请求依法处理并书面答复",
                                      "身份证号350205196804125521"};
const std::vector<std::string> traditional_letter{"尊敬的區信訪局領導：我是嵩嶼街道的村民",
                                                  "關於拆遷補償問題，請求復查並書面答覆"};

class Tesseract : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { ::setenv("OMP_THREAD_LIMIT", "1", 1); }
    std::string read(const PageImage& page, const ReadOptions& options = {}) {
        const auto prepared = prepare(page, &orientation_);
        EXPECT_TRUE(prepared);
        auto text = engine_.read(prepared->image, options);
        EXPECT_TRUE(text) << text.error().detail;
        page_ = on_original(*text, *prepared);
        return utf8(page_);
    }
    TesseractEngine engine_;
    TesseractOrientation orientation_;
    PageText page_;
};

TEST_F(Tesseract, Reads_a_printed_letter_with_a_box_and_a_confidence_for_each_character) {
    const auto text = read(draw({.lines = letter}));
    EXPECT_THAT(text, HasSubstr("我是新阳街道的居民"));
    EXPECT_THAT(text, HasSubstr("350205196804125521"));
    ASSERT_EQ(page_.lines.size(), 3U);
    const auto& glyphs = page_.lines[0].glyphs;
    for (std::size_t i = 1; i < glyphs.size(); ++i) EXPECT_GE(glyphs[i].box.x, glyphs[i - 1].box.x);
    EXPECT_GT(page_.lines[0].confidence, 0.9F);
    EXPECT_THAT(page_.engine, HasSubstr("chi_sim@"));
    EXPECT_THAT(page_.lines[0].engine, HasSubstr("tesseract/chi_sim"));
}
TEST_F(Tesseract, Reads_a_page_whichever_way_up_it_was_scanned) {
    for (const int turn : {90, 180, 270}) {
        EXPECT_THAT(read(turned(draw({.lines = letter}), turn)), HasSubstr("请求依法处理")) << turn;
        EXPECT_EQ(page_.turned, 360 - turn);
        EXPECT_EQ(page_.width, turn == 180 ? 1200 : 700) << "of the original";
    }
}
TEST_F(Tesseract, Reads_traditional_characters_on_its_second_look) {
    const Drawing drawing{.lines = traditional_letter, .face = "Noto Sans CJK TC"};
    EXPECT_THAT(read(draw(drawing)), HasSubstr("關於拆遷補償問題"));
    EXPECT_GT(traditional_share(page_), 0.2);
    EXPECT_THAT(page_.engine, HasSubstr("chi_tra@"));
    EXPECT_EQ(read(draw(drawing), {.second_look = false}).find("關於"), std::string::npos);
}
TEST_F(Tesseract, Reads_the_same_page_the_same_way_twice) {
    const auto page = draw({.lines = letter, .tilt = 2});
    EXPECT_EQ(read(page), read(page));
}
TEST_F(Tesseract, Reads_nothing_on_a_blank_page) {
    EXPECT_EQ(read(draw({})), "");
    EXPECT_TRUE(page_.lines.empty());
}
TEST_F(Tesseract, Refuses_an_image_without_pixels) {
    EXPECT_EQ(engine_.read(PageImage{}, {}).error().code, "ocr.image_unusable");
}

} // namespace
} // namespace docket::ocr
