// A letter as it lies on the verification desk: the arrival with its pages, what was read of it and what
// people confirmed. Private to desk; values, loaded anew for each request.
#pragma once

#include "ocr/fields/fields.hpp"
#include "pipeline/desk/confirmed.hpp"
#include "pipeline/desk/desk.hpp"
#include "review/competence.hpp"

#include <array>
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

    std::string name_of(const std::string& person) const;
    // The confirmed value where there is one, else what was read.
    std::string value(std::string_view field) const;
    std::vector<std::string> claims() const;
};

Result<Letter> load_letter(const Desk& desk, std::int64_t arrival);
// Only what a row of a list shows.
Result<json::Object> row_of(const Desk& desk, const ArrivalLine& line);

// A box of the scan as fractions of the page set upright: [x, y, w, h].
json::Array upright(const ocr::Box& box, const ocr::PageText& page);
json::Array page_views(const std::vector<flow::Page>& pages,
                       const std::vector<std::optional<ocr::PageText>>& texts);
// Characters of a line that a reader was not sure of.
bool is_doubtful(const ocr::Glyph& glyph);

// The facts flow::case_from takes.
json::Value facts_of(const Letter& letter, const review::Organs& organs);

} // namespace docket::desk
