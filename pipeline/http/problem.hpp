// A failure as the outside sees it: problem+json (RFC 9457) with our dotted code. Free functions; any thread.
#pragma once

#include "pipeline/http/message.hpp"

namespace docket::http {

// The status is the verdict's, but where HTTP has a word of its own (401, 405, 411, 421, 422, 429). `extra`
// are members that go with the code: those of House::particulars, retry_after_s with 429.
Response problem(const Failure& failure, const json::Object& extra = {});

// The same of a failed proof of who one is: "access.throttled" says how long to wait.
Response problem(const Failure& failure, Millis wait);

// The one answer to "not there" and to "not yours".
Failure not_found();

// Puts the mark on a problem; other answers are left alone. What happened inside is for the log only.
void set_mark(Response& response, const std::string& mark);

// What the log says of it: the code, and what happened inside where it is a fault of ours. Never what a
// person typed.
std::string trouble_of(const Failure& failure);

} // namespace docket::http
