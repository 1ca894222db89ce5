// The office's bylaws: what is local and may be changed while everything runs (names, prefixes, limits, the
// calendars of years). In force is what the program ships and the folder's office.json say, and over it what
// an administrator changed; the changes lie in the store, so that every host has the same. A Bylaws is never
// altered: a change makes a new one. Owned by flow; adapter of the book: pipeline/store. Any thread.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "pipeline/flow/office.hpp"
#include "review/deadline/calendar.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace docket::flow {

struct Bylaws {
    Office office;
    review::Calendar calendar;
    std::int64_t version = 0; // of the book it was made from
};

// A member of office.json that was changed, and the words of why.
struct Setting {
    std::string key;
    std::string value;        // JSON
    std::int64_t version = 0; // 1 for the first change
    Instant changed{};
    std::string by, reason;
};

// A year of the calendar that was published here, over the shipped one where there is one.
struct CalendarYear {
    int year = 0;
    std::string days;   // as Calendar::add() takes it
    std::string source; // the notice it follows
    std::int64_t version = 0;
    Instant changed{};
    std::string by;
};

struct BylawsChanges {
    std::int64_t version = 0;
    std::vector<Setting> settings;   // by key
    std::vector<CalendarYear> years; // by year
};

// Where the changes are kept. Methods that take a Transaction write inside it.
class BylawsBook {
  public:
    virtual ~BylawsBook() = default;
    virtual Result<std::int64_t> version() = 0; // raised by each change
    virtual Result<BylawsChanges> read() = 0;   // all of one moment
    // New (version 0) or replacing the one of that version; it then has the next, and so has the book.
    // Failures: conflict "setting.stale", "calendar.stale" when somebody was faster.
    virtual Result<void> put(Transaction& tx, const Setting& setting) = 0;
    virtual Result<void> put(Transaction& tx, const CalendarYear& year) = 0;
};

// What is in force where nothing was changed.
struct ShippedBylaws {
    json::Value office;               // office.json
    std::map<int, std::string> years; // the text of each shipped calendar
};

// Failures: invalid "office.malformed", "calendar.malformed".
Result<Bylaws> enact(const ShippedBylaws& shipped, const BylawsChanges& changes);

// What is in force now, swapped whole. The book outlives it.
class BylawsInForce {
  public:
    static Result<std::unique_ptr<BylawsInForce>> open(BylawsBook& book, ShippedBylaws shipped);

    std::shared_ptr<const Bylaws> now() const;
    // Whether something had been changed; where it cannot be read or does not fit, what was in force stays.
    Result<bool> look();
    const ShippedBylaws& shipped() const { return shipped_; }
    BylawsBook& book() const { return book_; }

  private:
    BylawsInForce(BylawsBook& book, ShippedBylaws shipped, std::shared_ptr<const Bylaws> now)
        : book_(book), shipped_(std::move(shipped)), now_(std::move(now)) {}
    BylawsBook& book_;
    const ShippedBylaws shipped_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Bylaws> now_;
};

} // namespace docket::flow
