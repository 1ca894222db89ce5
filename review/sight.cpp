#include "review/sight.hpp"

#include "pipeline/base/digest.hpp"

#include <algorithm>

namespace docket::review {

namespace {

constexpr const char *of_person = "person:", *of_name = "name:", *of_organ = "organ:";
// A name beside an organ: it is shared by others, so that it counts only where no organ says who is who.
constexpr const char* of_stray = "stray:";

bool holds(std::span<const std::string> all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

// 张 三 is 张三.
std::string without_blanks(std::string_view text) {
    constexpr std::string_view wide = "\u3000";
    std::string out;
    while (!text.empty()) {
        const bool is_wide = text.starts_with(wide);
        if (!is_wide && text.front() != ' ' && text.front() != '\t') out += text.front();
        text.remove_prefix(is_wide ? wide.size() : 1);
    }
    return out;
}

void add_with_superiors(std::vector<std::string>& out, std::string_view code, const Organs& organs) {
    for (std::string at(code); !at.empty() && !holds(out, at);) {
        out.push_back(at);
        const auto* organ = organs.find(at);
        at = organ == nullptr ? std::string() : organ->superior;
    }
}

// Whoever works where the powers of an organ went is of that organ too.
void add_forerunners(std::vector<std::string>& out, const Organs& organs) {
    const auto there = out;
    for (const auto& organ : organs.all()) {
        if (organ.successor.empty() || holds(out, organ.code)) continue;
        const auto* heir = organs.heir(organ.code);
        if (heir && holds(there, heir->code)) out.push_back(organ.code);
    }
}

void in_order(std::vector<std::string>& keys) {
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

} // namespace

Ties ties_of(const Person& person, const Organs& organs, std::span<const Person> people) {
    Ties out{person};
    add_with_superiors(out.units, person.organ, organs);
    for (const auto& code : person.conflicts) add_with_superiors(out.acted_for, code, organs);
    for (const auto& other : people)
        if (!person.firm.empty() && other.firm == person.firm)
            for (const auto& code : other.conflicts) add_with_superiors(out.acted_for, code, organs);
    add_forerunners(out.units, organs);
    add_forerunners(out.acted_for, organs);
    return out;
}

std::vector<std::string> shields_of(const Case& c) {
    std::vector<std::string> out;
    if (c.matter != MatterClass::report) return out;
    for (const auto& one : c.accused) {
        if (!one.organ.empty()) out.push_back(of_organ + one.organ);
        if (!one.person.empty())
            out.push_back(of_person + one.person);
        else if (const auto name = without_blanks(one.name); !name.empty())
            out.push_back((one.organ.empty() ? of_name : of_stray) + name);
    }
    in_order(out);
    return out;
}

std::vector<std::string> keys_of(const Ties& ties) {
    const auto name = without_blanks(ties.person.name);
    std::vector<std::string> out{of_person + ties.person.id, of_name + name};
    if (ties.person.organ.empty()) out.push_back(of_stray + name);
    for (const auto* organs : {&ties.units, &ties.acted_for})
        for (const auto& code : *organs) out.push_back(of_organ + code);
    in_order(out);
    return out;
}

bool kept_from(const Ties& ties, const Case& c) {
    const auto shields = shields_of(c);
    if (shields.empty()) return false;
    return std::ranges::any_of(keys_of(ties), [&](const std::string& key) { return holds(shields, key); });
}

std::string accusation(const Case& c) {
    if (c.matter == MatterClass::undecided && c.accused.empty()) return {};
    auto text = c.matter_salt + "\n" + std::string(name(c.matter));
    for (const auto& one : c.accused) text.append("\n" + one.name + "\t" + one.organ + "\t" + one.person);
    return sha256(text).hex();
}

bool reaches_accused(std::string_view organ, const Case& c, const Organs& organs,
                     std::span<const Person> people) {
    const auto shields = shields_of(c);
    std::vector<std::string> there;
    add_with_superiors(there, organ, organs);
    add_forerunners(there, organs);
    if (std::ranges::any_of(there, [&](const std::string& code) { return holds(shields, of_organ + code); }))
        return true;
    return std::ranges::any_of(
        people, [&](const Person& person) { return person.organ == organ && kept_from(Ties{person}, c); });
}

bool acted_for_an_organ_of(const Person& person, const Case& c) {
    return std::ranges::any_of(c.rounds,
                               [&](const Round& round) { return holds(person.conflicts, round.organ); });
}

bool bound_to(const Ties& ties, const Case& c) {
    return acted_for_an_organ_of(ties.person, c) || holds(c.recused, ties.person.id) || kept_from(ties, c);
}

} // namespace docket::review
