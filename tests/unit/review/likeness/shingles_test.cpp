#include "pipeline/base/utf8.hpp"
#include "review/likeness/shingles.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace docket::review::likeness {
namespace {

Sketch sketch(std::string_view text, const std::vector<std::u32string>& names = {}, std::size_t most = 256) {
    return sketch_of({text}, names, most);
}

TEST(Shingles, Do_not_depend_on_line_ends_signs_width_and_script) {
    EXPECT_EQ(sketch("楼上装修，\n把雨水管堵住了。赔偿３８６０元"),
              sketch("樓上裝修把雨水管堵 住了 賠償3860元"));
}

TEST(Shingles, Leave_out_what_every_letter_says_and_who_writes) {
    EXPECT_TRUE(sketch("尊敬的领导，恳请有关部门依法处理并书面答复，谢谢").kept.empty());
    EXPECT_EQ(sketch("吴晓梅家楼上漏水", {U"吴晓梅"}).of, sketch("家楼上漏水").of + 1) << "only 梅家 is left";
}

TEST(Shingles, Count_numbers_whole_and_no_days) {
    EXPECT_EQ(sketch("3860").of, 1);
    EXPECT_EQ(sketch("2026年3月15日").of, 0);
    EXPECT_EQ(sketch("13800000001").of, 0) << "what identifies a person";
    EXPECT_LT(overlap(sketch("3860"), sketch("3861")).of_less, 0.01);
}

TEST(Shingles, Weigh_rare_characters_more) {
    const auto often = sketch("这是我的"), rare = sketch("噪蝉");
    ASSERT_FALSE(often.kept.empty());
    EXPECT_LT(weight_of(often.kept.front()), weight_of(rare.kept.front()));
}

TEST(Overlap, Is_all_of_a_piece_and_nothing_of_another_text) {
    const auto whole = sketch("小区二次供水水质异味物业与街道互相推诿水箱长期无人清洗"),
               piece = sketch("水箱长期无人清洗");
    EXPECT_DOUBLE_EQ(overlap(whole, whole).of_both, 1);
    EXPECT_GT(overlap(whole, piece).of_less, 0.8);
    EXPECT_LT(overlap(whole, piece).of_first, 0.5);
    EXPECT_EQ(overlap(whole, sketch("公交站点撤并后出行不便")).of_less, 0);
    EXPECT_EQ(overlap(whole, Sketch{}).of_less, 0);
}

// A text of so many pairs, of which the first are those of another.
std::string long_text(char32_t from, std::size_t characters) {
    std::u32string out;
    for (std::size_t i = 0; i < characters; ++i) out += from + static_cast<char32_t>(i);
    return encode_utf8(out);
}

TEST(Overlap, Of_sketches_that_are_cut_is_about_that_of_the_texts) {
    const auto one = long_text(0x5000, 2000), other = long_text(0x5000 + 1000, 2000);
    const auto exact = overlap(sketch(one, {}, 5000), sketch(other, {}, 5000)).of_less;
    const auto cut = overlap(sketch(one), sketch(other));
    EXPECT_NEAR(exact, 0.5, 0.02);
    EXPECT_NEAR(cut.of_less, exact, 0.12);
    EXPECT_EQ(sketch(one).kept.size(), 256U);
    EXPECT_GT(sketch(one).of, 1900);
}

TEST(Bands, Are_shared_by_texts_that_share_much_and_by_no_others) {
    const auto shared = [](const std::string& a, const std::string& b) {
        const auto of_a = bands_of(sketch(a)), of_b = bands_of(sketch(b));
        return std::ranges::count_if(of_a, [&](auto one) { return std::ranges::count(of_b, one) > 0; });
    };
    const auto text = long_text(0x5000, 200);
    EXPECT_EQ(shared(text, text), 12);
    EXPECT_GE(shared(text, long_text(0x5000 + 20, 200)), 4);
    EXPECT_EQ(shared(text, long_text(0x7000, 200)), 0);
    EXPECT_TRUE(bands_of(sketch("漏水")).empty());
}

} // namespace
} // namespace docket::review::likeness
