// A letter as it lies on the verification desk: the arrival with its pages, what was read of it and what
// people confirmed. Private to desk; values, loaded anew for each request.
#pragma once

#include "ocr/fields/fields.hpp"
#include "pipeline/desk/confirmed.hpp"
#include "pipeline/desk/desk.hpp"
#include "pipeline/desk/kept_lines.hpp"
#include "review/competence.hpp"

#include <array>
#include <functional>
#include <map>

namespace docket::desk {

struct Letter {
    flow::Arrival arrival;
    ArrivalLine line;
    std::vector<flow::Page> pages;
    std::vector<std::optional<ocr::PageText>> texts; // of each page, once read
    ocr::LetterFields fields;                        // empty until understood
    Verification verification;
    Confirmed confirmed;
    std::map<std::string, std::string> names; // of people, by id
    std::vector<Correction> corrections;      // made before, oldest first
    std::vector<ocr::Confusion> learned;      // from all letters, the most frequent first
    std::vector<Correction> changes;          // made now, to be stored with what is confirmed

    std::string name_of(const std::string& person) const;
    // The confirmed value where there is one, else what was read.
    std::string value(std::string_view field) const;
    std::vector<std::string> claims() const;
};

// Told of each page once it is there, the pages in order and all else before them: what it takes away of the
// page's text is not held.
using TakePage = std::function<void(Letter& letter, std::size_t at)>;
Result<Letter> load_letter(const Desk& desk, std::int64_t arrival, const TakePage& take = {});
// Only what a row of a list shows.
Result<json::Object> row_of(const Desk& desk, const ArrivalLine& line);
// Of a page of them in their order, by one question each for the arrivals and for their cases.
Result<json::Array> rows_of(const Desk& desk, const std::vector<ArrivalLine>& lines);

// A box of the scan as fractions of the page set upright: [x, y, w, h].
json::Array upright(const ocr::Box& box, const ocr::PageText& page);
json::Array page_views(const Letter& letter);
// How dark a character is marked: 0 sure, 1 to 3 ever less.
int shade_of(const ocr::Glyph& glyph);
// Where the hand stops: a character its reader was not sure of, or hardly so and it has another choice.
bool is_doubtful(const ocr::Glyph& glyph);
json::Object confirmed_view(const ConfirmedValue& value, const Letter& letter);
// {"before": name of the letter before it in its tray, where there is one, "understood": bool}; none where it
// cannot be cut anew.
Result<std::optional<json::Object>> cut_view(const Desk& desk, const Letter& letter);
Result<json::Value> view_of(const Desk& desk, const Letter& letter);

// Lays what a person typed over what was confirmed before, and notes each change. Failure: invalid
// "letter.field_unknown".
Result<void> take_over(Letter& letter, const json::Value& input, const Person& person, Instant now);
// What the changes say of characters that readers confuse in the names the office lists; nothing of a letter
// that informs against somebody.
std::vector<ocr::Confusion> lessons_of(const Letter& letter, const ocr::Lexicon& lexicon);

// The facts flow::case_from takes.
json::Value facts_of(const Letter& letter, const review::Organs& organs);

} // namespace docket::desk
