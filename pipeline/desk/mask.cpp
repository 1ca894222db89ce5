#include "pipeline/desk/mask.hpp"

#include "pipeline/base/utf8.hpp"
#include "review/parties.hpp"

#include <algorithm>
#include <array>

namespace docket::desk {

namespace {

using Chars = std::u32string_view;
constexpr std::u32string_view some = U"某";
constexpr std::string_view removed_name = "某某";

// Surnames of two characters that are in use (百家姓 and the yearly reports of the Ministry of Public
// Security).
constexpr std::array<Chars, 22> double_surnames{
    U"欧阳", U"司马", U"上官", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容", U"令狐", U"司徒",
    U"夏侯", U"端木", U"轩辕", U"宇文", U"长孙", U"南宫", U"独孤", U"钟离", U"申屠", U"呼延", U"闻人"};

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u3000' || c == U'\u00a0'; }
bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
char32_t digit(char32_t c) { return c >= U'０' && c <= U'９' ? c - U'０' + U'0' : c; }
bool is_x(char32_t c) { return c == U'X' || c == U'x' || c == U'Ｘ' || c == U'ｘ'; }
bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

std::u32string stars(std::size_t n) { return std::u32string(n, U'*'); }

std::u32string name_of(Chars name) {
    if (name.size() < 2) return std::u32string(some);
    const bool is_double =
        name.size() > 2 && std::ranges::find(double_surnames, name.substr(0, 2)) != double_surnames.end();
    const std::size_t kept = is_double ? 2 : 1;
    std::u32string out(name.substr(0, kept));
    out += some;
    if (name.size() - kept > 1) out += some;
    return out;
}

// A run of digits, with blanks and hyphens between them, that ends in a digit or X.
struct Digits {
    std::size_t length = 0; // characters of the text
    std::u32string digits;
    std::vector<std::size_t> groups; // how many stand together
};
Digits digits_at(Chars text, std::size_t at) {
    Digits run;
    for (std::size_t i = at; i < text.size(); ++i) {
        if (is_digit(text[i]) || (is_x(text[i]) && run.digits.size() == 17)) {
            if (run.groups.empty() || run.length < i - at) run.groups.push_back(0);
            ++run.groups.back();
            run.digits += is_x(text[i]) ? U'X' : digit(text[i]);
            run.length = i + 1 - at;
        } else if (!is_blank(text[i]) && text[i] != U'-') {
            break;
        }
    }
    return run;
}

std::u32string covered(const Digits& run, Chars as_written) {
    const auto& d = run.digits;
    if (d.size() == 18 || d.size() == 15) return stars(d.size() - 4) + d.substr(d.size() - 4);
    const bool as_a_mobile = run.groups.size() == 1 || run.groups == std::vector<std::size_t>{3, 4, 4};
    if (d.size() == 11 && d[0] == U'1' && as_a_mobile) return d.substr(0, 3) + stars(4) + d.substr(7);
    return std::u32string(as_written);
}

std::u32string numbers_covered(Chars text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool begins =
            is_digit(text[i]) && (i == 0 || !(is_letter(text[i - 1]) || is_digit(text[i - 1])));
        if (!begins) {
            out += text[i++];
            continue;
        }
        auto run = digits_at(text, i);
        const auto end = i + run.length;
        const bool part_of_a_word = end < text.size() && is_letter(text[end]);
        out += part_of_a_word ? std::u32string(text.substr(i, run.length))
                              : covered(run, text.substr(i, run.length));
        i = end;
    }
    return out;
}

std::u32string address_of(Chars address) {
    for (const Chars mark :
         {Chars(U"街道"), Chars(U"镇"), Chars(U"乡"), Chars(U"区"), Chars(U"县"), Chars(U"市")})
        if (const auto at = address.find(mark); at != Chars::npos)
            return std::u32string(address.substr(0, at + mark.size())) + U"……";
    return U"……";
}

} // namespace

std::string masked_name(std::string_view name) { return encode_utf8(name_of(code_points(name))); }
std::string masked_id(std::string_view id_number) {
    const auto chars = code_points(id_number);
    if (chars.size() <= 4) return encode_utf8(stars(chars.size()));
    return encode_utf8(stars(chars.size() - 4) + chars.substr(chars.size() - 4));
}
std::string masked_phone(std::string_view phone) {
    const auto chars = code_points(phone);
    if (chars.size() < 7) return encode_utf8(stars(chars.size()));
    const std::size_t head = chars.size() >= 10 ? 3 : 1, tail = chars.size() >= 11 ? 4 : 2;
    return encode_utf8(chars.substr(0, head) + stars(chars.size() - head - tail) +
                       chars.substr(chars.size() - tail));
}
std::string masked_address(std::string_view address) {
    return address.empty() ? "" : encode_utf8(address_of(code_points(address)));
}

Mask::Mask(const std::vector<review::Applicant>& applicants) {
    for (const auto& a : applicants) add(a);
}

Mask Mask::of(const review::Case& c) {
    Mask out{std::vector<review::Applicant>{}};
    for (const auto& a : c.applicants) {
        if (!review::is_minor(a, c.received)) continue;
        out.removed_.insert(a.name);
        out.words_.add(a.name, removed_name);
        out.words_.add(a.id_number, encode_utf8(stars(code_points(a.id_number).size())));
    }
    for (const auto& a : c.applicants) out.add(a);
    for (const auto& m : c.mandates) out.add({m.name, "", m.id_number, m.phone, ""});
    return out;
}

// What was added first is found first: a minor's name stays removed.
void Mask::add(const review::Applicant& a) {
    words_.add(a.name, masked_name(a.name));
    words_.add(a.address, masked_address(a.address));
    words_.add(a.id_number, masked_id(a.id_number));
    words_.add(a.phone, masked_phone(a.phone));
}

std::string Mask::name(std::string_view name) const {
    return removed_.contains(name) ? std::string(removed_name) : masked_name(name);
}

std::string Mask::text(std::string_view utf8) const {
    return encode_utf8(numbers_covered(words_.cover(code_points(utf8))));
}

json::Value Mask::value(const json::Value& value) const {
    return flow::with_texts(value, [this](const std::string& one) { return text(one); });
}

} // namespace docket::desk
