// How a child says what came of a request: {"value": …} or {"failure": {"kind", "code", "detail"}}. Any
// thread.
#pragma once

#include "pipeline/json/json.hpp"

#include <string>
#include <string_view>

namespace docket::sandbox {

std::string answer(const Result<json::Value>& outcome);

// What the child said: its value, or the failure it named.
// Failure of its own: unavailable "child.died" when the message is neither (the child cannot be trusted
// further).
struct Answer {
    bool understood = false;
    Result<json::Value> outcome;
};
Answer understand(std::string_view message);

} // namespace docket::sandbox
