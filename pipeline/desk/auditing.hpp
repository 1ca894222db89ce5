// The auditor's desk: the record, who looked at what, the ledger by day, the state of the chain. Each view is
// the JSON of pipeline/http/openapi.json. It only reads; what it leaves behind is an event that says who took
// the record along or wanted the chain checked. Any thread.
#pragma once

#include "pipeline/desk/desk.hpp"

namespace docket::desk {

// As they stand in an address. Failure: invalid "audit.filter_malformed".
struct RecordWanted {
    std::string from, until; // days, both included
    std::string person, act, kind;
    std::string object; // LX…, A000012, B000012, or the id of a person
    std::string before; // "next" of the page before; empty: from the newest on
    int limit = 50;
};
Result<json::Value> record(const Desk& desk, const RecordWanted& wanted);
// What people looked at, field by field, and the files they took along: the same record, told as looks.
Result<json::Value> looks(const Desk& desk, const RecordWanted& wanted);
// One event with all it says, its place in the chain, and whether the text it was decided on is still there
// as it was. Failure: not_found "event.unknown".
Result<json::Value> record_event(const Desk& desk, std::int64_t n);
// The people and acts that occur, and what events may be about.
Result<json::Value> record_choices(const Desk& desk);

// The filtered record as a table, newest first. Its head holds who asked for it, when, by which conditions,
// and the digest of everything behind the head; the record says who took it along. Failure: exhausted
// "audit.export_too_long".
struct RecordFile {
    std::string name, text; // UTF-8 with BOM
};
Result<RecordFile> record_file(const Desk& desk, const Person& person, RecordWanted wanted);

Result<json::Value> chain(const Desk& desk);
Result<json::Value> check_chain_now(const Desk& desk, const Person& person);

// Both balances over everything.
Result<json::Value> whole_book(const Desk& desk);
// The days before this one, with their differences; `before` empty: from the newest on.
Result<json::Value> day_books(const Desk& desk, const std::string& before);
// The arrivals a number of a day counts.
Result<json::Value> day_arrivals(const Desk& desk, const std::string& day, const std::string& state,
                                 std::int64_t after);

} // namespace docket::desk
