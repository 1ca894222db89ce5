// How a document reached its reader, as an act or a correction tells it: {"mode", "recipient", "on",
// "proof"}. Pure; any thread.
#pragma once

#include "pipeline/json/json.hpp"
#include "review/case.hpp"

namespace docket::flow {

// The day on which the document counts as served: `on`, or with a public notice, whose `on` is the day of
// publication, when its days have passed (民事诉讼法 95). Failure: invalid "date.malformed".
Result<Date> served_on(const json::Value& said);
// The same with the rest, as it is kept. Failure: as above.
Result<review::Service> service_of(const json::Value& said);
// As it is shown, and told for ever: the same members.
json::Object json_of(const review::Service& service);
// Mode, recipient, day and proof are given, and the day is one on which a document of that day can have been
// served.
bool proves_service(const json::Value& said, const std::optional<Date>& dated, Date today);

} // namespace docket::flow
