#include "pipeline/flow/lease.hpp"

#include "pipeline/flow/effects.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/lifecycle.hpp"

#include <algorithm>
#include <string>

namespace docket::flow {

Result<std::optional<queue::Lease>> task_lease(const review::Case& c, const Tools& tools) {
    queue::JobFilter filter;
    filter.state = queue::State::leased;
    filter.queue = std::string(counsel_queue);
    filter.subject = subject_of(c);
    DOCKET_TRY(const auto rows, tools.desk.list(filter));
    for (const auto& row : rows) {
        if (!row.lease_until || *row.lease_until <= tools.clock.now()) continue;
        queue::Lease lease;
        lease.id = row.id;
        lease.token = row.lease_token;
        lease.owner = row.owner;
        lease.until = *row.lease_until;
        return std::optional(lease);
    }
    return std::optional<queue::Lease>{};
}

Result<Instant> prolong_task(std::string_view case_number, std::string_view person, const Tools& tools) {
    DOCKET_TRY(const auto c, tools.cases.load(case_number));
    DOCKET_TRY(const auto lease, task_lease(c, tools));
    if (!lease || lease->owner != person)
        return review::to_failure(review::Refusal::task_not_held, c.current().stage, review::Act::sign_off);
    const auto until =
        std::max(lease->until, tools.clock.now() + Millis(std::chrono::days{tools.office.lawyer_days}));
    DOCKET_CHECK(tools.jobs.extend(*lease, until));
    return until;
}

} // namespace docket::flow
