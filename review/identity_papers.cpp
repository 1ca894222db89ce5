#include "review/identity_papers.hpp"

#include "pipeline/base/check_character.hpp"

#include <algorithm>
#include <string>

namespace docket::review {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }
bool all_capitals(std::string_view text) { return std::all_of(text.begin(), text.end(), is_capital); }

// Without the blanks and hyphens people part a number with, in capitals.
std::string squeezed(std::string_view number) {
    std::string out;
    for (const char c : number)
        if (c != ' ' && c != '-') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

int number_in(std::string_view digits) {
    int out = 0;
    for (const char c : digits) out = out * 10 + (c - '0');
    return out;
}

// GB 11643: seventeen digits, of which eight are a day of birth, and the check character.
std::optional<Date> day_of_birth(std::string_view id) {
    const bool shaped = id.size() == 18 && all_digits(id.substr(0, 17)) && id[0] != '0' &&
                        (id[17] == 'X' || is_digit(id[17]));
    if (!shaped || check_character_11_2(id.substr(0, 17)) != id[17]) return {};
    const int year = number_in(id.substr(6, 4));
    const Date day{std::chrono::year{year},
                   std::chrono::month(static_cast<unsigned>(number_in(id.substr(10, 2)))),
                   std::chrono::day(static_cast<unsigned>(number_in(id.substr(12, 2))))};
    if (!day.ok() || year < 1800 || year > 2099) return {};
    return day;
}

// The division that residence permits of the three are issued under.
bool is_of_the_three(std::string_view id) {
    return id.starts_with("810000") || id.starts_with("820000") || id.starts_with("830000");
}

// 军字第1234567号, or the digits alone: words with five to eight digits.
bool is_officers(std::string_view number) {
    const auto digits = std::count_if(number.begin(), number.end(), is_digit);
    return digits >= 5 && digits <= 8 && std::all_of(number.begin(), number.end(), [](char c) {
               return is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
           });
}

bool is_passports(std::string_view number) {
    return number.size() >= 5 && number.size() <= 9 && std::any_of(number.begin(), number.end(), is_digit) &&
           std::all_of(number.begin(), number.end(), [](char c) { return is_digit(c) || is_capital(c); });
}

bool fits(IdKind kind, std::string_view n) {
    switch (kind) {
    case IdKind::resident_id: return day_of_birth(n) && !is_of_the_three(n);
    case IdKind::residence_permit: return day_of_birth(n) && is_of_the_three(n);
    case IdKind::hm_travel_permit:
        return (n.size() == 9 || n.size() == 11) && (n[0] == 'H' || n[0] == 'M') && all_digits(n.substr(1));
    case IdKind::tw_travel_permit: return n.size() == 8 && all_digits(n);
    case IdKind::passport: return is_passports(n);
    // Fifteen characters until 2023, since then eighteen that begin with 9.
    case IdKind::permanent_resident:
        return (n.size() == 15 && all_capitals(n.substr(0, 3)) && all_digits(n.substr(3))) ||
               (n.starts_with('9') && day_of_birth(n));
    case IdKind::officer: return is_officers(n);
    case IdKind::credit_code: return n.size() == 18 && check_character_31(n) == n[17];
    }
    return false;
}

} // namespace

IdKind likely_kind(std::string_view number) {
    const auto n = squeezed(number);
    for (const auto kind : {IdKind::residence_permit, IdKind::permanent_resident, IdKind::resident_id,
                            IdKind::credit_code, IdKind::hm_travel_permit, IdKind::tw_travel_permit})
        if (fits(kind, n)) return kind;
    const bool begins_with_a_letter = !n.empty() && is_capital(n.front());
    return begins_with_a_letter && is_passports(n) ? IdKind::passport : IdKind::resident_id;
}

std::string_view doubt_of(IdKind kind, std::string_view number) {
    const auto n = squeezed(number);
    if (n.empty() || fits(kind, n)) return {};
    switch (kind) {
    case IdKind::resident_id:
        if (n.size() == 15 && all_digits(n)) return "十五位的旧号码已不再使用，且没有校验码，请核对证件。";
        if (is_of_the_three(n)) return "以81、82、83开头的是港澳台居民居住证的号码，请核对证件种类。";
        return "不是有效的居民身份证号码：应为十八位，出生日期和校验码相符。请核对证件。";
    case IdKind::residence_permit:
        return "不是有效的港澳台居民居住证号码：应为十八位，以810000、820000或者830000开头，校验码相符。请核"
               "对"
               "证件。";
    case IdKind::hm_travel_permit:
        return "不像港澳居民来往内地通行证的号码：应为H或者M加八位或者十位数字。请核对证件。";
    case IdKind::tw_travel_permit: return "不像台湾居民来往大陆通行证的号码：应为八位数字。请核对证件。";
    case IdKind::passport: return "不像护照号码：应为五至九位字母和数字。请核对证件。";
    case IdKind::permanent_resident:
        return "不像外国人永久居留证的号码：应为三个字母加十二位数字，或者以9开头的十八位号码。请核对证件。";
    case IdKind::officer: return "不像军官证的号码：应为“字第”号，五至八位数字。请核对证件。";
    case IdKind::credit_code: break;
    }
    return "不是有效的统一社会信用代码：应为十八位，不用I、O、S、V、Z，校验码相符。请核对证照。";
}

std::optional<Date> born(IdKind kind, std::string_view number) {
    const auto n = squeezed(number);
    const bool tells =
        kind == IdKind::resident_id || kind == IdKind::residence_permit || kind == IdKind::permanent_resident;
    return tells && fits(kind, n) ? day_of_birth(n) : std::nullopt;
}

Origin origin_of(IdKind kind, std::string_view number) {
    const auto n = squeezed(number);
    switch (kind) {
    case IdKind::residence_permit:
        if (n.starts_with("81")) return Origin::hong_kong;
        if (n.starts_with("82")) return Origin::macao;
        return n.starts_with("83") ? Origin::taiwan : Origin::mainland;
    case IdKind::hm_travel_permit:
        if (n.starts_with('M')) return Origin::macao;
        return n.starts_with('H') ? Origin::hong_kong : Origin::mainland;
    case IdKind::tw_travel_permit: return Origin::taiwan;
    case IdKind::passport:
    case IdKind::permanent_resident: return Origin::foreign;
    case IdKind::resident_id:
    case IdKind::officer:
    case IdKind::credit_code: break;
    }
    return Origin::mainland;
}

std::string_view chinese(Origin origin) {
    constexpr std::array<std::string_view, 5> marks{"", "涉港", "涉澳", "涉台", "涉外"};
    return marks.at(static_cast<std::size_t>(origin));
}

} // namespace docket::review
