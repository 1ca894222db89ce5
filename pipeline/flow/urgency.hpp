// 重大、紧急信访事项 (信访工作条例 25, 46): words of the office's list in what a letter says propose that a
// matter is urgent and put it first at once; a clerk decides, and records the two reports. One thread a call.
#pragma once

#include "pipeline/flow/effects.hpp"
#include "review/guards.hpp"

#include <string_view>
#include <vector>

namespace docket::flow {

// Adds what the text has of the list's words, each word once among all; `where` says which text it is.
void find_urgent(std::vector<review::UrgentPlace>& found, std::string_view text, std::string_view where,
                 const ocr::Lexicon& lexicon);

// What was found in the letter, and what the claims of the case have. A case about which nobody has decided
// is suspected from then on; whether it became so just now.
bool suspect(review::Case& c, const std::vector<review::UrgentPlace>& in_letter, const ocr::Lexicon& lexicon);
review::EventDraft suspected(const review::Case& c, const Tools& tools);

// `input`: of the act; null where a page asks what a person could do.
void add_urgent_facts(const review::Case& c, const json::Value& input, Date today, review::Facts& facts);

// The letter stands first, or takes its turn, as its case does.
Result<void> tell_letter(Transaction& tx, const ActContext& context);

// {"reason"}
Result<void> mark_urgent(Transaction& tx, ActContext& context);
Result<void> clear_urgent(Transaction& tx, ActContext& context);
// {"to": "government" | "superior", "on": date, "by"}
Result<void> keep_report(ActContext& context);

} // namespace docket::flow
