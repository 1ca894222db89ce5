#include "ocr/fields/any_of.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

// What stands on a line beside its date: a name and a label, but no sentence.
bool date_stands_alone(const Running& letter, const text::FoundDate& date) {
    constexpr std::size_t beside = 12;
    const auto first = letter.line(letter.place(date.begin).line);
    const auto last = letter.line(letter.place(date.end - 1).line);
    const Span before{first.begin, std::max(first.begin, date.begin)};
    const Span after{std::min(date.end, last.end), last.end};
    if (before.end - before.begin > beside || after.end - after.begin > 2) return false;
    return letter.text(before).find_first_of(U"，。；、") == std::u32string_view::npos;
}

// 复查意见书日期2026年2月27日, as the last row of a form
bool is_of_an_opinion(const Work& work, const text::FoundDate& date) {
    return work.labelled(Label::issued, date.begin) != nullptr ||
           work.labelled(Label::received, date.begin) != nullptr;
}

bool telephone_stands_in(std::u32string_view words, std::size_t bracket) {
    constexpr std::array<std::u32string_view, 3> called{U"手机", U"电话", U"联系"};
    return begins_with_any(words.substr(bracket + 1), called);
}

// The part of a line that can be a name: without its date, and after a colon where a word of a few characters
// stands before it (业主：…).
Span name_part(const Work& work, Span line) {
    constexpr std::size_t longest_role = 8;
    for (const auto& date : work.dates)
        if (date.begin >= line.begin && date.begin < line.end) line.end = date.begin;
    auto words = work.letter.simple(line);
    if (const auto bracket = words.find(U'（'); bracket != words.npos && telephone_stands_in(words, bracket))
        words.remove_suffix(words.size() - bracket); // 方某（手机139…）
    cut_greeting(words);
    line.end = line.begin + words.size();
    const auto colon = work.letter.text(line).find(U'：');
    if (colon != std::u32string_view::npos && colon <= longest_role) line.begin += colon + 1;
    return line;
}

std::vector<Span> names_on(const Work& work, Span line) {
    const auto part = name_part(work, line);
    if (part.empty()) return {};
    std::vector<std::string> odd;
    auto names = read_names(work, part.begin, odd);
    std::erase_if(names, [&](const Span& name) { return name.begin >= part.end; }); // of the lines below
    if (!odd.empty() || names.empty() || names.back().end < part.end)
        return {}; // more stands there than names
    std::erase_if(names, [&](const Span& name) { return is_organ_word(work.letter.simple(name)); });
    // 写于, 敬请: what is not called a name anywhere begins as one, or is in a row with one that does.
    const auto named = [&](Span name) {
        return is_body(work.letter.simple(name)) || has_surname(work.letter.simple(name));
    };
    if (std::ranges::none_of(names, named)) names.clear();
    return names;
}

std::optional<std::size_t> line_of_closing_words(const Running& letter) {
    for (std::size_t i = letter.lines(); i-- > 0;) {
        const auto words = letter.simple(letter.line(i));
        if (words.size() <= 12 && (words.find(U"敬礼") != words.npos || words.ends_with(U"此致"))) return i;
    }
    return std::nullopt;
}

// The rows of names that end above a line, in the order of the text.
std::vector<Span> rows_above(const Work& work, std::size_t line) {
    std::vector<Span> names;
    while (line-- > 0) {
        const auto row = names_in_row(work, work.letter.line(line));
        if (row.empty() || row.back().end < work.letter.line(line).end) break;
        names.insert(names.begin(), row.begin(), row.end());
    }
    return names;
}

} // namespace

std::optional<std::size_t> closing_date(const Work& work) {
    if (const auto* label = work.first(Label::letter_date))
        for (std::size_t i = 0; i < work.dates.size(); ++i)
            if (work.dates[i].begin >= label->value && work.dates[i].begin <= label->value + 2) return i;
    for (std::size_t i = work.dates.size(); i-- > 0;)
        if (work.dates[i].begin * 3 >= work.letter.size() && date_stands_alone(work.letter, work.dates[i]) &&
            !is_of_an_opinion(work, work.dates[i]))
            return i;
    return std::nullopt;
}

std::vector<Span> names_of_signature(const Work& work) {
    const auto& letter = work.letter;
    constexpr std::size_t lines_below = 6;
    std::vector<Span> names;
    if (const auto closing = line_of_closing_words(letter)) {
        for (auto i = *closing + 1; i < std::min(letter.lines(), *closing + 1 + lines_below); ++i) {
            auto more = names_on(work, letter.line(i));
            if (more.empty() && !names.empty()) break;
            names.insert(names.end(), more.begin(), more.end());
        }
    }
    if (!names.empty()) return names;
    const auto date = closing_date(work);
    if (!date) return {};
    const auto line = letter.place(work.dates[*date].begin).line;
    names = names_on(work, letter.line(line));
    if (names.empty() && line > 0) {
        names = names_on(work, letter.line(line - 1));
        const auto above = rows_above(work, line - 1);
        if (!names.empty()) names.insert(names.begin(), above.begin(), above.end());
    }
    return names;
}

} // namespace docket::ocr
