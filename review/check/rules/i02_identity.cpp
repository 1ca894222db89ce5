#include "pipeline/text/dates.hpp"
#include "pipeline/text/identity.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"
#include "review/check/rules/rules.hpp"

#include <algorithm>

namespace docket::review::check {

namespace {

using outputs::Party;

// Half-width, without the blanks and hyphens people part a number with.
std::string squeezed(const std::string& number) {
    const auto text = text::decode(number);
    if (!text) return number;
    auto form = text::normalise(*text).text;
    std::erase_if(form, [](char32_t c) { return c == U' ' || c == U'-' || c == U'\n'; });
    return text::encode(form);
}

bool is_masked(const std::string& number) {
    return has(text::decode(number).value_or(std::u32string()),
               {U"*", U"×", U"＊", U"XX", U"xx", U"·", U"…", U"某"});
}

bool is_resident_id(const Party& party) {
    if (party.id_kind.empty()) return squeezed(party.id_number).size() == 18;
    return party.id_kind == "居民身份证" || party.id_kind == "身份证" || party.id_kind == "公民身份号码" ||
           party.id_kind == "身份证号码";
}

std::string why(const Failure& failure) {
    if (failure.code == "id.obsolete") return "十五位的旧号码已不再使用，且没有校验码。";
    if (failure.code == "id.calendar") return "号码中的出生日期不存在。";
    if (failure.code == "id.checksum") return "号码的校验码不对，可能抄错。";
    if (failure.code == "id.in_future") return "号码中的出生日期在将来。";
    if (failure.code == "id.too_old") return "号码中的出生日期在一百二十年以前。";
    return "号码不是十八位的居民身份证号码。";
}

void compare_sex(const Party& party, const text::ResidentId& id, const std::string& place, Findings& out) {
    const std::string by_number = id.sex == text::Sex::male ? "男" : "女";
    if (!party.sex.empty() && party.sex != by_number)
        out.add(place + "/sex", party.sex,
                party.name + "的性别写为" + party.sex + "，身份证号码第十七位却表示" + by_number + "。",
                "核对证件。");
}

// The stretch of a sentence that speaks of the party: from the name to the next sign that ends a statement.
std::optional<text::FoundDate> birth_said(Chars stretch) {
    const auto born = find(stretch, {U"出生", U"生于"});
    if (!born) return std::nullopt;
    const bool follows = cut(stretch, *born) == U"生于";
    const auto near = follows ? stretch.substr(born->end) : stretch.substr(0, born->begin);
    const auto dates = text::find_dates(near);
    if (dates.size() != 1 || !dates.front().date) return std::nullopt;
    const bool touches = follows ? dates.front().begin == 0 : dates.front().end == near.size();
    return touches ? std::optional(dates.front()) : std::nullopt;
}

void compare_birth(const Input& input, const Party& party, const text::ResidentId& id, Findings& out) {
    const auto name = text::decode(party.name);
    if (!name || name->empty()) return;
    for (const auto& text : input.texts) {
        const auto chars = text.chars();
        for (auto at = chars.find(*name); at != chars.npos; at = chars.find(*name, at + 1)) {
            const auto end = std::min(chars.find_first_of(U"。；\n", at), chars.size());
            constexpr std::size_t reach = 40;
            const auto stretch = chars.substr(at, std::min(end - at, reach));
            const auto said = birth_said(stretch);
            // Another person between the name and the day makes it that person's birth.
            const auto kin = said ? find(stretch.substr(name->size()),
                                         {U"之", U"其", U"父", U"母", U"子", U"女儿", U"妻", U"夫"})
                                  : std::nullopt;
            if (!said || kin || said->date == id.born) continue;
            out.add(text.place, text.quote({at, at + stretch.size()}),
                    "文中" + party.name + "的出生日期与身份证号码（" + formal(id.born) + "）不一致。",
                    "核对证件。");
        }
    }
}

void look_at(const Input& input, const Party& party, const std::string& place, Findings& out) {
    const auto id = text::parse_resident_id(squeezed(party.id_number), input.facts.today);
    if (!id)
        return out.add(place + "/id_number", party.id_number,
                       party.name + "的身份证号码有误：" + why(id.error()), "核对证件。");
    compare_sex(party, *id, place, out);
    compare_birth(input, party, *id, out);
}

} // namespace

void i02_identity(const Input& input, Findings& out) {
    const auto& parties = input.document.parties;
    for (std::size_t i = 0; i < parties.size(); ++i) {
        const auto& party = parties[i];
        if (party.id_number.empty() || !is_resident_id(party) || is_masked(party.id_number)) continue;
        look_at(input, party, numbered("parties", i), out);
        const auto same = std::find_if(parties.begin(), parties.begin() + static_cast<std::ptrdiff_t>(i),
                                       [&](const Party& other) {
                                           return other.name != party.name && !other.id_number.empty() &&
                                                  squeezed(other.id_number) == squeezed(party.id_number);
                                       });
        if (same != parties.begin() + static_cast<std::ptrdiff_t>(i))
            out.add(numbered("parties", i) + "/id_number", party.id_number,
                    party.name + "与" + same->name + "的身份证号码相同。", "核对证件。");
    }
}

} // namespace docket::review::check
