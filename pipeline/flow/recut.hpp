// A letter of a sorted batch that turns out to be two, and two that turn out to be one, as long as neither is
// registered. Both ways are acts of a person on the record; each undoes the other. Whatever comes of it waits
// for a person, so that nothing registers itself behind his back. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <functional>
#include <string_view>

namespace docket::flow {

// Asked inside the transaction of each letter that is touched; its Failure undoes the act.
using MayRecut = std::function<Result<void>(const Arrival& letter)>;

// Whether this one can be cut at all. Failures: conflict "letter.not_of_a_batch", "letter.registered",
// "letter.not_waiting" (the machine has it in hand, or it was rejected or is no letter any more).
Result<void> can_be_recut(const Arrival& letter);

// The pages behind `after` (from 1) become a letter of their own, which is returned. Its day, postmark and
// clock are those of the tray. Failures: those of can_be_recut(), conflict "batch.nothing_to_split" where one
// of the two would have nothing written on it.
Result<Arrival> split_letter(std::int64_t letter, int after, std::string_view actor, const Tools& tools,
                             const MayRecut& may);

// All its pages go behind those of `into`, a letter of the same batch, which is returned. The emptied one is
// counted no more. Failures: those of can_be_recut() of either, conflict "letter.other_batch".
Result<Arrival> merge_letter(std::int64_t letter, std::int64_t into, std::string_view actor,
                             const Tools& tools, const MayRecut& may);

} // namespace docket::flow
