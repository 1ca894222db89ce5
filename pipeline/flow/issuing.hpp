// Numbers for documents, and the jobs that write them: inside the transaction of the act that gives them, so
// that no number is taken in vain. One thread a call.
#pragma once

#include "pipeline/flow/effects.hpp"

namespace docket::flow {

// What takes a number or a task in the name of the current round: "case:LX…/round:2/opinion".
std::string held_by(const ActContext& context, std::string_view what);

// Number and date of today, from the series of this 机关代字.
Result<void> number_document(Transaction& tx, ActContext& context, outputs::Document& document,
                             const std::string& prefix, std::string_view what);
// The numbered document is the one the current round ends in.
Result<void> end_with(ActContext& context, const outputs::Document& document);
// A notice beside it: numbered, kept with the case, written.
Result<void> give_notice(Transaction& tx, ActContext& context, outputs::Document notice,
                         const std::string& prefix);
Result<void> ask_to_write(Transaction& tx, ActContext& context, const std::string& document_blob);

} // namespace docket::flow
