// What the register is asked for: filters, an order and one page. Values; any thread.
#pragma once

#include "review/case.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket::review {

inline constexpr int most_in_a_page = 100; // a longer page is cut to this

enum class CaseOrder : std::uint8_t {
    received,
    due, // the nearest day among the deadlines not met; cases without one come last
    number,
};

// Every filter that is given must hold; an empty one asks for nothing. Equal places are in order of id.
struct CaseQuery {
    std::vector<Stage> stages = {};      // one of these, of the current round
    std::string organ = {};              // its code: it holds any of the rounds
    std::optional<LetterKind> kind = {}; //
    std::string drafter = {};            // a person's id: drafted in any round
    std::optional<Date> due_before = {}; // a deadline ends before this day; a provisional one by its raw day
    bool only_open = false;              // count only deadlines not met; alone: there is such a one
    std::string text = {}; // in an applicant's name, the number of the case or of a document, or
                           // all of the last four of an identity number; a and A are the same
    CaseOrder order = CaseOrder::received; //
    bool descending = true;                //
    int offset = 0, limit = 50;            // rows passed over, rows wanted
};

struct CasePage {
    std::vector<Case> rows;
    std::int64_t total = 0; // of all pages
};

} // namespace docket::review
