// The words of the pages: what codes are called, and which sign and tone a page gives them. Constants and
// pure functions; any thread.
#pragma once

#include "pipeline/json/json.hpp"
#include "review/case.hpp"
#include "review/role.hpp"

#include <span>
#include <string>
#include <string_view>

namespace docket::desk {

struct Word {
    std::string_view code, word, shape, tone;
};

std::span<const Word> stage_words();
std::span<const Word> act_words(); // of the record: acts of people and what the machine does
std::span<const Word> level_words();
std::span<const Word> kind_words();
std::span<const Word> arrival_words();
std::span<const Word> role_words();
std::span<const Word> severity_words();
std::span<const Word> outcome_words();
std::span<const Word> ground_words();
std::span<const Word> service_words();
std::span<const Word> channel_words();
std::span<const Word> matter_words();
std::span<const Word> subject_words(); // of the record: what an event may be about

// The word of a code; 「未知（码）」 where none is known.
std::string word_of(std::span<const Word> words, std::string_view code);
json::Array to_json(std::span<const Word> words);
json::Object to_json(const review::Person& person);

// A field of a letter as the verification desk asks for it.
struct FieldLabel {
    std::string_view name, label;
    std::string_view kind;         // text | date | id | phone | doc_number | organ | choice | long
    bool first, review, re_review; // asked for in a letter of this kind
    bool must_first, must_review, must_re_review; // cannot be registered without
    bool key_first;                               // typed from the paper where two readings differ
};
std::span<const FieldLabel> field_labels();

} // namespace docket::desk
