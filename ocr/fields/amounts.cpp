#include "ocr/fields/amounts.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/numerals.hpp"

#include <algorithm>
#include <optional>

namespace docket::ocr {
namespace {

constexpr std::int64_t hundredths = 100;
constexpr std::int64_t greatest_yuan = 1'000'000'000'000;

bool is_latin(char32_t c) { return text::is_digit(c) || text::is_one_of(c, U".,"); }
bool is_han_numeral(char32_t c) { return text::is_numeral_character(c) && c != U'万' && c != U'亿'; }

// 1,200.50 as hundredths; nullopt where the commas do not part thousands.
std::optional<std::int64_t> latin(std::u32string_view number) {
    const auto dot = number.find(U'.');
    const auto whole = number.substr(0, dot);
    std::int64_t n = 0;
    std::size_t since_comma = 0;
    bool comma = false;
    for (const char32_t c : whole) {
        if (c == U',') {
            if ((comma && since_comma != 3) || since_comma == 0 || since_comma > 3) return std::nullopt;
            comma = true, since_comma = 0;
            continue;
        }
        n = n * 10 + static_cast<std::int64_t>(c - U'0'), ++since_comma;
        if (n > greatest_yuan) return std::nullopt;
    }
    if (whole.empty() || (comma && since_comma != 3)) return std::nullopt;
    n *= hundredths;
    if (dot == number.npos) return n;
    const auto part = number.substr(dot + 1);
    if (part.empty() || part.size() > 4 || part.find_first_of(U".,") != part.npos) return std::nullopt;
    std::int64_t scale = hundredths / 10;
    for (std::size_t i = 0; i < std::min<std::size_t>(part.size(), 2); ++i, scale /= 10)
        n += static_cast<std::int64_t>(part[i] - U'0') * scale;
    return part.size() > 2 ? std::nullopt : std::optional(n);
}

std::string yuan(std::int64_t in_hundredths) {
    auto out = std::to_string(in_hundredths / hundredths);
    const auto rest = in_hundredths % hundredths;
    if (rest == 0) return out;
    out += '.';
    out += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
    return out;
}

struct Unit {
    std::u32string_view word;
    std::int64_t factor;
};

std::optional<Unit> unit_at(std::u32string_view text) {
    for (const auto unit :
         {Unit{U"亿元", 100'000'000}, Unit{U"万元", 10'000}, Unit{U"元", 1}, Unit{U"块钱", 1}})
        if (text.starts_with(unit.word)) return unit;
    return std::nullopt;
}

// 4.25万 is 42500: the decimals are taken before they are cut to hundredths.
std::optional<std::int64_t> scaled(std::u32string_view number, std::int64_t factor) {
    if (factor == 1) return latin(number);
    std::u32string digits;
    std::int64_t divisor = 1;
    const auto dot = number.find(U'.');
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (i == dot) continue;
        digits += number[i];
        if (dot != number.npos && i > dot) divisor *= 10;
    }
    if (divisor > factor) return std::nullopt;
    const auto n = latin(digits);
    if (!n || *n > greatest_yuan / 100) return std::nullopt;
    return *n * (factor / divisor);
}

std::optional<FoundAmount> latin_at(std::u32string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && is_latin(text[end])) ++end;
    const bool sign = at > 0 && text::is_one_of(text[at - 1], U"¥￥");
    const auto unit = unit_at(text.substr(end));
    if (!unit && !sign) return std::nullopt;
    const auto n = scaled(text.substr(at, end - at), unit ? unit->factor : 1);
    if (!n || *n == 0) return std::nullopt;
    return FoundAmount{yuan(*n), at, end + (unit ? unit->word.size() : 0)};
}

std::optional<FoundAmount> han_at(std::u32string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && text::is_numeral_character(text[end])) ++end;
    const auto unit = unit_at(text.substr(end));
    if (!unit || unit->factor != 1 || end - at > 14) return std::nullopt; // 万 and 亿 are part of the numeral
    const auto n = text::parse_numeral(text.substr(at, end - at));
    if (!n || *n <= 0 || *n > greatest_yuan) return std::nullopt;
    return FoundAmount{std::to_string(*n), at, end + unit->word.size()};
}

} // namespace

std::vector<FoundAmount> find_amounts_in(std::u32string_view text) {
    std::vector<FoundAmount> all;
    for (std::size_t at = 0; at < text.size();) {
        const bool latin = text::is_digit(text[at]), han = is_han_numeral(text[at]);
        auto found = latin ? latin_at(text, at) : han ? han_at(text, at) : std::nullopt;
        if (found) {
            at = found->end;
            all.push_back(*std::move(found));
            continue;
        }
        ++at; // past the whole number: a part of it is no sum
        while (at < text.size() &&
               ((latin && is_latin(text[at])) || (han && text::is_numeral_character(text[at]))))
            ++at;
    }
    return all;
}

} // namespace docket::ocr
