#include "ocr/fields/letter_pages.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

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

} // namespace

Result<LetterFields> LetterPages::understood(const Lexicon& lexicon, std::optional<Date> today) const {
    const bool nothing_else = only_attached_ && !attached_.empty();
    const Running letter(pages_, nothing_else ? attached_ : own_);
    const Running others(pages_, nothing_else ? own_ : attached_);
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
    work.found.page_confidence = worst_.value_or(0.0F);
    work.found.characters = characters_;
    work.found.left_out = let_go_;
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

Result<LetterFields> understand(std::span<const PageText> pages, const Lexicon& lexicon,
                                std::optional<Date> today) {
    LetterPages letter;
    for (const auto& page : pages) letter.take(page);
    return letter.understood(lexicon, today);
}

} // namespace docket::ocr
