#include "review/likeness/persons.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/identity.hpp"
#include "pipeline/text/normalise.hpp"

#include <algorithm>
#include <set>

namespace docket::review::likeness {

namespace {

constexpr std::size_t id_length = 18, shortest_phone = 7;

std::string id_of(std::string_view utf8) {
    std::string out;
    for (const auto c : folded(utf8)) out += c == U'x' ? 'X' : c < 0x80 ? static_cast<char>(c) : '?';
    return out.size() == id_length ? out : "";
}

std::string phone_of(std::string_view utf8) {
    std::string out;
    for (const auto c : folded(utf8))
        if (text::is_digit(c)) out += static_cast<char>(c);
    constexpr std::string_view country = "86";
    constexpr std::size_t mobile = 11;
    if (out.size() == mobile + country.size() && out.starts_with(country)) out.erase(0, country.size());
    return out.size() < shortest_phone ? "" : out;
}

// A number that its own check digit refutes was misread somewhere: a few digits may differ.
Agreement ids(const std::string& a, const std::string& b) {
    constexpr int few = 2;
    if (a.empty() || b.empty()) return Agreement::unknown;
    int different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += a[i] == b[i] ? 0 : 1;
    if (different == 0) return Agreement::agree;
    const bool both = text::parse_resident_id(a) && text::parse_resident_id(b);
    return !both && different <= few ? Agreement::agree : Agreement::differ;
}

// With or without the area code.
Agreement phones(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return Agreement::unknown;
    return a.ends_with(b) || b.ends_with(a) ? Agreement::agree : Agreement::differ;
}

std::vector<std::u32string> numbers_in(std::u32string_view address) {
    std::vector<std::u32string> out;
    bool open = false;
    for (const auto c : address) {
        if (text::is_digit(c)) {
            if (!open) out.emplace_back();
            out.back() += c;
        }
        open = text::is_digit(c);
    }
    return out;
}

std::set<std::pair<char32_t, char32_t>> pairs_in(std::u32string_view address) {
    std::set<std::pair<char32_t, char32_t>> out;
    for (std::size_t i = 0; i + 1 < address.size(); ++i)
        if (!text::is_digit(address[i]) && !text::is_digit(address[i + 1]))
            out.emplace(address[i], address[i + 1]);
    return out;
}

// In this order, perhaps with others between them.
bool holds_in_order(const std::vector<std::u32string>& all, const std::vector<std::u32string>& some) {
    auto at = all.begin();
    for (const auto& one : some) {
        at = std::find(at, all.end(), one);
        if (at == all.end()) return false;
        ++at;
    }
    return true;
}

Agreement numbers(std::u32string_view a, std::u32string_view b) {
    const auto of_a = numbers_in(a), of_b = numbers_in(b);
    if (of_a.empty() || of_b.empty())
        return of_a.empty() && of_b.empty() ? Agreement::agree : Agreement::unknown;
    if (holds_in_order(of_a, of_b) || holds_in_order(of_b, of_a)) return Agreement::agree;
    const bool one_alike =
        std::ranges::any_of(of_a, [&](const auto& n) { return std::ranges::find(of_b, n) != of_b.end(); });
    return one_alike ? Agreement::unknown : Agreement::differ;
}

std::optional<SamePerson> by_name(const Identity& a, const Identity& b) {
    const auto phone = phones(a.phone, b.phone), address = addresses(a.address, b.address);
    if (phone == Agreement::agree) return SamePerson{SameBy::name_and_phone, Carries::much};
    if (address == Agreement::agree) return SamePerson{SameBy::name_and_address, Carries::much};
    if (address == Agreement::differ) return std::nullopt; // namesakes
    return SamePerson{SameBy::name, Carries::little};
}

} // namespace

std::u32string folded(std::string_view utf8) {
    const auto form = text::normalise(code_points(utf8));
    std::u32string out;
    for (const auto c : form.simplified)
        if (c >= U'A' && c <= U'Z')
            out += c - U'A' + U'a';
        else if (text::is_han(c) || text::is_ascii_alnum(c))
            out += c;
    return out;
}

Identity identity_of(const Applicant& applicant) {
    return {folded(applicant.name), id_of(applicant.id_number), phone_of(applicant.phone),
            folded(applicant.address)};
}

std::string_view name(SameBy by) {
    switch (by) {
    case SameBy::id_number: return "id_number";
    case SameBy::name_and_phone: return "name_and_phone";
    case SameBy::name_and_address: return "name_and_address";
    case SameBy::name: return "name";
    case SameBy::like_name: return "like_name";
    case SameBy::accused: return "accused";
    }
    return "";
}

Agreement addresses(std::u32string_view a, std::u32string_view b) {
    constexpr double alike = 0.6, unlike = 0.4;
    if (a.empty() || b.empty()) return Agreement::unknown;
    const auto of_a = pairs_in(a), of_b = pairs_in(b);
    if (of_a.empty() || of_b.empty()) return a == b ? Agreement::agree : Agreement::unknown;
    const auto shared = std::ranges::count_if(of_a, [&](const auto& pair) { return of_b.contains(pair); });
    const auto part = static_cast<double>(shared) / static_cast<double>(std::min(of_a.size(), of_b.size()));
    const auto counted = numbers(a, b);
    if (part < unlike || counted == Agreement::differ) return Agreement::differ;
    return part >= alike ? counted : Agreement::unknown;
}

bool like_names(std::u32string_view a, std::u32string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (a.size() < 2) return false;
    if (a.size() == b.size()) {
        int different = 0;
        for (std::size_t i = 0; i < a.size(); ++i) different += a[i] == b[i] ? 0 : 1;
        return different == 1 || (different > 1 && std::ranges::is_permutation(a, b));
    }
    if (b.size() != a.size() + 1) return false;
    const auto until = std::ranges::mismatch(a, b).in1 - a.begin();
    const auto same = static_cast<std::size_t>(until);
    return a.substr(same) == b.substr(same + 1);
}

bool contradict(const Identity& a, const Identity& b) {
    return ids(a.id_number, b.id_number) == Agreement::differ ||
           phones(a.phone, b.phone) == Agreement::differ ||
           addresses(a.address, b.address) == Agreement::differ;
}

std::optional<SamePerson> same_person(const Identity& a, const Identity& b) {
    const auto id = ids(a.id_number, b.id_number);
    if (id == Agreement::agree) return SamePerson{SameBy::id_number, Carries::all};
    if (id == Agreement::differ || a.name.empty() || b.name.empty()) return std::nullopt;
    if (a.name == b.name) return by_name(a, b);
    const bool borne_out =
        phones(a.phone, b.phone) == Agreement::agree || addresses(a.address, b.address) == Agreement::agree;
    if (borne_out && like_names(a.name, b.name)) return SamePerson{SameBy::like_name, Carries::little};
    return std::nullopt;
}

} // namespace docket::review::likeness
