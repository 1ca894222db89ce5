// What the pages of register and search ask of the server, in the forms their filters, orders and fields
// allow, by kind. Pure.
#pragma once

#include <string>
#include <vector>

namespace docket::testing {

struct Question {
    std::string kind, what;
    std::string path{};  // below /api/v1; with words: {} stands for the search they become
    std::string words{}; // sent first, as a page does
    bool of_clerks = false, of_mailroom = false;
    double limit_ms = 300; // at the 95th percentile
};

std::vector<Question> questions_for(std::size_t cases);
// Who puts it, in turn: whoever may open register and search, or whose page it is.
const std::vector<std::string>& people_of(const Question& question);

} // namespace docket::testing
