// What the auditor's desk asks of a store: the record by any filter, and the ledger by day. Owned by desk;
// adapters: pipeline/store/record_lists_sql.cpp and day_books_sql.cpp. Any thread. Nothing here writes.
#pragma once

#include "pipeline/flow/ledger.hpp"
#include "review/event.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::desk {

// Where a page of the record ends. The record is listed newest first, by time and then by number: clocks of
// several hosts may differ by less than an act takes, so that the two orders are not quite the same.
struct RecordPlace {
    Instant at{};
    std::int64_t n = 0;
};
struct RecordQuery {
    std::optional<Instant> from{}, until{}; // from <= at < until
    std::string actor{}, act{};             // empty: any
    std::string kind{};                     // of what the event is about: "case" for "case:LX…"
    std::vector<std::string> subjects{};    // any of these; empty: any
    std::optional<RecordPlace> before{};    // what stands behind this place
    int limit = 50;
};
struct RecordLine {
    review::Event event;
    bool stored = false; // its text is that of an original or a document which the register holds
};
struct RecordPage {
    std::vector<RecordLine> rows;
    bool more = false;
};
// What may be filtered by, as it occurs in the record.
struct RecordChoices {
    std::vector<std::string> actors, acts;
};

class RecordLists {
  public:
    virtual ~RecordLists() = default;
    virtual Result<RecordPage> page(const RecordQuery& query) = 0;
    // Of the filters alone; counted no further than `most`.
    virtual Result<std::int64_t> count(const RecordQuery& query, std::int64_t most) = 0;
    virtual Result<RecordLine> event(std::int64_t n) = 0; // not_found "event.unknown"
    virtual Result<RecordChoices> choices() = 0;
};

// One received day, from both sides: what the record says came in, and what the register says became of it.
struct DayBook {
    Date day{};
    std::int64_t recorded = 0; // arrivals by their events
    flow::LedgerCounts counts;
    std::int64_t differences = 0;
};
struct DaysPage {
    std::vector<DayBook> rows;       // newest first
    std::optional<Date> next_before; // where the next page begins; empty on the last
};
// An arrival on which the two sides do not agree.
struct Difference {
    enum class Kind : std::uint8_t {
        lost,       // the record received it, the register has no such row
        unrecorded, // the register has it otherwise than the record says, or the record knows nothing of it
        pages,      // its pages are not those that were counted when it was opened
    };
    Kind kind{};
    Date day{};
    std::int64_t arrival = 0;
    std::int64_t event = 0;             // lost: the event that received it
    std::int64_t opened = 0, there = 0; // pages: counted when opened, found now
    bool sorted = false; // lost: a file whose letters were made already, and which counts no more
};
std::string_view name(Difference::Kind kind);
struct DayArrival {
    std::int64_t arrival = 0;
    std::string name, state, reason, case_number;
    std::int64_t opened = 0, pages = 0; // pages counted when opened, and found now
    Instant at{};
};
// Both balances over everything, as `docket ledger` prints them but for the bytes of the blobs.
struct WholeBook {
    std::int64_t recorded = 0;
    flow::LedgerCounts counts;
};

class DayBooks {
  public:
    virtual ~DayBooks() = default;
    virtual Result<WholeBook> whole() = 0;
    // The days before this one on which anything was received.
    virtual Result<DaysPage> days(std::optional<Date> before, int most) = 0;
    // From the first day to the last one, at most so many; a lost arrival stands at the day of its event.
    virtual Result<std::vector<Difference>> differences(Date first, Date last, int most) = 0;
    // The arrivals that a number of a day counts, in order of id; `state` empty: all of them.
    virtual Result<std::vector<DayArrival>> arrivals(Date day, std::string_view state, std::int64_t after,
                                                     int most) = 0;
};

} // namespace docket::desk
