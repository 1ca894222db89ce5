// 答辩: when a request for review or re-review is accepted, the organ whose opinion is disputed is told of it
// and asked for the file and its answer; its days run from proven service, beside those of the review, which
// wait for nothing; what comes is kept, late or not (local). One thread a call.
#pragma once

#include "pipeline/flow/effects.hpp"
#include "review/guards.hpp"

namespace docket::flow {

// The period of this round's answer; null before its notice was served.
const review::Deadline* answer_period(const review::Case& c, const review::Round& round);
// Whether what came did so after its last day. A provisional day makes nothing late.
bool answer_is_late(const review::Case& c, const review::Round& round);

// `input`: of the act; null where a page asks what a person could do.
void add_answer_facts(const review::Case& c, const json::Value& input, Date today, review::Facts& facts);

// Of a request that has just been accepted, where the office has adopted it; of an informant report none is
// written, as the organ complained of may be the accused or hold the accused (信访工作条例 30).
Result<void> notify_respondent(Transaction& tx, ActContext& context);
// Of a notice that has just been served: the days of the organ begin.
Result<void> begin_answer(ActContext& context, const review::Notice& notice);
// {"on": date, "summary": text, "file"?: bool}
Result<void> keep_answer(ActContext& context);

} // namespace docket::flow
