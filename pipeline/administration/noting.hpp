// What the changes share: the event, the reason, and reading a member of the input. Private to the module.
// Pure but for the record; any thread.
#pragma once

#include "pipeline/administration/administration.hpp"

namespace docket::administration {

// Appends who changed what from what to what, and why where a reason was given.
Result<void> note(Transaction& tx, const flow::Tools& tools, const std::string& subject, const char* act,
                  const Person& by, json::Value before, json::Value after, const std::string& reason = "");

// Without the blanks around it.
std::string trimmed(std::string_view text);
// At least two characters. Failure: invalid "administration.reason_missing".
Result<std::string> reason_of(const json::Value& input);
// Between one character and `most`, on one line. Failure: invalid `code` with `what`.
Result<std::string> line_of(const json::Value& input, const char* key, std::size_t most, const char* code,
                            const std::string& what);
std::size_t characters(std::string_view utf8);

} // namespace docket::administration
