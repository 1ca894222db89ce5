#include "outputs/layout/kinsoku.hpp"

#include <array>
#include <cstddef>

namespace docket::outputs::kinsoku {
namespace {

using Text = std::u32string_view;

constexpr Text not_at_start = U"。，、；：？！”’）〕》〉】』」〗〞｝］｣%％‰℃·‧•—–～~…/／々!),.:;?]}′″°  ";
constexpr Text not_at_end = U"“‘（〔《〈【『「〖〝｛［￥¥$№#/／([{";
constexpr Text hanging = U"、，。；：！？";
constexpr Text closing_marks = U"。，、；：？！”’）〕》〉】』」〗";
constexpr Text opening_marks = U"“‘（〔《〈【『「〖";
constexpr Text numerals = U"0123456789零〇一二三四五六七八九十百千";
constexpr Text ordinal_units = U"条款项章节编目号次届人页件名户点类级位批期";

// Longest first, so that 平方米 is not taken for 平.
constexpr std::array<Text, 66> units{
    U"个工作日", U"平方公里", U"平方米", U"立方米", U"平方", U"工作日", U"公里", U"公斤", U"公顷", U"万元",
    U"亿元",     U"万人",     U"千克",   U"千米",   U"厘米", U"毫米",   U"个月", U"小时", U"分钟", U"余人",
    U"余元",     U"余户",     U"周岁",   U"分钱",   U"号楼", U"单元",   U"年",   U"月",   U"日",   U"时",
    U"分",       U"秒",       U"元",     U"角",     U"亩",   U"户",     U"人",   U"名",   U"件",   U"项",
    U"条",       U"款",       U"号",     U"次",     U"个",   U"万",     U"亿",   U"千",   U"百",   U"米",
    U"吨",       U"岁",       U"层",     U"栋",     U"级",   U"度",     U"份",   U"页",   U"倍",   U"点",
    U"天",       U"周",       U"室",     U"期",     U"股",   U"克"};

bool in(Text set, char32_t c) { return set.find(c) != Text::npos; }
bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

class Keeper {
  public:
    explicit Keeper(Text text) : text_(text), may_(text.size(), true) {
        if (!may_.empty()) may_[0] = false;
    }
    std::vector<bool> take() { return std::move(may_); }

    void pairs() {
        for (std::size_t i = 1; i < text_.size(); ++i) {
            const char32_t a = text_[i - 1], b = text_[i];
            if (may_not_begin(b) || may_not_end(a) || (narrow(a) && narrow(b))) may_[i] = false;
            if (a == b && (a == U'—' || a == U'…')) may_[i] = false;
            if (a == U'〕' && digit(b)) may_[i] = false;
        }
    }
    // GB/T 9704, No 3: a space between letters and digits does not part them.
    void spaced_designations() {
        for (std::size_t i = 2; i < text_.size(); ++i)
            if (text_[i - 1] == U' ' && letter(text_[i - 2]) && digit(text_[i])) may_[i] = false;
    }
    void units_of_measure() {
        for (std::size_t i = 1; i < text_.size(); ++i) {
            if (!digit(text_[i - 1])) continue;
            for (const auto unit : units)
                if (text_.substr(i).starts_with(unit)) {
                    join(i, i + unit.size());
                    break;
                }
        }
    }
    // 第三十五条, 第（二）项, 第一百三十三条之一
    void ordinals() {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (text_[i] != U'第') continue;
            std::size_t at = i + 1;
            const bool bracketed = at < text_.size() && text_[at] == U'（';
            if (bracketed) ++at;
            const auto first = at;
            at = past_numerals(at);
            if (at == first) continue;
            if (bracketed && at < text_.size() && text_[at] == U'）') ++at;
            if (at < text_.size() && in(ordinal_units, text_[at])) ++at;
            if (at + 1 < text_.size() && text_[at] == U'之' && in(numerals, text_[at + 1]))
                at = past_numerals(at + 1);
            join(i + 1, at);
        }
    }

  private:
    std::size_t past_numerals(std::size_t at) const {
        while (at < text_.size() && in(numerals, text_[at])) ++at;
        return at;
    }
    void join(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to && i < may_.size(); ++i) may_[i] = false;
    }

    Text text_;
    std::vector<bool> may_;
};

} // namespace

bool may_not_begin(char32_t c) { return in(not_at_start, c); }
bool may_not_end(char32_t c) { return in(not_at_end, c); }
bool may_hang(char32_t c) { return in(hanging, c); }
bool closing(char32_t c) { return in(closing_marks, c); }
bool opening(char32_t c) { return in(opening_marks, c); }
bool narrow(char32_t c) {
    return letter(c) || digit(c) || in(U"./-,:%+@_&=#'", c) || (c >= 0xC0 && c < 0x250) ||
           (c >= 0x370 && c < 0x530);
}

std::vector<bool> breaks(std::u32string_view text) {
    Keeper keeper(text);
    keeper.pairs();
    keeper.spaced_designations();
    keeper.units_of_measure();
    keeper.ordinals();
    return keeper.take();
}

} // namespace docket::outputs::kinsoku
