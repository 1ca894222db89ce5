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

    // Arabic digits, most `most` of them, or a Chinese numeral.
    std::optional<Number> number(std::size_t most) {
        const auto before = at_;
        skip_space();
        if (auto n = arabic(most)) return n;
        if (auto n = chinese()) return n;
        at_ = before;
        return std::nullopt;
    }

  private:
    std::optional<Number> arabic(std::size_t most) {
        Number n;
        auto at = at_;
        bool any = false;
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
        const auto belongs = [](char32_t c) { return is_numeral_character(c) || c == U'O' || c == U'0'; };
        while (end < text_.size() && end - at_ < 6 && belongs(text_[end])) ++end;
        const auto value = parse_numeral(text_.substr(at_, end - at_));
        if (!value || *value > 9999) return std::nullopt;
        Number n{static_cast<int>(*value), end - at_, false};
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
    if (const auto day = scan.number(2); day && day->length <= 3 && scan.sign(U"日号", U"曰目口")) {
        found.day = day->value;
        found.end = scan.at();
    }
    if (found.year == 0 && found.day == 0) return std::nullopt;
    if (short_year) found.doubts.emplace_back("date.short_year");
    if (scan.repaired) found.doubts.emplace_back("date.repaired");
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
        FoundDate found;
        found.year = year->value, found.month = month->value, found.day = day->value;
        found.begin = at, found.end = end;
        if (scan.repaired) found.doubts.emplace_back("date.repaired");
        return found;
    }
    return std::nullopt;
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
    return at == 0 || (!continues(text[at - 1]) && !is_ascii_alnum(text[at - 1]));
}

} // namespace

std::vector<FoundDate> find_dates(std::u32string_view text) {
    std::vector<FoundDate> all;
    for (std::size_t at = 0; at < text.size();) {
        std::optional<FoundDate> found;
        if (may_begin(text, at)) {
            found = with_words(text, at);
            if (!found) found = with_signs(text, at);
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
