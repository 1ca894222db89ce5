// How a job lies in its row; for the two files that read it. Private to the module.
#pragma once

#include "pipeline/queue/job.hpp"
#include "pipeline/store/query.hpp"

namespace docket::store {

inline Result<queue::State> parse_job_state(std::string_view text) {
    using enum queue::State;
    for (const auto state : {ready, leased, done, dead, cancelled})
        if (queue::name(state) == text) return state;
    return misread("a state of jobs that is not known");
}

template <> struct Column<queue::State> : NamedColumn<queue::State, parse_job_state> {};

inline constexpr std::string_view job_row_columns =
    "id, kind, queue, payload, subject, state, attempt, max_attempts, returns, COALESCE(lease_owner, ''), "
    "COALESCE(last_error, ''), run_at_ms, lease_token, lease_until_ms";
template <> struct Fields<queue::JobRow> {
    static auto of(auto& r) {
        return std::tie(r.id, r.kind, r.queue, r.payload, r.subject, r.state, r.attempt, r.max_attempts,
                        r.returns, r.owner, r.last_error, r.run_at, r.lease_token, r.lease_until);
    }
};

} // namespace docket::store
