#include "pipeline/text/dates.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/numerals.hpp"

#include <algorithm>

namespace docket::text {
namespace {

struct Number {
    int value = 0;
    std::size_t length = 0; // digits written
    bool repaired = false;
};

class Scanner {
  public:
    Scanner(std::u32string_view text, std::size_t at) : text_(text), at_(at) {}

    std::size_t at() const { return at_; }
    bool repaired = false;
    bool seen_points = false; // or what was taken for one, by point_or_like()

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }

    // One of the signs; the first stands there rightly, the others are what readers take it for.
    bool sign(std::u32string_view right, std::u32string_view taken_for = {}) {
        const auto before = at_;
        skip_space();
        if (at_ < text_.size() && is_one_of(text_[at_], right)) return ++at_, true;
        if (at_ < text_.size() && is_one_of(text_[at_], taken_for)) return ++at_, repaired = true;
        at_ = before;
        return false;
    }

    // The point of 2026.5.6, or one or two other signs or a blank in its place.
    bool point_or_like() {
        constexpr std::u32string_view points = U".,，·。:：、";
        const auto before = at_;
        skip_space();
        const auto first = at_;
        while (at_ < text_.size() && at_ - first < 2 && is_one_of(text_[at_], points)) ++at_;
        const auto signs = text_.substr(first, at_ - first);
        if (signs != U".") repaired = true;
        seen_points = seen_points || !signs.empty();
        return at_ > before;
    }

    // Arabic digits, most `most` of them, or a Chinese numeral; `letters`: also letters alone, l for 1.
    std::optional<Number> number(std::size_t most, bool letters = false) {
        const auto before = at_;
        skip_space();
        if (auto n = arabic(most, letters)) return n;
        if (auto n = chinese()) return n;
        at_ = before;
        return std::nullopt;
    }

  private:
    std::optional<Number> arabic(std::size_t most, bool letters) {
        Number n;
        auto at = at_;
        bool any = letters && at_ < text_.size() && is_one_of(text_[at_], U"lI|");
        while (at < text_.size() && n.length < most) {
            if (is_space(text_[at]) && n.length > 0) { // a blank or line end inside: only a digit may follow
                if (at + 1 >= text_.size() || !is_digit(text_[at + 1])) break;
                ++at;
            }
            const auto digit = digit_meant(text_[at]);
            if (!digit || text_[at] == U'〇' || text_[at] == U'○') break;
            any = any || is_digit(text_[at]);
            n.repaired = n.repaired || !is_digit(text_[at]);
            n.value = n.value * 10 + static_cast<int>(*digit - U'0');
            ++n.length, ++at;
        }
        if (!any) return std::nullopt;
        at_ = at;
        repaired = repaired || n.repaired;
        return n;
    }

    std::optional<Number> chinese() {
        auto end = at_;
        std::u32string read;
        const auto belongs = [](char32_t c) { return is_numeral_character(c) || c == U'O' || c == U'0'; };
        while (end < text_.size() && read.size() < 6) {
            const bool broken = is_space(text_[end]) && !read.empty() && end + 1 < text_.size();
            if (broken && belongs(text_[end + 1])) ++end; // 二十 | 二日
            if (!belongs(text_[end])) break;
            read += text_[end++];
        }
        const auto value = parse_numeral(read);
        if (!value || *value > 9999) return std::nullopt;
        Number n{static_cast<int>(*value), read.size(), false};
        at_ = end;
        return n;
    }

