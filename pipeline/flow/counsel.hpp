// Counsel's task of a case: a job of the durable queue that a lawyer leases for days. Who holds it is asked
// here and nowhere else. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"
#include "review/case.hpp"

#include <optional>
#include <string_view>

namespace docket::flow {

inline constexpr std::string_view counsel_queue = "counsel";
inline constexpr std::string_view counsel_task = "counsel.check";

// The task while its lease is in force: `owner` is the id of the lawyer, `lease_until` is set.
Result<std::optional<queue::JobRow>> held_task(const review::Case& c, const Tools& tools);

queue::Lease lease_of(const queue::JobRow& held);

// The holder's lease runs anew for as long as a task is given; never shorter than it did. Answers until when.
// Failures: not_found "case.unknown"; conflict "act.task_not_held", "queue.lease_lost".
Result<Instant> prolong_task(std::string_view case_number, std::string_view person, const Tools& tools);

// conflict "act.task_taken": who holds the task, since when and until when.
Result<void> taken(const queue::JobRow& task, const Tools& tools);

} // namespace docket::flow
