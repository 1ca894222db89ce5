// A case carried along the lifecycle by the demo people, as far as a test wants it. Throws where an act that
// must be done is refused. One thread a case.
#pragma once

#include "tests/support/letters.hpp"
#include "tests/support/premises.hpp"

namespace docket::testing {

// What the people of the office do with a case that is registered, up to and with `last`; before a document
// is served the machine has written it.
void carry(House& house, const std::string& number, review::Stage last,
           const std::string& lawyer = "lawyer-2");
// The one act that leads on from where the case stands, with a right input, by the right person.
Result<flow::ActReceipt> next_act(House& house, const std::string& number,
                                  const std::string& lawyer = "lawyer-2");

// The code of a refusal; "done" where there is none.
std::string code_of(const Result<flow::ActReceipt>& done);

} // namespace docket::testing
