// What a clerk needs in order to decline a case: the grounds that may be given here, and what the record says
// of the time of the request. Any thread.
#pragma once

#include "pipeline/desk/desk.hpp"
#include "pipeline/json/json.hpp"
#include "review/case.hpp"

namespace docket::desk {

// {"grounds": [{"id", "name", "says", "says_word", "sentence", "basis", "way", "late", "local"}],
//  "time": {"state", "words", "closes"?}}
json::Object declining_view(const Desk& desk, const review::Case& c);

} // namespace docket::desk
