// The small language of template texts:
//   {path}         the fact at the path; {item.x} is a member of the list entry at hand
//   {table/path}   words[table][the fact at the path], expanded in its turn
//   [[ ... ]]      dropped as a whole when a placeholder in it has no fact
// Pure; any thread.
#pragma once

#include "outputs/compose.hpp"

namespace docket::outputs {

struct Scope {
    const json::Value& facts;
    const Template& with;
    const json::Value* item = nullptr;
};

// The text of a fact; empty where it is absent, empty or not a text or a number.
std::string fact_text(const Scope& scope, std::string_view path);
const json::Value& fact_at(const Scope& scope, std::string_view path);

// "path" has something in it | "!path" | "path=value" | "path!=value"
bool holds(const Scope& scope, std::string_view condition);

// Failure: invalid "template.unresolved" or "template.malformed".
Result<std::string> expand(const Scope& scope, std::string_view text);

} // namespace docket::outputs
