// Who speaks for the petitioners: registered and ended beside the way, named in every document of the days on
// which the mandate holds, and asked for when somebody signs for one. One thread a call.
#pragma once

#include "pipeline/flow/effects.hpp"
#include "review/guards.hpp"

namespace docket::flow {

// `input`: of the act; null where a page asks what a person could do.
void add_mandate_facts(const review::Case& c, review::Act act, const json::Value& input, Date today,
                       const Office& office, review::Facts& facts);

// Many petitioners: as many as the office counts for a joint petition (集体).
bool is_collective(const review::Case& c, const Office& office);
// Whether the law itself allows five representatives only: many, who came in person, in the handling round
// (信访工作条例 20).
bool must_elect(const review::Case& c, const Office& office);
// More representatives today than the office would like to see where the law does not say; only said.
bool too_many_speak(const review::Case& c, Date today, const Office& office);

// {"kind", "name", "id_kind"?, "id_number"?, "phone"?, "powers"?, "from": date, "until"?: date, "proof"}
Result<void> add_mandate(ActContext& context);
// {"mandate": its place from 1, "on": date, "reason"}
Result<void> end_mandate(ActContext& context);

// Adds to a document's parties whoever speaks for them on that day; the guardian as the agent by law that he
// or she is (民法典 23). Done once, whatever the document had.
void name_speakers(outputs::Document& document, const review::Case& c, Date day);

} // namespace docket::flow
