// What a search looks at of a letter, a case and its documents, part by part, and where each part is on
// paper. The index is built of the very parts in which hits are shown (indexing.cpp, searching.cpp), so that
// the two cannot differ. Private to desk; values, loaded anew for each request.
#pragma once

#include "pipeline/desk/desk.hpp"
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/desk/people.hpp"
#include "pipeline/text/search_form.hpp"

#include <string>
#include <vector>

namespace docket::desk {

// Where a character is: on a line of a page (both from 0), in a box of the scan.
struct OnPaper {
    std::size_t line = 0;
    ocr::Box box;
};

struct SearchPart {
    std::string label;           // 第2页, 联系电话
    std::u32string text;         // as read, confirmed or registered
    int page = 0;                // from 1; 0: nowhere on paper
    std::vector<OnPaper> places; // of each character; empty where the whole part is at `box`
    ocr::Box box;                // of a field
    bool secret = false;         // shown with all but its end covered: numbers that identify a person
};

// `words`: without where they stand, page by page, so that an index of a long letter is made in the memory of
// a short one.
enum class Wanted { words, places };

// The letter, and added to `parts` its pages and fields, a person's word before the machine's.
Result<Letter> load_letter_parts(const Desk& desk, std::int64_t arrival, Wanted wanted,
                                 std::vector<SearchPart>& parts);
// What the register says of the case.
std::vector<SearchPart> case_parts(const review::Case& c, const People& people);
// The words of every document that was given a number.
Result<std::vector<SearchPart>> document_parts(const Desk& desk, const review::Case& c);

// Subjects of entries (search/index.hpp).
std::string letter_subject(std::int64_t arrival);
std::string case_subject(std::string_view number);
std::string documents_subject(std::string_view number);
// What a subject names; everything empty for one of no known form.
struct Subject {
    std::int64_t arrival = 0;
    std::string case_number;
    bool documents = false;
};
Subject parse_subject(std::string_view subject);

// Letter, case and parts of a subject as they are now; nothing where the subject is no more.
struct SearchSource {
    std::optional<Letter> letter;
    std::optional<review::Case> c;
    std::vector<SearchPart> parts;
};
Result<std::optional<SearchSource>> load_source(const Desk& desk, const Subject& subject,
                                                const People& people, Wanted wanted);

// How many entries hold all of these words, as far as this person may know; at most a thousand are counted.
Result<std::int64_t> count_found(const Desk& desk, const Person& person, std::string_view words);

} // namespace docket::desk
