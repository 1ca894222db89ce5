// Need to know: how much of a case a person may see. The administrator manages people and opens no case;
// whoever acted for an organ of the matter, or stood back from it, sees nothing of it (律师法 39;
// 信访工作条例 28); a contracted lawyer sees a file while it is on his or her desk. Pure and constexpr; any
// thread.
#pragma once

#include "review/case.hpp"
#include "review/role.hpp"

#include <algorithm>
#include <cstdint>

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

inline bool acted_for_an_organ_of(const Person& person, const Case& c) {
    return std::ranges::any_of(c.rounds, [&](const Round& round) {
        return std::ranges::find(person.conflicts, round.organ) != person.conflicts.end();
    });
}

// Who may decide nothing about the case: see above, and review/guards.hpp.
inline bool bound_to(const Person& person, const Case& c) {
    return acted_for_an_organ_of(person, c) || std::ranges::find(c.recused, person.id) != c.recused.end();
}

static_assert(view_of(Role::administrator, {false, true, true, true, true, true}) == View{});
static_assert(view_of(Role::leader, {true, false, false, false, false, false}) == View{});
static_assert(view_of(Role::lawyer, {true, true, true, true, true, true}) == View{}, "who stood back is out");
static_assert(view_of(Role::lawyer, {false, false, false, true, false, true}) == View{},
              "not at counsel any more");

} // namespace docket::review
