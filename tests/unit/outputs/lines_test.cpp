#include "outputs/layout/geometry.hpp"
#include "outputs/layout/kinsoku.hpp"
#include "outputs/layout/lines.hpp"
#include "outputs/layout/title.hpp"
#include "pipeline/base/utf8.hpp"
#include "tests/unit/outputs/fake_metrics.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace docket::outputs {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::StartsWith;

const Style body{FaceRole::fangsong, gb::size3, gb::cell, black};
const Style big{FaceRole::xiaobiaosong, gb::size2, gb::size2, black};

std::vector<GlyphRun> set(const std::string& text, double cells = 28, double first = 28) {
    const FakeMetrics metrics;
    return break_lines(*measure(text, body, metrics), {first * gb::cell, cells * gb::cell});
}
std::vector<std::string> lines(const std::string& text, double cells) {
    std::vector<std::string> out;
    for (const auto& run : set(text, cells, cells)) out.push_back(encode_utf8(run.text));
    return out;
}
double cells(const GlyphRun& run) { return width_of(run) / gb::cell; }

// "甲|乙，|丙": the places a line may begin, by a bar.
std::string parted(const std::string& text) {
    const auto characters = code_points(text);
    const auto may = kinsoku::breaks(characters);
    std::string out;
    for (std::size_t i = 0; i < characters.size(); ++i)
        out += (may[i] ? "|" : "") + encode_utf8(characters[i]);
    return out;
}

TEST(Kinsoku, Lets_no_line_begin_or_end_with_the_wrong_mark) {
    EXPECT_EQ(parted("甲，乙"), "甲，|乙");
    EXPECT_EQ(parted("《甲》（乙）。"), "《甲》|（乙）。");
    EXPECT_EQ(parted("甲“乙”丙"), "甲|“乙”|丙");
    EXPECT_EQ(parted("甲·乙"), "甲·|乙");
    EXPECT_EQ(parted("3月～5月"), "3月～|5月");
    EXPECT_EQ(parted("厦门—漳州"), "厦|门—|漳|州");
}
TEST(Kinsoku, Keeps_dashes_and_dots_in_pairs) {
    EXPECT_EQ(parted("甲——乙"), "甲——|乙");
    EXPECT_EQ(parted("甲……乙"), "甲……|乙");
}
TEST(Kinsoku, Keeps_a_number_and_its_unit_together) {
    EXPECT_EQ(parted("共1.36亩地"), "共|1.36亩|地");
    EXPECT_EQ(parted("付38760元整"), "付|38760元|整");
    EXPECT_EQ(parted("2026年3月15日到"), "2026年|3月|15日|到");
    EXPECT_EQ(parted("占12%的"), "占|12%|的");
    EXPECT_EQ(parted("10个工作日内"), "10个工作日|内");
    EXPECT_EQ(parted("85平方米房"), "85平方米|房");
}
TEST(Kinsoku, Keeps_numbers_of_documents_and_articles_together) {
    EXPECT_EQ(parted("新信〔2026〕17号）"), "新|信|〔2026〕17号）");
    EXPECT_EQ(parted("依第三十五条第一款第（二）项定"), "依|第三十五条|第一款|第（二）项|定");
    EXPECT_EQ(parted("第一百三十三条之一规"), "第一百三十三条之一|规");
    EXPECT_EQ(parted("按GB/T 9704执"), "按|GB/T 9704|执");
    EXPECT_EQ(parted("证350205198001010019号"), "证|350205198001010019号");
}

TEST(Line, Of_full_width_characters_holds_twenty_eight) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "访";
    const auto set_lines = set(text);
    ASSERT_EQ(set_lines.size(), 3U);
    EXPECT_EQ(set_lines[0].text.size(), 28U);
    EXPECT_NEAR(width_of(set_lines[0]), gb::width, 1e-9);
    EXPECT_EQ(set_lines[2].text.size(), 4U);
}
TEST(Line, Hangs_a_mark_that_would_begin_the_next) {
    EXPECT_THAT(lines("甲乙丙丁，戊己", 4), ElementsAre("甲乙丙丁，", "戊己"));
    EXPECT_THAT(lines("甲乙丙丁。", 4), ElementsAre("甲乙丙丁。"));
}
TEST(Line, Squeezes_adjacent_marks_before_it_pushes_out) {
    const auto squeezed = set("甲》（乙）丙丁", 4, 4);
    EXPECT_EQ(encode_utf8(squeezed[0].text), "甲》（乙）");
    EXPECT_NEAR(cells(squeezed[0]), 4, 1e-9);
}
TEST(Line, Pushes_out_what_cannot_hang_or_be_squeezed_and_fills_the_gaps) {
    const auto pushed = set("甲乙丙丁戊己庚辛）壬癸", 8, 8);
    EXPECT_EQ(encode_utf8(pushed[0].text), "甲乙丙丁戊己庚");
    EXPECT_NEAR(cells(pushed[0]), 8, 1e-9);
}
TEST(Line, Is_left_short_rather_than_torn) {
    const auto torn = set("证件号码350205198001010019号", 10, 10);
    EXPECT_EQ(encode_utf8(torn[0].text), "证件号码");
    EXPECT_NEAR(cells(torn[0]), 4, 1e-9);
}
TEST(Line, Cuts_a_run_longer_than_itself_at_the_edge) {
    EXPECT_THAT(lines("aaaaaaaaaaaaaaaaaaaaaa", 4).front(), "aaaaaaa");
}
TEST(Line, Refuses_a_character_no_face_covers_by_name) {
    const auto refused = measure("张\uE123", body, FakeMetrics{});
    EXPECT_EQ(refused.error().code, "font.no_glyph");
    EXPECT_THAT(refused.error().detail, ::testing::HasSubstr("U+E123"));
}

