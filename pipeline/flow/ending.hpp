// 终止: a round that ends without an opinion, and the route of article 31 that a matter is on. The facts
// their guards ask, and their effects. One thread a call.
#pragma once

#include "pipeline/flow/effects.hpp"
#include "review/guards.hpp"
#include "review/routes.hpp"

namespace docket::flow {

// `input`: of the act; null where a page asks what a person could do.
void add_ending_facts(const review::Case& c, const json::Value& input, Date today, review::Facts& facts);
// {"route": 1 to 6} of decline, transfer and accept.
void add_route_facts(review::Act act, const review::Case& c, const json::Value& input, Date today,
                     review::Facts& facts);
// The route the input names; none: 0.
int route_in(const json::Value& input);

// {"kind", "on": date, "reason", "proof"}
Result<void> ask_ending(ActContext& context);
Result<void> conclude(Transaction& tx, ActContext& context);

} // namespace docket::flow
