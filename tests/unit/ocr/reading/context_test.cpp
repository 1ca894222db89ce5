// What an engine doubts is read by the words around it, what it is sure of is left as it was written.
#include "ocr/context/context.hpp"
#include "ocr/context/marks.hpp"
#include "ocr/ime/ime_words.hpp"
#include "tests/unit/ocr/reading/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::ocr {
namespace {

// A model of a few words, each likelier than any single character.
class FewWords final : public Words {
  public:
    explicit FewWords(std::vector<std::string> words) : words_(std::move(words)) {}
    std::string name() const override { return "few"; }
    bool knows(std::string_view word) const override {
        return std::ranges::find(words_, word) != words_.end();
    }
    double follows(std::span<const std::string_view> words) const override {
        return words.back().size() > 3 ? -5 : -9;
    }

  private:
    std::vector<std::string> words_;
};

PageText page(std::vector<Line> lines) {
    PageText out{1000, 1000, 0, 0, {}, "test", 0};
    out.lines = std::move(lines);
    return out;
}

// The characters with what else each may be: "申(诗请)人" reads 诗 at half a confidence, with 请 behind it.
Line doubtful(std::u32string_view text, float confidence = 0.5F) {
    Line out = line(U"");
    bool inside = false, first = true;
    for (const char32_t ch : text) {
        if (ch == U'(' || ch == U')') {
            inside = ch == U'(';
            first = true;
        } else if (inside && !first)
            out.glyphs.back().others.push_back({ch, (1 - confidence) / 2});
        else {
            const int x = static_cast<int>(out.glyphs.size()) * 40;
            out.glyphs.push_back({ch, {x, 0, 40, 40}, inside ? confidence : 0.999F});
            first = false;
        }
    }
    out.box = {0, 0, static_cast<int>(out.glyphs.size()) * 40, 40};
    return out;
}

const FewWords words({"申请人", "答复", "意见"});

TEST(In_context, A_doubted_character_becomes_the_candidate_that_makes_a_word) {
    auto read = page({doubtful(U"被申(诗请)人")});
    read_in_context(read, words);
    EXPECT_EQ(utf8(read), "被申请人");
    const auto& changed = read.lines[0].glyphs[2];
    ASSERT_FALSE(changed.others.empty());
    EXPECT_EQ(changed.others[0].ch, U'诗') << "what was read stays to be seen";
    EXPECT_LT(changed.confidence, 0.9F) << "and a person is told that it was in doubt";
}
TEST(In_context, A_traditional_character_is_looked_up_in_its_simplified_form_and_stays_traditional) {
    auto read = page({doubtful(U"(誰請)復，被(甲申)請人的意(貝見)")});
    const FewWords simplified({"申请人", "请复", "意见"});
    read_in_context(read, simplified);
    EXPECT_EQ(utf8(read), "請復，被申請人的意見");
}
TEST(In_context, A_word_goes_on_in_the_next_line_when_the_first_is_full) {
    auto read = page({doubtful(U"我们都是被申"), doubtful(U"(诗请)人的邻居呀")});
    read_in_context(read, words);
    EXPECT_EQ(utf8(read), "我们都是被申\n请人的邻居呀");
}
TEST(In_context, A_word_does_not_go_on_after_a_line_that_ends_early) {
    auto read = page({doubtful(U"申"), doubtful(U"(诗请)人的邻居呀")});
    read_in_context(read, words);
    EXPECT_EQ(utf8(read), "申\n诗人的邻居呀");
}
TEST(In_context, What_the_engine_was_sure_of_stays_though_it_makes_no_word) {
    auto read = page({doubtful(U"被申(诗请)人", 0.985F)});
    read_in_context(read, words);
    EXPECT_EQ(utf8(read), "被申诗人") << "what was written counts, not what should have been";
}
TEST(In_context, Digits_letters_and_marks_are_never_changed_and_never_chosen) {
    auto read = page({doubtful(U"电话139(0O人)05(1人)，申(，请)人")});
    const auto before = utf8(read);
    read_in_context(read, words);
    EXPECT_EQ(utf8(read), before);
}
TEST(In_context, Without_a_word_to_go_by_the_reading_stays) {
    auto read = page({doubtful(U"(萧前)文(彪硕)")});
    read_in_context(read, words);
    EXPECT_EQ(utf8(read), "萧文彪");
}
TEST(Candidates, Are_kept_as_far_as_registers_and_a_person_can_choose_among_them) {
    auto read = page({line(U"申")});
    read.lines[0].glyphs[0].others = {{U'甲', 0.2F},  {U'由', 0.1F},   {U'田', 0.05F},
                                      {U'电', 0.02F}, {U'曰', 0.015F}, {U'目', 0.002F}};
    keep_the_likely(read);
    EXPECT_EQ(read.lines[0].glyphs[0].others.size(), 5U); // the last is noise
    read.lines[0].glyphs[0].others.assign(12, {U'甲', 0.05F});
    keep_the_likely(read);
    EXPECT_EQ(read.lines[0].glyphs[0].others.size(), 8U);
    read.lines[0].glyphs[0].others = {{U'甲', 0.2F}, {U'目', 0.002F}};
    keep_the_likely(read);
    EXPECT_EQ(read.lines[0].glyphs[0].others.size(), 1U);
}

TEST(A_document_number, Has_the_brackets_of_the_standard_around_its_year) {
    auto read = page({line(U"海信处[2026]19号"), line(U"海信复查【 2026 】 7 号的意见")});
    set_marks(read);
    EXPECT_EQ(utf8(read), "海信处〔2026〕19号\n海信复查〔 2026 〕 7 号的意见");
    EXPECT_EQ(read.lines[0].glyphs[3].others[0].ch, U'[');
}
TEST(A_document_number, Has_them_though_one_was_read_as_another_kind) {
    auto read = page({line(U"海政信复查[2026）69号，海农信处「2026]4号")});
    set_marks(read);
    EXPECT_EQ(utf8(read), "海政信复查〔2026〕69号，海农信处〔2026〕4号");
}
TEST(A_document_number, That_goes_on_in_the_next_line_has_them_too) {
    auto read = page({line(U"撤销海政信复查[2026]"), line(U"116号，撤销海农信处[2026]4")});
    set_marks(read);
    EXPECT_EQ(utf8(read), "撤销海政信复查〔2026〕\n116号，撤销海农信处〔2026〕4");
}
TEST(A_stroke, That_is_no_word_is_the_mark_it_looks_like) {
    auto read = page({line(U"1丶撤销处理意见")});
    set_marks(read);
    EXPECT_EQ(utf8(read), "1、撤销处理意见");
}
TEST(A_line, That_announces_a_list_ends_in_a_colon) {
    for (const auto* first : {U"1. 打开铁门；", U"（一)打开铁门；", U"一、打开铁门；", U"①打开铁门；"}) {
        auto read = page({line(U"恳请领导!"), line(first)});
        set_marks(read);
        EXPECT_EQ(utf8(read), "恳请领导：\n" + encode_utf8(first));
        EXPECT_EQ(read.lines[0].glyphs.back().others[0].ch, U'!');
    }
    auto other = page({line(U"救人要紧！"), line(U"2. 打开铁门")});
    set_marks(other);
    EXPECT_EQ(utf8(other), "救人要紧！\n2. 打开铁门");
}
TEST(A_document_number, Is_not_seen_where_brackets_hold_something_else) {
    for (const auto* text :
         {U"见[2026]年表", U"[12]号", U"[20261]1号", U"(2026)1号", U"（2026）1号", U"[2026]号"}) {
        auto read = page({line(text)});
        set_marks(read);
        EXPECT_EQ(utf8(read), encode_utf8(text));
    }
}

TEST(The_model_of_words, Knows_the_words_of_letters_and_which_follow_which) {
    const auto model = ImeWords::open();
    ASSERT_TRUE(model) << model.error().detail;
    const auto& known = **model;
    EXPECT_TRUE(known.knows("申请人"));
    EXPECT_FALSE(known.knows("申诗人"));
    const std::string_view right[] = {"提出", "意见"}, unlikely[] = {"提出", "香蕉"};
    EXPECT_GT(known.follows(right), known.follows(unlikely));
    EXPECT_LT(known.follows(right), 0);
}
TEST(The_model_of_words, Decides_what_a_letter_says) {
    const auto model = ImeWords::open();
    ASSERT_TRUE(model) << model.error().detail;
    auto read =
        page({doubtful(U"(夏厦)门市海沧区人民政府作出处理(言意亲)见"), doubtful(U"(语请)求(椒撤)销")});
    read_in_context(read, **model);
    EXPECT_EQ(utf8(read), "厦门市海沧区人民政府作出处理意见\n请求撤销");
}

} // namespace
} // namespace docket::ocr
