#include "ocr/fields/fields.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// A page that opens with the title of an official document came with the letter and is not of it.
bool is_attachment(const PageText& page, std::span<const PageText> pages, int number) {
    constexpr std::array<std::u32string_view, 11> titles{
        U"处理意见书", U"复查意见书", U"答复意见书", U"告知书", U"告知单",    U"决定书",
        U"送达回证",   U"居民身份证", U"判决书",     U"裁定书", U"授权委托书"};
    constexpr std::size_t title_lines = 5;
    constexpr std::size_t longest_title = 30;
    if (page.lines.empty()) return false;
    const std::array numbers{number};
    const Running text(pages, numbers);
    for (std::size_t i = 0; i < std::min(text.lines(), title_lines); ++i) {
        const auto line = text.simple(text.line(i));
        if (line.size() > longest_title || line.find(U"申请") != line.npos || line.find(U'不') != line.npos)
            continue;
        if (std::ranges::any_of(titles, [line](auto title) { return line.ends_with(title); })) return true;
    }
    return false;
}

// 2026年4月日: the other engine may have read the day.
void complete(const Running& letter, text::FoundDate& date) {
    const auto next = date.end;
    if (date.day != 0 || date.year == 0 || next >= letter.size() || letter.simple()[next] != U'日') return;
    const auto other = other_reading(letter, {date.begin, next + 1});
    if (!other) return;
    const auto again = text::find_dates(other->text);
    if (again.size() != 1 || !again[0].date || again[0].year != date.year || again[0].month != date.month)
        return;
    date.date = again[0].date, date.day = again[0].day;
    date.end = next + 1;
    std::erase(date.doubts, "date.no_day");
    date.doubts.emplace_back("date.repaired");
}

// 2026.5,16 in a request is 2026.5.16.
void mend_signs(Work& work, const text::FoundDate& date) {
    const Span where{date.begin, date.end};
    const auto read = work.letter.text(where);
    const auto is_sign = [](char32_t c) { return text::is_one_of(c, U".,，·。:：、 "); };
    if (!std::ranges::all_of(read, [&](char32_t c) { return text::is_digit(c) || is_sign(c); })) return;
    std::u32string written;
    for (const char32_t c : read)
        if (!is_sign(c))
            written += c;
        else if (written.empty() || written.back() != U'.')
            written += U'.';
    if (written != read && std::ranges::count(written, U'.') == 2) work.mend(where, std::move(written));
}

void measure(std::span<const PageText> pages, LetterFields& found) {
    std::optional<float> worst;
    for (const auto& page : pages) {
        double sum = 0;
        int glyphs = 0;
        for (const auto& line : page.lines)
            for (const auto& glyph : line.glyphs) {
                if (glyph.ch == U' ' || glyph.ch == 0x3000) continue;
                sum += static_cast<double>(glyph.confidence);
                ++glyphs;
            }
        found.characters += glyphs;
        if (glyphs == 0) continue;
        const auto mean = static_cast<float>(sum / glyphs);
        worst = worst ? std::min(*worst, mean) : mean;
    }
    found.page_confidence = worst.value_or(0.0F);
}

} // namespace

Result<LetterFields> understand(std::span<const PageText> pages, const Lexicon& lexicon,
                                std::optional<Date> today) {
    std::vector<int> own;
    std::vector<int> attached;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const int number = static_cast<int>(i);
        (is_attachment(pages[i], pages, number) ? attached : own).push_back(number);
    }
    const bool nothing_else = own.empty() && !attached.empty();
    if (nothing_else) std::swap(own, attached);
    const Running letter(pages, own);
    const Running others(pages, attached);
    Work work{.letter = letter, .attached = others, .lexicon = lexicon, .today = today};
    work.labels = find_labels(letter);
    work.opinions = find_opinions(letter.simple());
    mend_opinions(work);
    for (auto& date : text::find_dates(letter.lined())) {
        const auto place = letter.unlined({date.begin, date.end});
        date.begin = place.begin, date.end = place.end;
        complete(letter, date);
        if (std::ranges::find(date.doubts, "date.repaired") != date.doubts.end()) mend_signs(work, date);
        work.dates.push_back(std::move(date));
    }
    measure(pages, work.found);
    find_kind(work, nothing_else);
    find_people(work);
    find_respondent(work);
    find_numbers(work);
    find_dates_of_letter(work);
    find_claims(work);
    find_place(work);
    find_extras(work);
    return std::move(work.found);
}

} // namespace docket::ocr
