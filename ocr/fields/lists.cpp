#include "ocr/fields/lists.hpp"

#include "pipeline/text/characters.hpp"

namespace docket::ocr {

std::size_t mark_at(const Running& letter, std::size_t at) {
    const auto simple = letter.simple();
    const auto c = [&](std::size_t i) { return i < simple.size() ? simple[i] : U'\0'; };
    if (!letter.at_boundary(at)) return 0;
    if (c(at) >= U'①' && c(at) <= U'⑳') return 1;
    // 、组织收容: a 一 is one stroke, and readers lose it.
    const bool begins = letter.place(at).starts_line || letter.place(at).after_gap;
    if (c(at) == U'、' && (begins || (at > 0 && c(at - 1) == U'：'))) return 1;
    auto i = at;
    const bool bracket = c(i) == U'（';
    const bool ordinal = c(i) == U'第' || c(i) == U'其';
    if (bracket || ordinal) ++i;
    const auto digits = i;
    while (i - digits < 2 && (text::is_digit(c(i)) || text::is_one_of(c(i), U"一二三四五六七八九十"))) ++i;
    // （=）: 二 is two strokes.
    if (i == digits && bracket && c(i) == U'=' && c(i + 1) == U'）') return i + 2 - at;
    // （）: the 一 between was not seen.
    if (i == digits) return bracket && c(i) == U'）' && letter.place(at).starts_line ? i + 1 - at : 0;
    if (bracket) return c(i) == U'）' ? i + 1 - at : 0;
    const auto ends = ordinal ? U"，、丶：条" : U"、丶.．：";
    // 一，撤销…: a sign of a pen
    const bool comma = c(i) == U'，' && i == at + 1 && !text::is_digit(c(at)) && letter.place(at).starts_line;
    if (!comma && !text::is_one_of(c(i), ends)) return 0;
    if (c(i) == U'.' && text::is_digit(c(i + 1)) && !letter.place(at).starts_line) return 0; // 1.5
    return i + 1 - at;
}

namespace {

constexpr std::u32string_view ordinals = U"一二三四五六七八九十";

// 四补发少算的补偿款, after 三、: the sign behind the number was lost.
bool is_next_without_sign(const Running& letter, std::size_t at, std::size_t number) {
    const auto simple = letter.simple();
    if (number == 0 || number >= ordinals.size() || at + 1 >= simple.size() || simple[at] != ordinals[number])
        return false;
    const bool starts = letter.place(at).starts_line || text::is_one_of(simple[at - 1], U"；;。");
    return starts && text::is_han(simple[at + 1]) && ordinals.find(simple[at + 1]) == ordinals.npos &&
           !text::is_one_of(simple[at + 1], U"个名位人月日年天次户条点岁楼层号是来");
}

// 三一查处…, after 二、: the sign was read as a stroke.
bool is_next_with_a_stroke(const Running& letter, std::size_t at, std::size_t number) {
    const auto simple = letter.simple();
    return number > 1 && number < ordinals.size() && at + 2 < simple.size() && letter.place(at).starts_line &&
           simple[at] == ordinals[number] && text::is_one_of(simple[at + 1], U"一—-") &&
           text::is_han(simple[at + 2]);
}

// Which of the list the mark is; 0 where that is not one of 一 to 十.
std::size_t number_of(std::u32string_view mark) {
    const auto at = mark.find_first_of(ordinals);
    return at == mark.npos ? 0 : ordinals.find(mark[at]) + 1;
}

} // namespace

std::vector<Span> items_of(const Running& letter, std::size_t begin, std::size_t end) {
    std::vector<Span> items;
    std::size_t number = 0; // of the item in hand
    for (auto at = begin; at < end; ++at) {
        auto length = mark_at(letter, at);
        if (length == 0 && is_next_with_a_stroke(letter, at, number)) length = 2;
        if (length == 0 && is_next_without_sign(letter, at, number)) length = 1;
        if (length == 0) continue;
        if (!items.empty()) items.back().end = at;
        items.push_back({at + length, end});
        number = letter.simple()[at] == U'、' ? number + 1 : number_of(letter.simple({at, at + length}));
        at += length - 1;
    }
    return items;
}

Span trimmed(const Running& letter, Span span) {
    const auto idle = [](char32_t c) {
        return text::is_space(c) || text::is_one_of(c, U"；;。，,：:、！!.·~|”\"'");
    };
    // “ opens something only before, and ” closes what was opened within.
    const auto closes = [&] {
        return letter.text()[span.end - 1] == U'”' &&
               letter.text(span).find(U'“') != std::u32string_view::npos;
    };
    const auto idle_behind = [&](char32_t c) { return idle(c) || c == U'“'; };
    while (!span.empty() && idle(letter.text()[span.begin])) ++span.begin;
    while (!span.empty() && idle_behind(letter.text()[span.end - 1]) && !closes()) --span.end;
    return span;
}

std::vector<Span> parted(const Running& letter, Span span, std::u32string_view signs) {
    std::vector<Span> parts;
    auto begin = span.begin;
    for (auto at = span.begin; at <= span.end; ++at) {
        if (at < span.end && !text::is_one_of(letter.text()[at], signs)) continue;
        if (const auto part = trimmed(letter, {begin, at}); !part.empty()) parts.push_back(part);
        begin = at + 1;
    }
    return parts;
}

} // namespace docket::ocr
