#include "outputs/layout/geometry.hpp"
#include "outputs/layout/layout.hpp"
#include "pipeline/base/utf8.hpp"
#include "tests/unit/outputs/fake_metrics.hpp"
#include "tests/unit/outputs/samples.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace docket::outputs {
namespace {

using ::testing::Each;
using ::testing::SizeIs;

Composed composed_for_layout(const Document& document) {
    return *compose(document, *load_template(std::filesystem::path(DOCKET_SOURCE_DIR) / "outputs/templates",
                                             document.type));
}
DisplayList laid(const Composed& text) {
    const auto list = lay_out(text, FakeMetrics{});
    EXPECT_TRUE(list) << list.error().detail;
    return *list;
}
DisplayList laid(const Document& document) { return laid(composed_for_layout(document)); }

// A text of `n` paragraphs of one line each, signed.
Composed short_lines(int n, Form form = Form::document) {
    Composed out{DocumentType::review_opinion, form, "标题", "某机关", {}};
    out.blocks = {{BlockKind::mark, 0, "某市某区人民政府", ""},
                  {BlockKind::number, 0, "某信〔2026〕1号", ""},
                  {BlockKind::title, 0, "标题", ""}};
    for (int i = 0; i < n; ++i) out.blocks.push_back({BlockKind::paragraph, 0, "正文", ""});
    out.blocks.push_back({BlockKind::signature, 0, "某市某区人民政府", "2026年4月14日"});
    return out;
}
const GlyphRun* run_of(const Page& page, const std::string& text) {
    for (const auto& run : page.runs)
        if (encode_utf8(run.text) == text) return &run;
    return nullptr;
}
double right_of(const GlyphRun& run) { return run.x + width_of(run); }
bool grid_line(const GlyphRun& run) { return !run.page_number && run.size == gb::size3; }
std::string squeezed(std::string text) {
    std::erase(text, '\n');
    return text;
}

TEST(Layout, Draws_the_text_of_the_document_and_nothing_else) {
    for (const auto& document :
         {samples::acceptance_notice(), samples::refusal_notice(), samples::supplement_notice(),
          samples::respondent_notice(), samples::extension_notice(), samples::ending_notice(),
          samples::handling_opinion(), samples::review_opinion(), samples::re_review_opinion(),
          samples::long_review_opinion(9)})
        EXPECT_EQ(text_of(laid(document)), squeezed(plain_text(composed_for_layout(document))));
}
TEST(Layout, Keeps_every_page_within_twenty_two_lines_and_the_type_area) {
    for (int claims = 1; claims < 12; ++claims)
        for (const auto& page : laid(samples::long_review_opinion(claims)).pages) {
            std::set<double> rows;
            for (const auto& run : page.runs) {
                if (grid_line(run)) rows.insert(std::round(run.y * 1000));
                EXPECT_GE(run.x, gb::left - 1e-6);
                EXPECT_LE(right_of(run), gb::right + gb::cell + 1e-6);
                EXPECT_GE(run.y, gb::top);
                EXPECT_LE(run.y, gb::bottom + (run.page_number ? gb::pitch : 0));
            }
            EXPECT_LE(rows.size(), 22U);
            EXPECT_FALSE(page.runs.empty());
        }
}
TEST(Layout, Puts_the_text_on_the_grid) {
    const auto list = laid(samples::long_review_opinion(4));
    std::optional<double> base;
    for (std::size_t i = 1; i + 1 < list.pages.size(); ++i)
        for (const auto& run : list.pages[i].runs) {
            if (!grid_line(run)) continue;
            if (!base) base = run.y;
            const double rows = (run.y - *base) / gb::pitch;
            EXPECT_NEAR(rows, std::round(rows), 1e-6);
        }
}
TEST(Layout, Of_a_document_sets_the_red_head_by_the_standard) {
    const auto page = laid(samples::review_opinion()).pages.front();
    const auto* mark = run_of(page, "厦门市海沧区人民政府");
    ASSERT_TRUE(mark);
    EXPECT_EQ(mark->colour, official_red);
    EXPECT_NEAR(mark->y - 0.85 * mark->size, 37 + 35, 1); // 7.2.4
    EXPECT_NEAR((mark->x + right_of(*mark)) / 2, 28 + 78, 0.01);
    const auto* number = run_of(page, "海府信复查〔2026〕17号");
    ASSERT_TRUE(number);
    EXPECT_NEAR((number->x + right_of(*number)) / 2, 28 + 78, 0.01);
    ASSERT_THAT(page.rules, SizeIs(1));
    EXPECT_NEAR(page.rules[0].y - (number->y + 0.12 * number->size), 4, 0.5); // 7.2.7
    EXPECT_NEAR(page.rules[0].length, 156, 1e-9);
    EXPECT_EQ(page.rules[0].colour, official_red);
}
TEST(Layout, Of_a_letter_sets_its_two_double_rules_by_the_standard) {
    const auto list = laid(samples::acceptance_notice());
    const auto& rules = list.pages.front().rules;
    ASSERT_THAT(rules, SizeIs(4));
    for (const auto& rule : rules) {
        EXPECT_NEAR(rule.length, 170, 1e-9);
        EXPECT_NEAR(rule.x, 20, 1e-9);
    }
    EXPECT_GT(rules[0].thickness, rules[1].thickness); // thick above thin
    EXPECT_LT(rules[2].thickness, rules[3].thickness); // thin above thick
    EXPECT_NEAR(rules[3].y + rules[3].thickness / 2, 297 - 20, 1e-6);
    EXPECT_NEAR(right_of(*run_of(list.pages.front(), "海信复查受〔2026〕17号")), gb::right, 1e-6);
}
TEST(Page_number, Stands_right_on_odd_and_left_on_even_pages) {
    const auto list = laid(samples::long_review_opinion(6));
    ASSERT_GE(list.pages.size(), 4U);
    for (std::size_t i = 0; i < list.pages.size(); ++i) {
        const auto* number = run_of(list.pages[i], "— " + std::to_string(i + 1) + " —");
        ASSERT_TRUE(number) << i;
        if (i % 2 == 0)
            EXPECT_NEAR(right_of(*number), gb::right - gb::cell, 1e-6);
        else
            EXPECT_NEAR(number->x, gb::left + gb::cell, 1e-6);
        EXPECT_NEAR(number->y - 0.38 * number->size, 262 + 7, 1e-6);
    }
}
TEST(Page_number, Is_not_on_the_first_page_of_a_letter) {
    const auto list = laid(short_lines(40, Form::letter));
    EXPECT_FALSE(run_of(list.pages[0], "— 1 —"));
    EXPECT_TRUE(run_of(list.pages[1], "— 2 —"));
}
TEST(Signature, Never_stands_alone_on_a_page) {
    for (const auto form : {Form::document, Form::letter})
        for (int lines = 1; lines < 70; ++lines) {
            const auto list = laid(short_lines(lines, form));
            const auto& last = list.pages.back();
            ASSERT_TRUE(run_of(last, "2026年4月14日")) << lines;
            const auto beside = std::count_if(last.runs.begin(), last.runs.end(),
                                              [](const GlyphRun& run) { return run.text == U"正文"; });
            EXPECT_GE(beside, std::min(lines, 2)) << lines;
            EXPECT_EQ(list.seal->page, list.pages.size() - 1);
            EXPECT_TRUE(run_of(list.pages.front(), "正文")) << lines;
        }
}
TEST(Signature, Ends_four_characters_from_the_edge_with_the_name_centred_above) {
    const auto list = laid(short_lines(3));
    const auto* date = run_of(list.pages[0], "2026年4月14日");
    const auto& name = *(date - 1);
    EXPECT_NEAR(right_of(*date), gb::right - 4 * gb::cell, 1e-6);
    EXPECT_NEAR(name.x + width_of(name) / 2, date->x + width_of(*date) / 2, 1e-6);
    EXPECT_NEAR(date->y - name.y, gb::pitch, 1e-6);
    EXPECT_LT(list.seal->y, date->y); // both a little below the middle of the seal
}
TEST(Signature, Of_a_long_name_stays_within_the_type_area) {
    auto text = short_lines(3);
    text.blocks.back().text = "厦门市海沧区人民政府海沧街道办事处某某管理服务中心工作委员会";
    const auto list = laid(text);
    for (const auto& run : list.pages[0].runs) EXPECT_LE(right_of(run), gb::right + 1e-6);
}
TEST(Signature, Of_a_draft_leaves_the_place_of_its_date_empty) {
    auto text = short_lines(3);
    text.blocks.back().date.clear();
    const auto draft = laid(text), dated = laid(short_lines(3));
    EXPECT_EQ(draft.pages[0].runs.size() + 1, dated.pages[0].runs.size());
}
TEST(Heading, Does_not_end_a_page) {
    for (int before = 1; before < 40; ++before) {
        auto text = short_lines(before);
        text.blocks.insert(text.blocks.end() - 1, {{BlockKind::heading, 1, "一、事实", ""},
                                                   {BlockKind::heading, 2, "（一）经过", ""}});
        for (int i = 0; i < 12; ++i)
            text.blocks.insert(text.blocks.end() - 1, Block{BlockKind::paragraph, 0, "后文", ""});
        for (const auto& page : laid(text).pages) {
            std::string last;
            for (const auto& run : page.runs)
                if (grid_line(run)) last = encode_utf8(run.text);
            EXPECT_NE(last, "一、事实") << before;
            EXPECT_NE(last, "（一）经过") << before;
        }
    }
}
TEST(Heading, Is_set_in_the_face_of_its_level) {
    auto text = short_lines(1);
    for (int level = 1; level <= 4; ++level)
        text.blocks.push_back({BlockKind::heading, level, "层" + std::to_string(level), ""});
    const auto page = laid(text).pages[0];
    EXPECT_EQ(run_of(page, "层1")->face, FaceRole::heiti);
    EXPECT_EQ(run_of(page, "层2")->face, FaceRole::kaiti);
    EXPECT_EQ(run_of(page, "层3")->face, FaceRole::fangsong);
    EXPECT_NEAR(run_of(page, "层1")->x, gb::left + 2 * gb::cell, 1e-6);
}
TEST(Imprint, Stands_at_the_foot_of_the_last_page_between_rules) {
    for (int claims = 1; claims < 8; ++claims) {
        const auto list = laid(samples::long_review_opinion(claims));
        const auto& rules = list.pages.back().rules;
        ASSERT_THAT(rules, SizeIs(3)) << claims;
        EXPECT_NEAR(rules[2].y, gb::bottom, 1e-6);
        EXPECT_DOUBLE_EQ(rules[0].thickness, 0.35);
        EXPECT_DOUBLE_EQ(rules[1].thickness, 0.25);
        EXPECT_DOUBLE_EQ(rules[2].thickness, 0.35);
        const auto* printed = run_of(list.pages.back(), "2026年4月14日印发");
        ASSERT_TRUE(printed);
        EXPECT_NEAR(right_of(*printed), gb::right - gb::cell, 1e-6);
        for (const auto& run : list.pages.back().runs) EXPECT_TRUE(!grid_line(run) || run.y < rules[0].y);
    }
}
TEST(Attachments, Stand_below_a_blank_line_with_their_names_aligned) {
    auto document = samples::review_opinion();
    document.attachments = {"法律条文",
                            "一份名称特别长因而必须转行的附件清单以及它的全部内容说明和补充材料目录"};
    const auto list = laid(document);
    const GlyphRun* first = nullptr;
    for (const auto& page : list.pages)
        for (const auto& run : page.runs)
            if (encode_utf8(run.text).starts_with("附件：")) first = &run;
    ASSERT_TRUE(first);
    const auto& second = first[1];
    const auto& turnover = first[2];
    EXPECT_NEAR(first->x, gb::left + 2 * gb::cell, 1e-6);
    EXPECT_NEAR(second.x, first->x + 3 * gb::cell, 1e-6);
    EXPECT_NEAR(turnover.x, second.x + second.advances[0] + second.advances[1], gb::cell / 4);
}
TEST(Layout, Refuses_a_title_that_leaves_no_room_for_text) {
    auto text = short_lines(3);
    for (auto& block : text.blocks)
        if (block.kind == BlockKind::title)
            for (int i = 0; i < 14; ++i) block.text += "\n题";
    EXPECT_EQ(lay_out(text, FakeMetrics{}).error().code, "layout.head_too_tall");
}

} // namespace
} // namespace docket::outputs
