// Whether two letters name the same person (同人): identity numbers first, then a name that something else
// bears out. What contradicts wins. No handwriting is looked at. Pure; any thread.
#pragma once

#include "review/case.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review::likeness {

// A person in a form that can be compared. Empty where the letter says nothing.
struct Identity {
    std::u32string name;    // folded()
    std::string id_number;  // 18 characters, an X large; it may be misread
    std::string phone;      // digits alone
    std::u32string address; // folded()
    bool operator==(const Identity&) const = default;
};
Identity identity_of(const Applicant& applicant);

// Ideographs, letters and digits alone: simplified, half-width, small.
std::u32string folded(std::string_view utf8);

// By what two are taken for one person.
enum class SameBy : std::uint8_t { id_number, name_and_phone, name_and_address, name, like_name, accused };
std::string_view name(SameBy by);

// How far that carries: a name alone is shared by many, and a name with another character may be a brother's.
enum class Carries : std::uint8_t { little, much, all };

struct SamePerson {
    SameBy by{};
    Carries carries{};
};
// Nothing where they are two people, or where nothing speaks for one.
std::optional<SamePerson> same_person(const Identity& a, const Identity& b);

// Whether something they say of themselves cannot be of one person, whatever their names.
bool contradict(const Identity& a, const Identity& b);

// As far as the addresses go: one may be the shorter form of the other.
enum class Agreement : std::uint8_t { unknown, agree, differ };
Agreement addresses(std::u32string_view a, std::u32string_view b);

// One of these for the other through one character that was misread, is missing, or is one too many, or
// through their order.
bool like_names(std::u32string_view a, std::u32string_view b);

} // namespace docket::review::likeness
