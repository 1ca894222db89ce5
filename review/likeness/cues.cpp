#include "review/likeness/cues.hpp"

#include <algorithm>
#include <array>

namespace docket::review::likeness {

namespace {

using Chars = std::u32string_view;

bool is_in(char32_t c, Chars set) { return set.find(c) != Chars::npos; }
char32_t at_or_none(Chars text, std::size_t at) { return at < text.size() ? text[at] : U'\0'; }

template <class Words> bool has_any(Chars text, const Words& words) {
    return std::ranges::any_of(words, [&](Chars word) { return text.find(word) != Chars::npos; });
}

// 信 as a letter that was sent: not 相信, 微信, 信用, 信访, 来信人, nor the letter in hand (这封信).
bool names_a_letter(Chars text, std::size_t at) {
    const auto before = at == 0 ? U'\0' : text[at - 1];
    if (before == U'封') return at > 1 && is_in(text[at - 2], U"上前那续第二三四");
    return !is_in(before, U"相诚微短电迷自通守轻失坚确威开报绍谢此这本") &&
           !is_in(at_or_none(text, at + 1), U"访用任号息贷心念箱誉托人仰服赖");
}

// 去年十月我反映, 上月写
bool told_at_a_time(Chars text, std::size_t at) {
    for (const Chars between : {Chars(U"我们"), Chars(U"我"), Chars(U"曾"), Chars(U"就")})
        if (text.substr(0, at).ends_with(between)) {
            at -= between.size();
            break;
        }
    return at > 0 && is_in(text[at - 1], U"月天年前初底季份");
}

template <class Is> bool somewhere(Chars text, Chars word, const Is& is) {
    for (auto at = text.find(word); at != Chars::npos; at = text.find(word, at + 1))
        if (is(at)) return true;
    return false;
}

} // namespace

bool speaks_of_an_earlier_letter(std::u32string_view text) {
    constexpr std::array<Chars, 5> again{U"再次", U"又一次", U"上次", U"上回", U"前次"};
    constexpr std::array<Chars, 5> told{U"反映", U"写", U"投诉", U"举报", U"寄"};
    return somewhere(text, U"信", [&](std::size_t at) { return names_a_letter(text, at); }) ||
           has_any(text, again) || std::ranges::any_of(told, [&](Chars word) {
               return somewhere(text, word, [&](std::size_t at) { return told_at_a_time(text, at); });
           });
}

bool turns_to_something_new(std::u32string_view text) {
    constexpr std::array<Chars, 23> done{
        U"处理", U"解决", U"降",   U"退",   U"修", U"补",   U"发",   U"拆",   U"撤",   U"改",   U"装",  U"通",
        U"落实", U"到账", U"关停", U"恢复", U"办", U"兑现", U"结清", U"付清", U"清走", U"停工", U"搬走"};
    constexpr std::array<Chars, 26> over{
        U"有了结果", U"解决了", U"办好了", U"修好了", U"落实了", U"办妥了", U"办下来", U"总算",   U"终于",
        U"不再说",   U"不再提", U"不说了", U"不提了", U"了结",   U"另外一", U"另一件", U"另一桩", U"另一事",
        U"另有一",   U"又一件", U"又一桩", U"新的一", U"新的事", U"新问题", U"新情况", U"新麻烦"};
    if (has_any(text, over)) return true;
    return std::ranges::any_of(done, [&](Chars word) {
        return somewhere(text, word, [&](std::size_t at) {
            const auto before = text.substr(0, at);
            return before.ends_with(U"已") || before.ends_with(U"已经") || before.ends_with(U"都");
        });
    });
}

} // namespace docket::review::likeness
