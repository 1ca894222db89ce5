#include "pipeline/text/numerals.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>

namespace docket::text {
namespace {

constexpr std::u32string_view digits = U"零一二三四五六七八九";
constexpr std::u32string_view zeros = U"零〇○O0";

// Every way to write a digit or a unit, folded to one.
char32_t folded(char32_t c) {
    constexpr std::u32string_view from = U"壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參叄陸两兩";
    constexpr std::u32string_view to = U"一二三四五六七八九十百千万亿二三三六二二";
    const auto at = from.find(c);
    return at == from.npos ? c : to[at];
}

std::u32string folded(std::u32string_view text) {
    std::u32string out;
    for (const char32_t c : text) {
        if (c == U'廿' || c == U'卅') {
            out += c == U'廿' ? U"二十" : U"三十";
        } else {
            out += folded(c);
        }
    }
    return out;
}

Failure not_a_numeral() {
    return fail(Kind::invalid, "text.not_a_numeral", "this is not a number; write it as 12 or 十二");
}

std::int64_t power(char32_t unit) {
    switch (unit) {
    case U'十': return 10;
    case U'百': return 100;
    case U'千': return 1000;
    case U'万': return 10'000;
    case U'亿': return 100'000'000;
    default: return 0;
    }
}

// The value if every unit is taken at its word; whether anyone writes it so is asked afterwards.
std::int64_t evaluate(std::u32string_view text) {
    std::int64_t total = 0;
    std::int64_t section = 0;
    std::int64_t digit = 0;
    for (const char32_t c : text) {
        if (const auto d = digits.find(c); d != digits.npos) {
            digit = static_cast<std::int64_t>(d);
        } else if (const auto unit = power(c); unit >= 10'000) {
            total += (section + digit) * unit;
            section = digit = 0;
        } else {
            section += std::max<std::int64_t>(digit, 1) * unit;
            digit = 0;
        }
    }
    return total + section + digit;
}

// Is `text` the full form, but for a 零 left out where the next digit names its unit (一万五百), or 一 before
// 十?
bool is_a_form_of(std::u32string_view text, std::u32string_view full) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < full.size(); ++i) {
        if (at < text.size() && text[at] == full[i]) {
            ++at;
            continue;
        }
        const bool zero = full[i] == U'零' && i + 2 < full.size() && power(full[i + 2]) != 0;
        const bool one = i == 0 && full[i] == U'一' && full.size() > 1 && full[1] == U'十';
        if (!zero && !one) return false;
    }
    return at == text.size();
}

std::u32string section_text(std::int64_t n) {
    constexpr std::array<std::int64_t, 4> weights{1000, 100, 10, 1};
    constexpr std::array<std::u32string_view, 4> units{U"千", U"百", U"十", U""};
    std::u32string out;
    bool gap = false;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto digit = n / weights[i] % 10;
        if (digit == 0) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += U'零';
        gap = false;
        out += digits[static_cast<std::size_t>(digit)];
        out += units[i];
    }
    return out;
}

// With 一十 written out; with_units() shortens it at the head.
std::u32string full_form(std::int64_t n) {
    if (n == 0) return U"零";
    std::u32string out;
    constexpr std::array<std::int64_t, 3> weights{100'000'000, 10'000, 1};
    constexpr std::array<std::u32string_view, 3> units{U"亿", U"万", U""};
    bool gap = false;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto section = n / weights[i] % 10'000;
        if (section == 0) {
            gap = !out.empty();
            continue;
        }
        if (!out.empty() && (gap || section < 1000)) out += U'零';
        gap = false;
        out += section_text(section);
        out += units[i];
    }
    return out;
}

Result<std::int64_t> parse_digits(std::u32string_view text, bool arabic) {
    if (text.size() > 12) return not_a_numeral();
    std::int64_t n = 0;
    for (const char32_t c : text) {
        std::size_t digit = 0;
        if (arabic) {
            digit = c - U'0';
        } else if (!is_one_of(c, zeros)) {
            digit = digits.find(c);
        }
        n = n * 10 + static_cast<std::int64_t>(digit);
    }
    return n;
}

} // namespace

bool is_numeral_character(char32_t c) {
    const char32_t f = folded(c);
    return is_one_of(f, digits) || power(f) != 0 || is_one_of(c, U"〇○廿卅");
}

Result<std::int64_t> parse_numeral(std::u32string_view text) {
    if (text.empty() || text.size() > 40) return not_a_numeral();
    if (std::ranges::all_of(text, is_digit)) return parse_digits(text, true);
    const auto plain = folded(text);
    const auto is_plain_digit = [](char32_t c) { return is_one_of(c, digits) || is_one_of(c, zeros); };
    if (std::ranges::all_of(plain, is_plain_digit)) return parse_digits(plain, false);
    std::u32string unit_form = plain;
    for (auto& c : unit_form) {
        if (is_one_of(c, U"〇○")) c = U'零';
        if (!is_one_of(c, digits) && power(c) == 0) return not_a_numeral();
    }
    if (unit_form.size() > 24) return not_a_numeral();
    const auto n = evaluate(unit_form);
    if (n < 0 || n > greatest_numeral || !is_a_form_of(unit_form, full_form(n))) return not_a_numeral();
    return n;
}

std::u32string with_units(std::int64_t n) {
    DOCKET_ASSERT(n >= 0 && n <= greatest_numeral, "a numeral is written from 0 to 999 999 999 999");
    auto out = full_form(n);
    if (out.starts_with(U"一十")) out.erase(0, 1);
    return out;
}

std::u32string digit_by_digit(std::int64_t n) {
    DOCKET_ASSERT(n >= 0 && n <= greatest_numeral, "a numeral is written from 0 to 999 999 999 999");
    std::u32string out;
    for (const char c : std::to_string(n))
        out += c == '0' ? U'〇' : digits[static_cast<std::size_t>(c - '0')];
    return out;
}

std::u32string in_capitals(std::int64_t n) {
    DOCKET_ASSERT(n >= 0 && n <= greatest_numeral, "a numeral is written from 0 to 999 999 999 999");
    constexpr std::u32string_view from = U"一二三四五六七八九十百千";
    constexpr std::u32string_view to = U"壹贰叁肆伍陆柒捌玖拾佰仟";
    auto out = full_form(n);
    for (auto& c : out)
        if (const auto at = from.find(c); at != from.npos) c = to[at];
    return out;
}

} // namespace docket::text