    std::u32string_view text_;
    std::size_t at_;
};

bool is_year(const Number& n) { return n.length == 4 && n.value >= 1900 && n.value <= 2099; }
bool is_short_year(const Number& n) { return n.length == 2 && n.value <= 99; }

// 年 月 日 style, the year and the day optional, but not both.
std::optional<FoundDate> with_words(std::u32string_view text, std::size_t at) {
    Scanner scan(text, at);
    FoundDate found;
    found.begin = at;
    auto first = scan.number(4);
    if (!first) return std::nullopt;
    bool short_year = false;
    if ((is_year(*first) || is_short_year(*first)) && scan.sign(U"年", U"午牛")) {
        short_year = is_short_year(*first);
        found.year = first->value + (short_year ? 2000 : 0);
        first = scan.number(2);
        if (!first) return std::nullopt;
    }
    if (first->length > 3 || !scan.sign(U"月", U"用")) return std::nullopt;
    found.month = first->value;
    found.end = scan.at();
    if (const auto day = scan.number(2); day && day->length <= 3 && scan.sign(U"日号", U"曰目口H")) {
        found.day = day->value;
        found.end = scan.at();
    }
    if (found.year == 0 && found.day == 0) return std::nullopt;
    if (short_year) found.doubts.emplace_back("date.short_year");
    if (scan.repaired) found.doubts.emplace_back("date.repaired");
    return found;
}

FoundDate whole(int year, int month, int day, std::size_t begin, std::size_t end, bool repaired) {
    FoundDate found;
    found.year = year, found.month = month, found.day = day;
    found.begin = begin, found.end = end;
    if (repaired) found.doubts.emplace_back("date.repaired");
    return found;
}

// 2026.5.6, 2026-05-06, 2026/5/6: the same sign twice, and no number or sign right after.
std::optional<FoundDate> with_signs(std::u32string_view text, std::size_t at) {
    for (const std::u32string_view sign : {U".·。", U"-—", U"/"}) {
        Scanner scan(text, at);
        const auto year = scan.number(4);
        if (!year || !is_year(*year) || !scan.sign(sign)) continue;
        const auto month = scan.number(2);
        if (!month || month->length > 2 || !scan.sign(sign)) continue;
        const auto day = scan.number(2);
        if (!day || day->length > 2) continue;
        const auto end = scan.at();
        if (end < text.size() && is_ascii_alnum(text[end])) continue;
        return whole(year->value, month->value, day->value, at, end, scan.repaired);
    }
    return std::nullopt;
}

// A date alone is followed by no word: 2026.32元 is money.
bool stands_alone(std::u32string_view text, std::size_t end) {
    return end == text.size() ||
           (!is_ascii_alnum(text[end]) && (!is_han(text[end]) || is_one_of(text[end], U"日收送作的")));
}

std::optional<FoundDate> with_signs_misread(std::u32string_view text, std::size_t at) {
    Scanner scan(text, at);
    const auto year = scan.number(4);
    if (!year || !is_year(*year) || !scan.point_or_like()) return std::nullopt;
    const auto month = scan.number(2);
    if (!month || month->length > 2 || !scan.point_or_like() || !scan.seen_points) return std::nullopt;
    const auto day = scan.number(2, true);
    if (!day || day->length > 2 || !stands_alone(text, scan.at())) return std::nullopt;
    return whole(year->value, month->value, day->value, at, scan.at(), true);
}

// 20264.25 and 2026.425: one sign was lost. Taken where the digits part in one way only.
std::optional<FoundDate> with_a_sign_lost(std::u32string_view text, std::size_t at) {
    std::u32string digits;
    std::size_t end = at, points = 0, before = 0; // digits before the last point
    for (; end < text.size() && digits.size() < 9 && (is_digit(text[end]) || text[end] == U'.'); ++end) {
        if (is_digit(text[end]))
            digits += text[end];
        else
            ++points, before = digits.size();
    }
    if (points != 1 || !stands_alone(text, end) || (before != 4 && before != 5 && before != 6))
        return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t to) {
        int n = 0;
        for (auto i = from; i < to; ++i) n = n * 10 + static_cast<int>(digits[i] - U'0');
        return n;
    };
    const int year = number(0, 4);
    if (year < 1900 || year > 2099) return std::nullopt;
    std::optional<FoundDate> found;
    for (std::size_t cut = 5; cut <= 6 && cut < digits.size(); ++cut) {
        if (before != 4 && cut != before) continue;
        if (digits[4] == U'0' || digits[cut] == U'0' || digits.size() - cut > 2) continue;
        const int month = number(4, cut), day = number(cut, digits.size());
        if (month > 12 || day > 31) continue;
        const bool a_month = before == 4 && digits.size() == 6 && number(4, 6) <= 12; // 2026.12
        if (found || a_month) return std::nullopt;
        found = whole(year, month, day, at, end, true);
    }
    return found;
}

void judge(FoundDate& found, std::u32string_view text) {
    const auto before =
        text.substr(found.begin > 3 ? found.begin - 3 : 0, std::min<std::size_t>(found.begin, 3));
    const bool lunar = before.find(U"农历") != before.npos || before.find(U"农曆") != before.npos ||
                       before.find(U"農曆") != before.npos;
    if (lunar) found.doubts.emplace_back("date.lunar");
    if (found.day == 0) return found.doubts.emplace_back("date.no_day"), void();
    using namespace std::chrono;
    const int year = found.year == 0 ? 2024 : found.year; // a leap year: 2月29日 exists in some year
    const Date date{std::chrono::year{year}, month{static_cast<unsigned>(found.month)},
                    day{static_cast<unsigned>(found.day)}};
    if (!date.ok()) {
        found.doubts.emplace_back("date.impossible");
    } else if (found.year == 0) {
        found.doubts.emplace_back("date.no_year");
    } else if (!lunar) {
        found.date = date;
    }
}

bool may_begin(std::u32string_view text, std::size_t at) {
    const auto continues = [](char32_t c) { return is_digit(c) || is_numeral_character(c); };
    if (!continues(text[at]) && !digit_meant(text[at])) return false;
    if (at == 0 || (!continues(text[at - 1]) && !is_ascii_alnum(text[at - 1]))) return true;
    // A letter before a year is 于 or a stroke misread: F2026年
    constexpr std::size_t year = 4;
    return !continues(text[at - 1]) && text.size() > at + year && text[at + year] == U'年';
}

} // namespace

std::vector<FoundDate> find_dates(std::u32string_view text) {
    std::vector<FoundDate> all;
    for (std::size_t at = 0; at < text.size();) {
        std::optional<FoundDate> found;
        if (may_begin(text, at)) {
            found = with_words(text, at);
            if (!found) found = with_signs(text, at);
            if (!found) found = with_signs_misread(text, at);
            if (!found) found = with_a_sign_lost(text, at);
        }
        if (!found) {
            ++at;
            continue;
        }
        judge(*found, text);
        at = found->end;
        all.push_back(*std::move(found));
    }
    return all;
}

} // namespace docket::text
