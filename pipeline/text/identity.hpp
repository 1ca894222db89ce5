// Numbers that name people: the resident identity number (GB 11643-1999) and telephone numbers.
// Free functions and values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::text {

enum class Sex { female, male };

struct ResidentId {
    std::string number;   // 18 characters, the last a digit or X
    std::string division; // the first six: where it was issued, at that time
    Date born;
    Sex sex;
};

// Takes 18 digits, the last one perhaps X or x. Failures, all invalid: "id.malformed"; "id.obsolete" (15
// digits of 1989, which carry no check digit); "id.calendar" (no such day of birth); "id.checksum" (ISO 7064
// MOD 11-2); with `today` also "id.in_future" (born after it) and "id.too_old" (born 120 years before it or
// more).
Result<ResidentId> parse_resident_id(std::string_view text, std::optional<Date> today = std::nullopt);

char id_check_character(std::string_view first_17_digits); // of 17 digits, else DOCKET_ASSERT

// What a person may have written, given what a reader read: letters where only digits stand, × for X, and
// digits that look alike. The order is a proposal: valid before invalid, few changes before many. The number
// as read (letters made digits) is always among them, and no candidate replaces another without a person.
struct Candidate {
    std::string number;
    int changes = 0;        // characters that differ from what was read
    int digits_changed = 0; // of these, digits taken for other digits
    bool valid = false;     // calendar and check character agree
};
std::vector<Candidate> id_candidates(std::string_view as_read); // empty where it is no 18 characters

struct Phone {
    enum Type { mobile, landline, local }; // local: without the area code
    Type type;
    std::string number; // "13800138000", "0592-6051234", "0592-6051234-802", "6051234"
};
// Blanks, hyphens, brackets and +86 are welcome. Failure: invalid "phone.malformed".
Result<Phone> parse_phone(std::string_view text);

} // namespace docket::text
