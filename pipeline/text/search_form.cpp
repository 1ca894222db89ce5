#include "pipeline/text/search_form.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/dates.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/numerals.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace docket::text {
namespace {

// A piece of the normalised text that has a spelling of its own.
struct Respelled {
    std::size_t begin = 0, end = 0;
    std::u32string spelling;
};

std::u32string digits_of(std::int64_t n) {
    const auto text = std::to_string(n);
    return {text.begin(), text.end()};
}

std::u32string spelling_of(const FoundDate& date) {
    std::u32string out;
    if (date.year > 0) out += digits_of(date.year) + U"年";
    out += digits_of(date.month) + U"月";
    if (date.day > 0) out += digits_of(date.day) + U"日";
    return out;
}

bool is_lunar(const FoundDate& date) {
    return std::ranges::find(date.doubts, std::string_view("date.lunar")) != date.doubts.end();
}

// 十五, 壹万, 二〇二六; a single 一 is a word more often than a number.
void add_numeral(std::u32string_view text, std::size_t begin, std::size_t end, std::vector<Respelled>& out) {
    if (end - begin < 2) return;
    if (const auto value = parse_numeral(text.substr(begin, end - begin)))
        out.push_back({begin, end, digits_of(*value)});
}

// 1万, 3.5万, 2亿: `end` is the unit's place.
void add_round_sum(std::u32string_view text, std::size_t begin, std::size_t unit,
                   std::vector<Respelled>& out) {
    constexpr std::int64_t ten_thousand = 10'000, hundred_million = 100'000'000;
    constexpr std::size_t most_digits = 9;
    std::int64_t scale = is_one_of(text[unit], U"万萬") ? ten_thousand : hundred_million;
    std::int64_t value = 0;
    bool fraction = false;
    if (unit - begin > most_digits) return;
    for (const char32_t c : text.substr(begin, unit - begin)) {
        if (c == U'.') {
            if (fraction) return;
            fraction = true;
            continue;
        }
        value = value * 10 + static_cast<std::int64_t>(c - U'0');
        if (fraction) {
            if (scale == 1) return;
            scale /= 10;
        }
    }
    out.push_back({begin, unit + 1, digits_of(value * scale)});
}

bool is_dot_inside(std::u32string_view text, std::size_t i) {
    return text[i] == U'.' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
}

std::size_t end_of_number(std::u32string_view text, std::size_t at) {
    while (at < text.size() && (is_digit(text[at]) || is_dot_inside(text, at))) ++at;
    return at;
}

std::vector<Respelled> numbers_between(std::u32string_view text, std::size_t begin, std::size_t end) {
    std::vector<Respelled> out;
    const auto piece = text.substr(0, end);
    for (std::size_t at = begin; at < end;) {
        if (is_digit(text[at])) {
            const auto last = end_of_number(piece, at);
            if (last < end && is_one_of(text[last], U"万萬亿億")) add_round_sum(text, at, last, out);
            at = std::max(last, at + 1);
        } else if (is_numeral_character(text[at])) {
            auto last = at;
            while (last < end && is_numeral_character(text[last])) ++last;
            add_numeral(text, at, last, out);
            at = last;
        } else {
            ++at;
        }
    }
    return out;
}

std::vector<Respelled> respelled(std::u32string_view text) {
    std::vector<Respelled> out;
    std::size_t at = 0;
    const auto add_numbers = [&](std::size_t end) {
        auto numbers = numbers_between(text, at, end);
        std::ranges::move(numbers, std::back_inserter(out));
    };
    for (const auto& date : find_dates(text)) {
        if (date.month == 0 || is_lunar(date)) continue;
        add_numbers(date.begin);
        out.push_back({date.begin, date.end, spelling_of(date)});
        at = date.end;
    }
    add_numbers(text.size());
    return out;
}

void append_plain(const Normalised& n, std::size_t begin, std::size_t end, SearchForm& out) {
    for (auto i = begin; i < end; ++i) {
        const char32_t c = n.simplified[i];
        if (!is_han(c) && !u_isalnum(static_cast<UChar32>(c)) && !is_dot_inside(n.text, i)) continue;
        out.text += static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
        out.source.push_back({n.source[i], n.source[i] + 1});
    }
}

// The text with one spelling for each thing, and which of its characters were respelled.
struct Respelling {
    SearchForm form;
    std::vector<std::pair<std::size_t, std::size_t>> changed;
};
Respelling respelling_of(const Normalised& n) {
    Respelling out;
    std::size_t at = 0;
    for (const auto& one : respelled(n.text)) {
        SearchForm plain;
        append_plain(n, one.begin, one.end, plain);
        if (plain.text == one.spelling) continue;
        append_plain(n, at, one.begin, out.form);
        const auto begin = out.form.text.size();
        const SourceSpan span{n.source[one.begin], n.source[one.end - 1] + 1};
        out.form.text += one.spelling;
        out.form.source.resize(out.form.text.size(), span);
        out.changed.emplace_back(begin, out.form.text.size());
        at = one.end;
    }
    if (!out.changed.empty()) append_plain(n, at, n.text.size(), out.form);
    return out;
}

void append_part(const SearchForm& whole, std::size_t begin, std::size_t end, SearchForm& out) {
    out.text += U'\n';
    out.source.push_back({});
    out.text.append(whole.text, begin, end - begin);
    out.source.insert(out.source.end(), whole.source.begin() + static_cast<std::ptrdiff_t>(begin),
                      whole.source.begin() + static_cast<std::ptrdiff_t>(end));
}

} // namespace

SearchForm search_form(std::u32string_view text) {
    constexpr std::size_t around = 12; // characters beside what was respelled
    const auto n = normalise(text);
    SearchForm out;
    append_plain(n, 0, n.text.size(), out);
    const auto again = respelling_of(n);
    for (std::size_t i = 0; i < again.changed.size();) {
        const auto begin = again.changed[i].first - std::min(around, again.changed[i].first);
        auto end = again.changed[i].second + around;
        for (++i; i < again.changed.size() && again.changed[i].first <= end + around; ++i)
            end = again.changed[i].second + around;
        append_part(again.form, begin, std::min(end, again.form.text.size()), out);
    }
    return out;
}

std::vector<SearchWord> search_words(std::u32string_view typed) {
    std::vector<SearchWord> out;
    for (std::size_t at = 0; at < typed.size();) {
        if (is_space(typed[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < typed.size() && !is_space(typed[end])) ++end;
        const auto n = normalise(typed.substr(at, end - at));
        at = end;
        SearchForm plain;
        append_plain(n, 0, n.text.size(), plain);
        if (plain.text.empty()) continue;
        SearchWord word{{std::move(plain.text)}};
        if (auto again = respelling_of(n); !again.changed.empty())
            word.spellings.push_back(std::move(again.form.text));
        if (std::ranges::find(out, word) == out.end()) out.push_back(std::move(word));
    }
    return out;
}

std::vector<SourceSpan> places_of(const SearchWord& word, std::u32string_view form) {
    std::vector<SourceSpan> all, out;
    for (const auto& spelling : word.spellings)
        for (auto at = form.find(spelling); at != form.npos; at = form.find(spelling, at + 1))
            all.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + spelling.size())});
    std::ranges::sort(all, {}, &SourceSpan::begin);
    for (const auto& place : all) {
        if (!out.empty() && place.begin < out.back().end)
            out.back().end = std::max(out.back().end, place.end);
        else
            out.push_back(place);
    }
    return out;
}

} // namespace docket::text
