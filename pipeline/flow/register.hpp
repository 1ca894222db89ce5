// From what a letter says of itself to a case with its rounds: by itself when the reading is sure, by a
// person's word otherwise. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <functional>
#include <string_view>

namespace docket::flow {

// A case as the facts have it, not stored and without a number. `facts` has the names of the letter's fields:
// kind, applicant, id_number, phone, address, respondent_code, disputed_number, disputed_date, received_on,
// original_organ_code, original_number, original_date, claims; a person's input and the reading share them. A
// person's also says what the matter is: matter, accused (flow/secrecy.hpp).
// Failures: invalid "register.kind_missing", "register.respondent_missing", "date.malformed".
Result<review::Case> case_from(const json::Value& facts, const Arrival& arrival, const Tools& tools);
// The reading's fields in that shape.
json::Value facts_of(const ocr::LetterFields& fields);

// Inside a transaction: number, case, arrival, pages and both events. Registering an arrival that has a case
// already changes nothing.
Result<void> store_registration(Transaction& tx, const Tools& tools, Arrival arrival, review::Case c,
                                std::string_view actor);

// A person registers an arrival that waits: needs_person, rejected and now known by its paper, or in progress
// with a dead job. `also` is stored with it, in the same transaction. Failures: forbidden "act.wrong_role",
// conflict "register.not_waiting", and those of case_from.
Result<review::Case> register_by_person(std::int64_t arrival, std::string_view actor,
                                        const json::Value& facts, const Tools& tools,
                                        const std::function<Result<void>(Transaction&)>& also = {});

} // namespace docket::flow
