// The ledger: two balances over everything that reached the house, counted by the store in one snapshot. The
// port is owned by flow; the SQL adapter is pipeline/store. Values; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstdint>

namespace docket::flow {

// Files. Every arrival is in exactly one state.
struct ArrivalCounts {
    std::int64_t received = 0; // all that were stored
    std::int64_t registered = 0;
    std::int64_t needs_person = 0; // waiting for somebody, or in progress with a dead job
    std::int64_t rejected = 0;
    std::int64_t duplicate = 0;
    std::int64_t in_progress = 0;
    bool balanced() const {
        return received == registered + needs_person + rejected + duplicate + in_progress;
    }
};

// Pages. Every page is in exactly one place: its row says in which, and of pages that have no row the state
// of their arrival says it (rejected at the door or half way, duplicate, not unpacked yet; registered by its
// paper: the file counts as rejected). A registered arrival of which rows are missing otherwise has lost
// pages: they are in no place.
struct PageCounts {
    std::int64_t received = 0; // sum of the pages counted when the files were opened
    std::int64_t in_letters = 0;
    std::int64_t separator = 0;
    std::int64_t blank_hidden = 0;
    std::int64_t in_rejected = 0;
    std::int64_t in_duplicates = 0;
    std::int64_t in_progress = 0;
    std::int64_t rows = 0; // page rows there are
    std::int64_t disagreeing =
        0; // arrivals whose page rows differ from the pages opened, and not because they are still taken out
    bool balanced() const {
        return disagreeing == 0 &&
               received == in_letters + separator + blank_hidden + in_rejected + in_duplicates + in_progress;
    }
};

struct LedgerCounts {
    ArrivalCounts arrivals;
    PageCounts pages;
    bool balanced() const { return arrivals.balanced() && pages.balanced(); }
};

class LedgerBooks {
  public:
    virtual ~LedgerBooks() = default;
    virtual Result<LedgerCounts> count() = 0; // one snapshot
};

} // namespace docket::flow
