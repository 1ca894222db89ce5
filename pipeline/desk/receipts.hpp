// What a person holds in hand after an act, and can ask for again: who, when, on which text, under which
// number of the record. The same view at the act and ever after. Pure but for what it loads; any thread.
#pragma once

#include "pipeline/desk/desk.hpp"

#include <string>

namespace docket::desk {

struct ReceiptFacts {
    std::string case_number;
    std::string act, from, to; // codes
    std::string text;          // digest of the text decided on; empty where none
    std::int64_t event = 0;
    Instant at{};
    std::string document_number; // empty where none was given yet
    int draft_version = 0;       // 0: nothing was drafted yet
    json::Value detail;          // what the person said with the act
};
json::Object receipt_view(const ReceiptFacts& facts, const Person& actor);

} // namespace docket::desk
