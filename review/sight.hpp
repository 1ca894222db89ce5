// Need to know: how much of a case a person may see. The administrator manages people and opens no case;
// whoever acted for an organ of the matter, or stood back from it, sees nothing of it (律师法 39;
// 信访工作条例 28); of an informant report nothing reaches the accused, the accused's unit, or whoever
// belongs to it or acted for it, whatever the post (信访工作条例 30, 46; 2005 年《信访条例》23, 44); a
// contracted lawyer sees a file while it is on his or her desk. Pure; any thread.
#pragma once

#include "review/case.hpp"
#include "review/competence.hpp"
#include "review/role.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

enum class Sight : std::uint8_t {
    none,
    row,    // that it is there: number, kind, parties for the check of conflicts, stage
    masked, // the file without what identifies the petitioner
    full,
};

// What a person has to do with a case.
struct Bearing {
    bool conflict = false;   // bound to a party (bound_to)
    bool at_counsel = false; // the case waits for counsel
    bool task_free = false;  // and nobody holds its task
    bool holds_task = false; // the person does
    bool had_task = false;   // the person signed it off or returned it earlier
    bool lost_task = false;  // the person took it this time, and holds it no more
};

struct View {
    Sight sight = Sight::none;
    bool may_act = false; // else what is seen is read only
    friend constexpr bool operator==(View, View) = default;
};

constexpr View view_of(Role role, const Bearing& bearing) {
    if (bearing.conflict) return {};
    switch (role) {
    case Role::mailroom:
    case Role::clerk:
    case Role::leader:
    case Role::auditor: return {Sight::full, true}; // what they may do says the table of routes
    case Role::lawyer:
        if (bearing.at_counsel && bearing.holds_task) return {Sight::masked, true};
        // Who held it a moment ago is told who holds it now.
        if (bearing.at_counsel && (bearing.task_free || bearing.lost_task)) return {Sight::row, true};
        return bearing.had_task ? View{Sight::row, false} : View{};
    case Role::administrator:
    case Role::system: return {};
    }
    return {};
}

constexpr bool at_least(Sight sight, Sight wanted) { return sight >= wanted; }

// A person with what he or she is tied to.
struct Ties {
    Person person;
    std::vector<std::string> units{}; // the organ the person belongs to, and those above it
    std::vector<std::string>
        acted_for{}; // organs that the person or the firm acted for, and those above them
};
// `people` are those of the office; the law firm is asked of them.
Ties ties_of(const Person& person, const Organs& organs, std::span<const Person> people);

// What a case is kept from, and what a person is: a case is kept from whoever has one of its keys. The store
// asks the same by its table, so that lists, counts and searches come to the same
// (pipeline/store/veiled.hpp).
std::vector<std::string> shields_of(const Case& c); // empty: of no informant report
std::vector<std::string> keys_of(const Ties& ties);
bool kept_from(const Ties& ties, const Case& c);

// The digest (hex) of class and accused for the record, which names nobody; the salt keeps a name from being
// tried against it. Empty where nothing was decided.
std::string accusation(const Case& c);
inline constexpr std::string_view matter_event = "set_matter"; // has it as its text

// Whether nothing of the report may be handed to this organ: it is the accused one or below it, or the
// accused is of it.
bool reaches_accused(std::string_view organ, const Case& c, const Organs& organs,
                     std::span<const Person> people);

bool acted_for_an_organ_of(const Person& person, const Case& c);
// Who sees nothing of the case and may decide nothing about it: see above, and review/guards.hpp.
bool bound_to(const Ties& ties, const Case& c);

static_assert(view_of(Role::administrator, {false, true, true, true, true, true}) == View{});
static_assert(view_of(Role::leader, {true, false, false, false, false, false}) == View{});
static_assert(view_of(Role::lawyer, {true, true, true, true, true, true}) == View{}, "who stood back is out");
static_assert(view_of(Role::lawyer, {false, false, false, true, false, true}) == View{},
              "not at counsel any more");

} // namespace docket::review
