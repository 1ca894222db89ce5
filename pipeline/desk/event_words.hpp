// What happened, as a sentence for people. Private to desk; pure; any thread.
#pragma once

#include "pipeline/desk/people.hpp"

#include <string>

namespace docket::desk {

// One sentence that begins with who did it; `detail`: of the event, read.
std::string sentence_of(const review::Event& event, const json::Value& detail, const People& people);

} // namespace docket::desk
