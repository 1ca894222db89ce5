// People and organs from JSON into the office's directory, all of a list or none of it, each import with its
// event. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

namespace docket::app {

// {"people": [{"id", "name", "role", "firm"?, "conflicts"?: [organ code]}]}: how many were brought in.
// Failures: invalid "people.malformed", "role.unknown".
Result<int> import_people(const json::Value& value, const flow::Tools& tools);
// {"organs": [{"code", "name", "kind", "superior"?, "aliases"?: [text]}]}: how many were brought in.
// Failures: invalid "organ.kind_unknown" and those of review::Organs::make.
Result<int> import_organs(const json::Value& value, const flow::Tools& tools);

} // namespace docket::app
