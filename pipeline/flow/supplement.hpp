// 补正: what a request for review or re-review lacks is asked for once, with a notice of its own; its days
// run from proven service; what comes starts the office's first days anew; what does not come is a ground of
// refusal where the office has adopted it (行政复议法 31, by analogy; local). One thread a call.
#pragma once

#include "pipeline/flow/effects.hpp"
#include "review/guards.hpp"

namespace docket::flow {

// The period of the current round's supplement; null before its notice was served.
const review::Deadline* supplement_period(const review::Case& c);
// Whether it has passed and nothing was sent in it.
bool supplement_missed(const review::Case& c, Date today);

// `input`: of the act; null where a page asks what a person could do.
void add_supplement_facts(const review::Case& c, const json::Value& input, Date today, const Office& office,
                          review::Facts& facts);

// {"wanted": [text]}
Result<void> ask_supplement(Transaction& tx, ActContext& context);
// Of a notice that has just been served: its days begin, and the office need decide nothing before they end.
Result<void> begin_supplement(ActContext& context, const review::Notice& notice);
// {"on": date, "posted_on"?: date}
Result<void> keep_supplement(ActContext& context);
// 信访工作条例 22: what becomes of the letter was decided within the fifteen days, whatever was decided;
// nothing more is waited for.
void meet_first_period(review::Case& c);

// From when the periods of the current round's review run: the request, or by the office's rules what
// completed it.
Date review_runs_from(const review::Case& c, const Office& office);

} // namespace docket::flow
