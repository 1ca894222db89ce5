// What the acts beside the way of the lifecycle do (review::asides): notices that are served, a period that
// is extended, a hearing whose days do not count. The facts their guards ask, and their effects. One thread a
// call.
#pragma once

#include "pipeline/flow/effects.hpp"
#include "review/guards.hpp"

namespace docket::flow {

// The current round's period that may be extended, or leaves out a hearing, and is not over by being met;
// none: null.
const review::Deadline* running_period(const review::Case& c);
// The notice an act names by its place from 1; none there: null.
const review::Notice* named_notice(const review::Case& c, const json::Value& input);

// `input`: of the act; null where a page asks what a person could do.
void add_facts_beside(const review::Case& c, const json::Value& input, Date today, review::Facts& facts);

Result<void> keep_notice_service(ActContext& context);
Result<void> ask_extension(ActContext& context);
Result<void> extend_period(Transaction& tx, ActContext& context);
Result<void> leave_out_hearing(ActContext& context);

} // namespace docket::flow
