// What a petitioner may know by asking: whoever has the code of a case sees which documents went out to him
// or her, and when; nothing else. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::flow {

// A case that has none yet, a new one or one older than the codes, gets its own.
void ensure_query_code(review::Case& c, Random& random);

struct IssuedDocument {
    std::string type; // as its head says it, without organ and number
    Date dated{};
};

// The documents addressed to the petitioner that this office issued in all rounds of the case, in order of
// their date. `code` is what somebody typed. Failure: not_found "query.no_such_code", in the same words and
// after the same question to the store, whether no case has the code or it is none.
Result<std::vector<IssuedDocument>> issued_under(std::string_view code, const Tools& tools);

} // namespace docket::flow
