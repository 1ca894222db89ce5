// What the law of the case asks of a store. Owned by review; the SQL adapter is pipeline/store.
// Methods may be called from any thread; those that take a Transaction write inside it.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "review/case.hpp"
#include "review/contract.hpp"
#include "review/event.hpp"
#include "review/role.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

class CaseStore {
  public:
    virtual ~CaseStore() = default;
    virtual Result<Case> load(std::string_view number) = 0; // not_found "case.unknown"
    // In the order of the numbers; one that no case has is left out.
    virtual Result<std::vector<Case>> load_these(const std::vector<std::string>& numbers) = 0;
    virtual Result<std::vector<Case>> all() = 0; // in order of id
    // Stores a new case (id and version are set) or replaces the one with `expected_version`.
    // Failures: conflict "case.stale" when somebody was faster, conflict "case.number_taken" (or its arrival,
    // or its query code).
    virtual Result<void> save(Transaction& tx, Case& c, std::int64_t expected_version) = 0;
    // The numbers of cases with an unmet period whose last day, not yet moved, is within these two; in order.
    virtual Result<std::vector<std::string>> with_days_within(Date first, Date last) = 0;
    // And of those with an unmet period whose last day is provisional.
    virtual Result<std::vector<std::string>> with_provisional_days() = 0;
    // A new case of this arrival is there already: its number, or empty. Natural key of registering.
    virtual Result<std::string> of_arrival(std::int64_t arrival) = 0;
    // The case that has this code: its number, or empty.
    virtual Result<std::string> of_query_code(const QueryCode& code) = 0;
    // Whether any case is kept from anybody (review/sight.hpp), and from which of these keys one is.
    virtual Result<bool> keeps_any() = 0;
    virtual Result<std::vector<std::string>> kept_from(const std::vector<std::string>& keys) = 0;
};

class Record {
  public:
    virtual ~Record() = default;
    // Gives the event its place in the chain (n, seq, previous, hash).
    virtual Result<Event> append(Transaction& tx, const EventDraft& draft) = 0;
    virtual Result<Head> head() = 0;
    virtual Result<std::vector<Event>> of(std::string_view subject) = 0; // in order of seq
    // The events after number n, at most so many, in order of n.
    virtual Result<std::vector<Event>> since(std::int64_t n, int most) = 0;
    // Every event in order of n, one at a time; a Failure from `visit` ends the walk and is returned.
    virtual Result<void> walk(const std::function<Result<void>(const Event&)>& visit) = 0;
};

// Numbers without gaps or doubles: a number belongs to the transaction that takes it, and goes back with it.
class Numbering {
  public:
    virtual ~Numbering() = default;
    // 1, 2, 3, ... within (series, year); `holder` says what the number is for ("case:7/round:2").
    // Asked again for the same holder it gives the same number.
    virtual Result<int> take(Transaction& tx, std::string_view series, int year, std::string_view holder,
                             Instant now) = 0;
};

class Directory {
  public:
    virtual ~Directory() = default;
    virtual Result<Person> person(std::string_view id) = 0;              // not_found "person.unknown"
    virtual Result<std::vector<Person>> people() = 0;                    // by id
    virtual Result<Organ> organ(std::string_view code) = 0;              // not_found "organ.unknown"
    virtual Result<std::vector<Organ>> organs() = 0;                     // superiors first
    virtual Result<void> put(Transaction& tx, const Person& person) = 0; // new or replaced
    virtual Result<void> put(Transaction& tx, const Organ& organ) = 0;   // new or replaced
    // The same by somebody who saw the version that the value names (0: there was none). Failures: conflict
    // "person.stale", "organ.stale", "contract.stale" when somebody was faster.
    virtual Result<void> change(Transaction& tx, const Person& person) = 0;
    virtual Result<void> change(Transaction& tx, const Organ& organ) = 0;
    virtual Result<void> change(Transaction& tx, const Contract& contract) = 0;
    virtual Result<std::vector<Contract>> contracts() = 0; // by firm and first day
};

} // namespace docket::review