std::string random_text(std::mt19937& chance) {
    static const std::vector<std::string> pieces{"信访",
                                                 "申请人",
                                                 "，",
                                                 "。",
                                                 "、",
                                                 "（",
                                                 "）",
                                                 "《",
                                                 "》",
                                                 "“",
                                                 "”",
                                                 "：",
                                                 "；",
                                                 "——",
                                                 "……",
                                                 "2026年3月15日",
                                                 "1.36亩",
                                                 "第三十五条",
                                                 "〔2026〕17号",
                                                 "GB/T 9704",
                                                 "A",
                                                 "—",
                                                 "·",
                                                 "12%",
                                                 "镕",
                                                 " ",
                                                 "？",
                                                 "！"};
    std::string out;
    for (int n = std::uniform_int_distribution<int>(1, 120)(chance); n > 0; --n)
        out += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(chance)];
    return out;
}
// Whether the line could have ended elsewhere at all.
bool has_break(std::u32string_view text) {
    const auto may = kinsoku::breaks(text);
    return std::find(may.begin(), may.end(), true) != may.end();
}

TEST(Lines, Of_any_text_keep_the_measure_the_marks_and_every_character) {
    std::mt19937 chance(97042012);
    for (int round = 0; round < 400; ++round) {
        const auto text = random_text(chance);
        const auto set_lines = set(text, 28, 26);
        std::u32string all;
        for (std::size_t i = 0; i < set_lines.size(); ++i) {
            const auto& line = set_lines[i];
            const double room = (i == 0 ? 26 : 28) * gb::cell;
            ASSERT_EQ(line.text.size(), line.advances.size());
            auto inside = line;
            while (inside.text.size() > 1 && inside.text.back() == U' ')
                inside.text.pop_back(), inside.advances.pop_back();
            EXPECT_LE(width_of(inside), room + gb::cell + 1e-6) << text;
            EXPECT_TRUE(width_of(inside) <= room + 1e-6 || kinsoku::may_hang(inside.text.back())) << text;
            for (const double advance : line.advances) EXPECT_GT(advance, 0) << text;
            const bool cut = i > 0 && !has_break(set_lines[i - 1].text + line.text.substr(0, 1));
            EXPECT_TRUE(i == 0 || cut || !kinsoku::may_not_begin(line.text.front()))
                << encode_utf8(line.text);
            const bool last = i + 1 == set_lines.size();
            EXPECT_TRUE(last || !has_break(line.text) || !kinsoku::may_not_end(line.text.back()))
                << encode_utf8(line.text);
            all += line.text;
        }
        EXPECT_EQ(encode_utf8(all), text);
    }
}

std::vector<std::string> title(const std::string& text) {
    std::vector<std::string> out;
    const FakeMetrics metrics;
    const auto runs = *title_lines(text, big, gb::width, metrics);
    for (const auto& run : runs) out.push_back(encode_utf8(run.text));
    return out;
}
TEST(Title, Breaks_where_the_template_says) {
    EXPECT_THAT(title("厦门市海沧区人民政府\n信访事项复查意见书"),
                ElementsAre("厦门市海沧区人民政府", "信访事项复查意见书"));
}
TEST(Title, Is_balanced_and_breaks_no_word) {
    EXPECT_THAT(title("厦门市海沧区人民政府关于张喆堃信访事项的复查意见书"),
                ElementsAre("厦门市海沧区人民政府", "关于张喆堃信访事项的复查意见书"));
    EXPECT_THAT(title("厦门市海沧区人民政府新阳街道办事处信访事项受理告知书"),
                ElementsAre(EndsWith("办事处"), StartsWith("信访事项")));
}
TEST(Title, Keeps_its_brackets_whole_however_long) {
    for (const auto& line : title("关于对厦门市海沧区新阳街道兴旺社区居民反映征地补偿安置问题《信访事项处理意"
                                  "见书》（新信访〔2026〕8号）的复查意见书")) {
        const auto characters = code_points(line);
        EXPECT_FALSE(kinsoku::may_not_begin(characters.front())) << line;
        EXPECT_FALSE(kinsoku::may_not_end(characters.back())) << line;
        EXPECT_LE(static_cast<double>(characters.size()) * gb::size2 / 2, gb::width);
    }
}

} // namespace
} // namespace docket::outputs
