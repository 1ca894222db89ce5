// What several views of the auditor's desk say of an event. Private to desk; pure; any thread.
#pragma once

#include "pipeline/desk/audit_ports.hpp"
#include "pipeline/desk/auditing.hpp"
#include "pipeline/desk/people.hpp"

namespace docket::desk {

Result<RecordQuery> query_of(const RecordWanted& wanted);
std::string place_of(const RecordLine& line); // "next" of a page that ends with it

std::string_view kind_of(const review::Event& event); // of what it is about: "case" of "case:LX…"
// What it is about as people call it, and the address of its page, if it has one: {"name", "page"?}.
json::Object object_of(const review::Event& event, const People& people);
json::Object event_row(const RecordLine& line, const People& people);
// What it says besides: {"label", "value", "before"?}, one a member of its detail.
json::Array particulars_of(const json::Value& detail);

// Not a formula for whichever program opens the table, and one cell whatever it holds.
std::string csv_cell(std::string_view text);

} // namespace docket::desk
