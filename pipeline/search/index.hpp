// The port of the search: what is searched, what waits to be written anew, and what a search finds. Owned by
// search; the adapter is in pipeline/store, in plain tables that every engine has. Any thread.
//
// What changes is marked by the store itself, in the transaction that changes it (pipeline/store/marks.hpp):
// so no writer can forget the search, and a crash loses no mark. Whoever builds entries (desk/indexing.hpp)
// takes what is marked, reads it as it now is, and replaces its entry.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "pipeline/text/search_form.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::search {

// Who may open it differs by kind: the mailroom reads letters and no documents.
enum class EntryKind : std::uint8_t { letter, documents };
std::string_view name(EntryKind kind);
Result<EntryKind> parse_entry_kind(std::string_view text); // corrupt "search.kind_unknown"

// What one result of a search is: a letter with its case, or the documents of a case.
struct Entry {
    std::string subject; // "arrival:12", "case:LX…" (one that no arrival made), "documents:LX…"
    EntryKind kind = EntryKind::letter;
    std::string order;              // the last in this order is shown first
    std::vector<std::string> bound; // codes of organs and ids of people: who is bound to one never finds it
    std::string text;               // in search form (text/search_form.hpp), UTF-8, parts apart by \n
};

// A subject whose entry is older than what it tells of.
struct Stale {
    std::string subject;
    std::int64_t mark = 0; // rises with every change
};

struct Wanted {
    std::vector<text::SearchWord> words; // every one of them, in one entry
    bool documents = true;               // also entries of documents
    std::vector<std::string> bound_to;   // what the asking person is bound to
    int most = 1000;
};
struct Found {
    std::vector<std::string> subjects; // the last in order first
    bool more = false;                 // there are more than these
};

class Index {
  public:
    virtual ~Index() = default;
    virtual Result<std::vector<Stale>> stale(int most) = 0;
    // Writes the entry, or removes it where there is none, and settles the mark. Built from what is older
    // than another already wrote, it changes nothing and is false.
    virtual Result<bool> replace(Transaction& tx, const Stale& mark, const std::optional<Entry>& entry) = 0;
    // Folds what has gathered into larger pieces; true where there is more to fold. To be called now and
    // then.
    virtual Result<bool> tidy() = 0;
    // Of more than `most` those written last. No words find nothing.
    virtual Result<Found> find(const Wanted& wanted) = 0;
    // Drops all entries and marks whatever there is.
    virtual Result<void> start_over() = 0;
};

// Whether this entry answers, asked of its text alone: what every adapter comes to.
bool answers(const Entry& entry, const Wanted& wanted);
bool holds(std::string_view text, const std::vector<std::vector<std::string>>& words);
// The spellings of each word as UTF-8.
std::vector<std::vector<std::string>> spellings_of(const std::vector<text::SearchWord>& words);

} // namespace docket::search
