#include "ocr/merge/both.hpp"
#include "ocr/merge/calibrate.hpp"
#include "ocr/merge/merge.hpp"
#include "tests/unit/ocr/reading/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::ocr {
namespace {

TEST(Merged_readings, Are_surer_where_both_agree_and_less_sure_where_not) {
    const auto one = alone(line(U"海沧"));
    const auto both = merged(line(U"海沧"), line(U"海抢"));
    EXPECT_EQ(utf8(both), "海沧") << "the first is kept";
    EXPECT_GT(both.glyphs[0].confidence, one.glyphs[0].confidence);
    EXPECT_LT(both.glyphs[1].confidence, one.glyphs[1].confidence);
    ASSERT_EQ(both.glyphs[1].others.size(), 1U);
    EXPECT_EQ(both.glyphs[1].others[0].ch, U'抢');
    EXPECT_EQ(both.second, "海抢");
    EXPECT_EQ(both.second_engine, "test");
}
TEST(Merged_readings, Doubt_a_number_of_which_the_other_saw_more) {
    const auto both = merged(line(U"13900"), line(U"139000"));
    EXPECT_EQ(utf8(both), "13900");
    const auto least = std::ranges::min_element(both.glyphs, {}, &Glyph::confidence);
    EXPECT_LT(least->confidence, both.glyphs[0].confidence);
}
TEST(Merged_readings, Of_traditional_print_take_the_traditional_form) {
    EXPECT_EQ(utf8(merged(line(U"海沧区"), line(U"海滄區"), Prefer::traditional)), "海滄區");
    EXPECT_EQ(utf8(merged(line(U"海滄區"), line(U"海沧区"), Prefer::traditional)), "海滄區");
}
TEST(Merged_readings, Of_traditional_print_fill_a_hole_with_what_the_other_read_there) {
    auto first = line(U"我叫淑女年今七十");
    for (std::size_t i = 3; i < first.glyphs.size(); ++i) first.glyphs[i].box.x += 40;
    EXPECT_EQ(utf8(merged(first, line(U"我叫淑貞女年今七十"), Prefer::traditional)), "我叫淑貞女年今七十");
    EXPECT_EQ(utf8(merged(first, line(U"我叫淑貞女年今七十"), Prefer::first)), "我叫淑女年今七十");
    EXPECT_EQ(utf8(merged(line(U"我叫淑女年今"), line(U"我叫淑貞女年今"), Prefer::traditional)),
              "我叫淑女年今")
        << "where there is no room nothing is put";
}
TEST(Merged_readings, Of_traditional_print_take_no_quote_for_a_wide_gap) {
    auto first = line(U"申請人連詠詩");
    for (std::size_t i = 3; i < first.glyphs.size(); ++i) first.glyphs[i].box.x += 40;
    EXPECT_EQ(utf8(merged(first, line(U"申請人”連詠詩"), Prefer::traditional)), "申請人連詠詩");
}
TEST(Merged_readings,
     Of_traditional_print_take_the_only_traditional_form_where_both_gave_the_simplified_one) {
    EXPECT_EQ(utf8(merged(line(U"满心后悔"), line(U"满心后悔"), Prefer::traditional)), "滿心后悔");
    EXPECT_EQ(utf8(merged(line(U"满心后悔"), line(U"满心后悔"))), "满心后悔");
}
TEST(Merged_readings, Of_traditional_print_take_the_marks_of_the_second) {
    EXPECT_EQ(utf8(merged(line(U"懇請;海滄·"), line(U"懇請，海滄。"), Prefer::traditional)), "懇請，海滄。");
}
TEST(Calibrated_confidence, Never_falls_and_never_leaves_its_range) {
    for (const auto support : {Support::alone, Support::agreed, Support::differing}) {
        float before = 0;
        for (int i = 0; i <= 1000; ++i) {
            const float now = calibrated(static_cast<float>(i) / 1000, support);
            EXPECT_GE(now, before);
            EXPECT_LE(now, 1.0F);
            before = now;
        }
    }
}

// An engine and a reader of lines that say what they are told, and what they were asked.
class Told final : public OcrEngine, public LineReader {
  public:
    PageText page;
    std::vector<Line> lines;
    std::vector<Box> asked;
    Script script = Script::simplified;
    std::string name() const override { return "told"; }
    std::vector<std::string> languages() const override { return {}; }
    Result<PageText> read(const PageImage&, const ReadOptions&) override { return page; }
    Result<std::vector<Line>> read_lines(const PageImage&, std::span<const Box> boxes,
                                         Script which) override {
        asked.assign(boxes.begin(), boxes.end());
        script = which;
        return std::vector<Line>(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(boxes.size()));
    }
};

PageImage paper() { return {2000, 3000, 1, 300, std::vector<std::uint8_t>(6'000'000, 255)}; }

TEST(Two_engines, Read_twice_only_what_must_be_right) {
    Told first, second;
    first.page.lines = {line(U"楼下的小广场很吵"), line(U"电话13900001234", 0.9F, 100)};
    second.lines = {line(U"电话13900001284")};
    const auto page = BothEngines(first, second, nullptr).read(paper(), {});
    ASSERT_TRUE(page);
    ASSERT_EQ(second.asked.size(), 1U);
    EXPECT_LE(second.asked[0].y, 100) << "with paper around";
    EXPECT_TRUE(page->lines[0].second_engine.empty());
    EXPECT_EQ(page->lines[1].second, "电话13900001284");
}
TEST(Two_engines, Leave_what_only_one_of_them_read_as_it_is) {
    Told first, second;
    first.page.lines = {line(U"年底公布的账目只贴了半天，领钱的有21000元，就被人撕掉了")};
    second.lines = {line(U"领钱的有21000元，")};
    const auto page = BothEngines(first, second, nullptr).read(paper(), {});
    ASSERT_TRUE(page);
    ASSERT_EQ(second.asked.size(), 1U);
    EXPECT_LT(second.asked[0].w, 12 * 40);
    EXPECT_EQ(utf8(page->lines[0]), utf8(first.page.lines[0]));
    const auto& glyphs = page->lines[0].glyphs;
    EXPECT_EQ(glyphs[0].confidence, alone(line(U"年")).glyphs[0].confidence);
    EXPECT_GT(glyphs[17].confidence, glyphs[0].confidence) << "both read the sum";
}
TEST(Two_engines, Read_every_line_of_a_traditional_page_twice) {
    Told first, second;
    first.page.lines = {line(U"海滄區信訪局"), line(U"樓下廣場很吵", 0.9F, 100)};
    second.lines = first.page.lines;
    ASSERT_TRUE(BothEngines(first, second, nullptr).read(paper(), {}));
    EXPECT_EQ(second.asked.size(), 2U);
    EXPECT_EQ(second.script, Script::traditional);
}
TEST(Two_engines, Do_not_look_twice_when_told_not_to) {
    Told first, second;
    first.page.lines = {line(U"电话13900001234")};
    ASSERT_TRUE(BothEngines(first, second, nullptr).read(paper(), {.second_look = false}));
    EXPECT_TRUE(second.asked.empty());
}

} // namespace
} // namespace docket::ocr
