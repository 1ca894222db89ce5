// The findings of the legal check as the pages show them, with what people said to each. Private to desk; any
// thread.
#pragma once

#include "pipeline/desk/people.hpp"
#include "pipeline/flow/checking.hpp"

namespace docket::desk {

json::Array finding_views(const std::vector<flow::Checked>& found, const People& people);
// Of the newest kept draft.
Result<json::Array> finding_views(const Desk& desk, const review::Case& c, const People& people);
json::Object finding_counts(const std::vector<flow::Checked>& found); // {"veto", "major", "minor"}

} // namespace docket::desk
