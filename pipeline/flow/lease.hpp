// Counsel's task as the person who works on it holds it: a fenced lease of the queue, prolonged while there
// is work on it. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <optional>
#include <string_view>

namespace docket::flow {

// The running lease on the task of this case, whoever holds it; none where the task is free.
Result<std::optional<queue::Lease>> task_lease(const review::Case& c, const Tools& tools);

// The holder's lease runs anew for as long as a task is given; never shorter than it did. Answers until when.
// Failures: not_found "case.unknown"; conflict "act.task_not_held", "queue.lease_lost".
Result<Instant> prolong_task(std::string_view case_number, std::string_view person, const Tools& tools);

} // namespace docket::flow
