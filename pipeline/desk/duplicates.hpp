// Repeated petitions on the pages of the register and of a case: what people decided, as far as the asking
// person may know of the other case. Private to desk; any thread.
#pragma once

#include "pipeline/desk/people.hpp"

#include <map>
#include <string>
#include <vector>

namespace docket::desk {

// "Linked" of openapi.json for those of these cases that a person put beside another: {"is": repeat | first |
// related, "number" of the other, "count" of such others}.
Result<std::map<std::string, json::Object>> links_of(const Desk& desk, const Person& person,
                                                     const std::vector<review::Case>& cases);

// Takes out what tells of a case that the person may not open.
Result<void> hide_links(const Desk& desk, const Person& person, std::vector<review::Event>& events);

} // namespace docket::desk
