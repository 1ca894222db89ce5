// What a letter says of itself: who writes, what kind of letter it is, which opinion of which organ it
// disputes. The reading proposes; a person decides (needs_person in doubts.hpp says when one must look).
// Nobody is recognised from a list and no handwriting is compared. Free functions and values; any thread.
//
// Names of fields, stable; a field that the letter does not give is absent:
//   kind              first_letter | review_application | re_review_application
//   applicant         the first who signs            applicants     all of them, joined by 、, when several
//   anonymous         true | false                   collective     how many people the letter says write it
//   id_number         18 characters                  phone          as text::parse_phone gives it
//   address                                          letter_date    YYYY-MM-DD, the day beside the signature
//   respondent        full name from the lexicon     respondent_code
//   disputed_number   文号 of the disputed opinion   disputed_date  its day
//   received_on       the day the petitioner received it
//   original_number, original_date, original_organ   of the handling opinion, in a re-review application
//   claim             one for each request, in order
//   representatives   who speaks for the others, joined by 、
//   place             where the matter arose, as the division list names it    place_code
//   attachment        one for each that the letter names
//   amount            each sum of money once, in yuan: 3860, 42000, 1200.5
//   urgent            each word of the office's list that calls for somebody at once
//   sex               男 | 女, where the letter says so: a check of the identity number, never taken from it
#pragma once

#include "ocr/fields/lexicon.hpp"
#include "ocr/page.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

// What one engine read where the value stands, in the value's own form where it has one.
struct EngineReading {
    std::string engine;
    std::string value;
    bool operator==(const EngineReading&) const = default;
};

struct FieldValue {
    std::string name;
    std::string value;               // canonical; empty where what was read gives none (a 30th of February)
    std::string raw;                 // the characters as read
    float confidence = 0;            // 0..1, of the glyphs, lowered by each doubt
    int page = 0;                    // 0-based
    Box box;                         // around the glyphs of the value that lie on `page`
    std::vector<std::string> doubts; // stable dotted words, docs of each at the place that gives it
    // Of what matters (names, numbers, days, organs, amounts, address, claims), where two engines read the
    // same box: the first reading is `value`'s. Empty where only one engine read it.
    std::vector<EngineReading> readings{};
    // What else the value may be, likeliest first: other readings, a number whose check digit fits, an organ
    // of the lexicon. Offered to a person; nothing here ever takes the place of `value` by itself.
    std::vector<std::string> candidates{};

    bool agreed() const; // two engines or more read it, all alike
    bool operator==(const FieldValue&) const = default;
};

struct LetterFields {
    std::vector<FieldValue> fields;
    float page_confidence = 0; // the mean over the glyphs of the worst page that holds text
    int characters = 0;        // read in all, white space left out
    int left_out = 0;          // pages of a long letter that no field was looked for on (letter_pages.hpp)

    const FieldValue* find(std::string_view name) const;
    std::vector<const FieldValue*> all(std::string_view name) const;
    std::string value(std::string_view name) const; // "" where absent
    bool operator==(const LetterFields&) const = default;
};

// Any pages give a result. With `today`, dates that are yet to come are doubted. Of a long letter see
// letter_pages.hpp.
Result<LetterFields> understand(std::span<const PageText> pages, const Lexicon& lexicon,
                                std::optional<Date> today = std::nullopt);

// {"page_confidence", "characters", "left_out" (where pages were), "fields": [{"name", "value", "raw",
// "confidence", "page", "box": [x, y, w, h], "doubts": [...]}]}; a field also has "readings": [{"engine",
// "value"}] and "candidates":
// [...] where there are any. Failure of from_json: invalid "fields.malformed".
json::Value to_json(const LetterFields& fields);
Result<LetterFields> from_json(const json::Value& value);

} // namespace docket::ocr
