// What the two balances are counted by, shared by the files that count them: over everything, and by day.
// Private to the module.
#pragma once

#include "pipeline/flow/ledger.hpp"
#include "pipeline/store/query.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>

namespace docket::store {

using StateSums = std::tuple<std::string, std::int64_t>; // a name and how many

// The state of `arrival` as it is shown: one whose job is dead waits for a person.
inline constexpr std::string_view sql_shown_state =
    "CASE WHEN state = 'in_progress' AND EXISTS (SELECT 1 FROM job WHERE job.state = 'dead' "
    "AND (job.subject = 'arrival:' || CAST(arrival.id AS TEXT) OR (arrival.part = 'file' AND job.subject = "
    "'batch:' || CAST(arrival.batch AS TEXT)))) THEN 'needs_person' ELSE state END";

// A file that is still taken apart, or could not be to its end, rightly has fewer rows than pages.
inline constexpr std::string_view sql_in_part =
    "CASE WHEN state IN ('in_progress', 'rejected') OR code = 'register.by_paper' THEN 1 ELSE 0 END";
// Files beside the number of their page rows, wherever these lie now, among those that `condition` lets
// through.
inline std::string sql_counted(std::string_view condition) {
    return "(SELECT id, received, state, code, pages_opened, (SELECT count(*) FROM page WHERE page.file = "
           "arrival.id) AS n, " +
           std::string(sql_in_part) + " AS in_part FROM arrival WHERE pages_opened > 0" +
           std::string(condition) + ") AS counted";
}
// Of a letter registered by its paper (flow::registered_by_paper) the file stays a rejected one.
inline constexpr std::string_view sql_place_without_row =
    "CASE WHEN state = 'registered' AND code = 'register.by_paper' THEN 'rejected' ELSE state END";
inline constexpr std::string_view sql_lacks_rows = "(n = 0 OR (in_part = 1 AND n < pages_opened))";
inline constexpr std::string_view sql_disagrees =
    "(n > 0 AND n <> pages_opened AND NOT (in_part = 1 AND n < pages_opened))";

// Where a named sum is added; nowhere: it is known and counted elsewhere. Failure: corrupt "store.column".
struct Slot {
    std::string_view name;
    std::int64_t* count;
};
template <std::size_t N>
Result<void> add(std::string_view name, std::int64_t n, const std::array<Slot, N>& slots) {
    const auto slot = std::ranges::find(slots, name, &Slot::name);
    if (slot == slots.end()) return misread("a state or place that is not known: " + std::string(name));
    if (slot->count != nullptr) *slot->count += n;
    return {};
}
inline Result<void> add_state(flow::ArrivalCounts& counts, std::string_view state, std::int64_t n) {
    return add<5>(state, n,
                  {{{"registered", &counts.registered},
                    {"needs_person", &counts.needs_person},
                    {"rejected", &counts.rejected},
                    {"duplicate", &counts.duplicate},
                    {"in_progress", &counts.in_progress}}});
}
inline Result<void> add_place(flow::PageCounts& counts, std::string_view place, std::int64_t n) {
    counts.rows += n;
    return add<6>(place, n,
                  {{{"in_letter", &counts.in_letters},
                    {"separator", &counts.separator},
                    {"blank_hidden", &counts.blank_hidden},
                    {"in_rejected", &counts.in_rejected},
                    {"in_duplicates", &counts.in_duplicates},
                    {"in_progress", &counts.in_progress}}});
}
inline Result<void> add_without_row(flow::PageCounts& counts, std::string_view state, std::int64_t n) {
    return add<6>(state, n,
                  {{{"in_progress", &counts.in_progress},
                    {"needs_person", &counts.in_progress},
                    {"rejected", &counts.in_rejected},
                    {"duplicate", &counts.in_duplicates},
                    {"registered", nullptr}, // in no place: the balance shows it
                    {"sorted", nullptr}}});
}

// Both balances over everything, in the transaction of the session.
Result<flow::LedgerCounts> count_everything(Session& session);

} // namespace docket::store
