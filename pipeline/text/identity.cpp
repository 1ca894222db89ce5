#include "pipeline/text/identity.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/base/check_character.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace docket::text {
namespace {

constexpr std::size_t id_length = 18;

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int number_at(std::string_view text, std::size_t at, std::size_t length) {
    int n = 0;
    for (const char c : text.substr(at, length)) n = n * 10 + (c - '0');
    return n;
}

std::optional<Date> birthday(std::string_view id) {
    using namespace std::chrono;
    const int year_of_birth = number_at(id, 6, 4);
    const Date date{year{year_of_birth}, month{static_cast<unsigned>(number_at(id, 10, 2))},
                    day{static_cast<unsigned>(number_at(id, 12, 2))}};
    if (!date.ok() || year_of_birth < 1800 || year_of_birth > 2099) return std::nullopt;
    return date;
}

// Digits that readers take for one another.
std::string_view look_alikes(char digit) {
    constexpr std::array<std::string_view, 10> of{"689", "74",  "7",  "85",   "19",
                                                  "63",  "850", "12", "3609", "804"};
    return of[static_cast<std::size_t>(digit - '0')];
}

// The number as read with letters made digits, and how many were; nullopt when it cannot be an id.
std::optional<Candidate> as_digits(std::string_view as_read) {
    const auto characters = decode(as_read);
    if (!characters) return std::nullopt;
    Candidate base;
    for (const char32_t c : *characters) {
        if (is_space(c) || c == U'-') continue;
        const bool last = base.number.size() + 1 == id_length;
        if (last && is_one_of(c, U"Xx×✕╳Ⅹ乂")) {
            base.number += 'X';
            base.changes += is_one_of(c, U"Xx") ? 0 : 1;
            continue;
        }
        const auto digit = digit_meant(c);
        if (!digit || base.number.size() == id_length) return std::nullopt;
        base.number += static_cast<char>(*digit);
        base.changes += is_digit(c) ? 0 : 1;
    }
    if (base.number.size() != id_length) return std::nullopt;
    return base;
}

} // namespace

char id_check_character(std::string_view first_17_digits) {
    DOCKET_ASSERT(first_17_digits.size() == 17 && all_digits(first_17_digits),
                  "a check character is of 17 digits");
    return check_character_11_2(first_17_digits);
}

Result<ResidentId> parse_resident_id(std::string_view text, std::optional<Date> today) {
    std::string id(text);
    if (!id.empty() && id.back() == 'x') id.back() = 'X';
    if (id.size() == 15 && all_digits(id))
        return fail(Kind::invalid, "id.obsolete",
                    "15 digits are an identity number of before 1999; ask for the one of 18");
    const bool shaped = id.size() == id_length && all_digits(std::string_view(id).substr(0, 17)) &&
                        id[0] != '0' && (id[17] == 'X' || all_digits(std::string_view(id).substr(17)));
    if (!shaped)
        return fail(Kind::invalid, "id.malformed",
                    "an identity number has 17 digits and a digit or X; compare it with the page");
    const auto born = birthday(id);
    if (!born)
        return fail(Kind::invalid, "id.calendar",
                    "digits 7 to 14 of the identity number are no day; compare it with the page");
    if (id_check_character(std::string_view(id).substr(0, 17)) != id[17])
        return fail(
            Kind::invalid, "id.checksum",
            "the last character of the identity number does not fit the others; compare it with the page");
    if (today && std::chrono::sys_days{*born} > std::chrono::sys_days{*today})
        return fail(Kind::invalid, "id.in_future",
                    "the day of birth in the identity number is yet to come; compare it with the page");
    if (today && today->year() - born->year() > std::chrono::years{120})
        return fail(Kind::invalid, "id.too_old",
                    "the identity number tells an age above 120; compare it with the page");
    return ResidentId{id, id.substr(0, 6), *born, (id[16] - '0') % 2 == 1 ? Sex::male : Sex::female};
}

std::vector<Candidate> id_candidates(std::string_view as_read) {
    auto base = as_digits(as_read);
    if (!base) return {};
    base->valid = parse_resident_id(base->number).has_value();
    std::vector<Candidate> all{*base};
    for (std::size_t i = 0; i < id_length; ++i) {
        const char read = base->number[i];
        if (read == 'X') continue;
        for (const char other : look_alikes(read)) {
            Candidate candidate{base->number, base->changes + 1, 1, true};
            candidate.number[i] = other;
            if (parse_resident_id(candidate.number)) all.push_back(std::move(candidate));
        }
    }
    std::ranges::stable_sort(all, {}, [](const Candidate& c) { return std::tuple(!c.valid, c.changes); });
    return all;
}

Result<Phone> parse_phone(std::string_view text) {
    const auto malformed =
        fail(Kind::invalid, "phone.malformed",
             "this is no telephone number; write 11 digits, or area code, hyphen and number");
    std::string digits;
    std::string extension;
    bool in_extension = false;
    const auto characters = decode(text);
    if (!characters) return malformed;
    for (const char32_t c : *characters) {
        if (is_digit(c)) {
            (in_extension ? extension : digits) += static_cast<char>(c);
        } else if (is_one_of(c, U"-—转")) {
            in_extension = in_extension || digits.size() >= 10;
        } else if (!is_space(c) && !is_one_of(c, U"()（）+")) {
            return malformed;
        }
    }
    if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
    if (digits.size() == 11 && digits[0] == '1' && digits[1] >= '3') {
        if (!extension.empty()) return malformed;
        return Phone{Phone::mobile, digits};
    }
    const auto local_part = [](std::string_view n) {
        return (n.size() == 7 || n.size() == 8) && n[0] >= '2' && n[0] <= '8';
    };
    if (digits.size() >= 10 && digits[0] == '0' && digits[1] != '0') {
        const std::size_t area = digits[1] <= '2' ? 3 : 4;
        if (!local_part(std::string_view(digits).substr(area)) || extension.size() > 6) return malformed;
        auto number = digits.substr(0, area) + "-" + digits.substr(area);
        return Phone{Phone::landline, extension.empty() ? number : number + "-" + extension};
    }
    if (local_part(digits) && extension.empty()) return Phone{Phone::local, digits};
    return malformed;
}

} // namespace docket::text
