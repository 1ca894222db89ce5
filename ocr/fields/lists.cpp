#include "ocr/fields/lists.hpp"

#include "pipeline/text/characters.hpp"

namespace docket::ocr {

std::size_t mark_at(const Running& letter, std::size_t at) {
    const auto simple = letter.simple();
    const auto c = [&](std::size_t i) { return i < simple.size() ? simple[i] : U'\0'; };
    if (!letter.at_boundary(at)) return 0;
    if (c(at) >= U'①' && c(at) <= U'⑳') return 1;
    auto i = at;
    const bool bracket = c(i) == U'（';
    const bool ordinal = c(i) == U'第' || c(i) == U'其';
    if (bracket || ordinal) ++i;
    const auto digits = i;
    while (i - digits < 2 && (text::is_digit(c(i)) || text::is_one_of(c(i), U"一二三四五六七八九十"))) ++i;
    if (i == digits) return 0;
    if (bracket) return c(i) == U'）' ? i + 1 - at : 0;
    const auto ends = ordinal ? U"，、丶：条" : U"、丶.．：";
    if (!text::is_one_of(c(i), ends)) return 0;
    if (c(i) == U'.' && text::is_digit(c(i + 1)) && !letter.place(at).starts_line) return 0; // 1.5
    return i + 1 - at;
}

std::vector<Span> items_of(const Running& letter, std::size_t begin, std::size_t end) {
    std::vector<Span> items;
    for (auto at = begin; at < end; ++at)
        if (const auto length = mark_at(letter, at); length > 0) {
            if (!items.empty()) items.back().end = at;
            items.push_back({at + length, end});
            at += length - 1;
        }
    return items;
}

Span trimmed(const Running& letter, Span span) {
    const auto idle = [](char32_t c) {
        return text::is_space(c) || text::is_one_of(c, U"；;。，,：:、！!.·~|“”\"'");
    };
    while (!span.empty() && idle(letter.text()[span.begin]) && letter.text()[span.begin] != U'“')
        ++span.begin;
    while (!span.empty() && idle(letter.text()[span.end - 1])) --span.end;
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
