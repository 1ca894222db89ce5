// How the pages of a batch lie in letters, and what people do about it: pure values and one function. The
// originals are never touched; an arrangement is what the machine proposed with the operations of people
// applied one after the other. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/flow/arrival.hpp"
#include "pipeline/json/json.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace docket::flow {

struct Sheet {
    std::int64_t page = 0; // its number in the store
    SheetKind kind = SheetKind::page;
    int rotated = 0; // 0, 90, 180 or 270
    bool operator==(const Sheet&) const = default;
};
using Pile = std::vector<Sheet>; // one letter, with the separator sheets around it

struct Arrangement {
    std::vector<Pile> letters;       // none is empty
    std::set<std::string> dismissed; // ids of suggestions
    bool operator==(const Arrangement&) const = default;
};

enum class Deed { split, merge, move, rotate, mark, dismiss };

// As JSON, {"op": …} and
//   split   "after": page              the letter ends behind this page
//   merge   "page"                     the letter of this page is one with the letter before it
//   move    "pages", "to", "side"      pages, in this order, before or after the page `to`, into its letter
//   rotate  "pages", "by"              degrees clockwise: 90, 180 or 270
//   mark    "pages", "as"              page, blank, envelope, attachment, separator
//   dismiss "suggestion"               there is nothing to split here
struct Operation {
    Deed deed{};
    std::vector<std::int64_t> pages; // the first one for split and merge
    std::int64_t to = 0;
    bool before = false;
    int degrees = 0;
    SheetKind as = SheetKind::page;
    std::string suggestion;
    bool operator==(const Operation&) const = default;
};
// Failure: invalid "batch.operation_malformed".
Result<Operation> operation_of(const json::Value& value);
json::Object to_json(const Operation& operation);
std::string in_words(const Operation& operation); // for people: 「在第…页后分开」

// Failures: invalid "batch.page_unknown"; conflict "batch.nothing_to_split" behind the last page of a letter,
// "batch.nothing_before" before the first letter.
Result<Arrangement> apply(Arrangement arrangement, const Operation& operation);

// What one person did at once; undone and done again as one.
struct Step {
    std::string by;
    Instant at{};
    std::vector<Operation> operations;
};
Result<std::vector<Step>> steps_of(std::string_view text); // corrupt "batch.steps_malformed"
std::string dump(const std::vector<Step>& steps);

json::Value to_json(const std::vector<Pile>& letters);
Result<std::vector<Pile>> piles_of(const json::Value& value);

// A letter that is made: it has at least one sheet that is read.
bool has_content(const Pile& pile);

} // namespace docket::flow
