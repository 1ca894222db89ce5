#include "pipeline/store/jobs_text.hpp"

#include "pipeline/store/job_row.hpp"

namespace docket::store::sql {

namespace {
// A range of the index job_ready; jobs that are not due are passed over by none.
std::string ready_at(queue::Priority priority, std::string_view lock, const std::string& limit) {
    const auto level = std::to_string(static_cast<int>(priority));
    return "SELECT id FROM (SELECT id FROM job WHERE queue = $1 AND state = 'ready' AND priority = " + level +
           " AND run_at_ms <= $2 ORDER BY run_at_ms, id" + limit + std::string(lock) + ") AS at_" + level;
}

// $1, $2 as in the claim. The next priority is looked at only where this one gave too few.
std::string ready(std::string_view lock, int most) {
    const auto limit = " LIMIT " + std::to_string(most);
    std::string out;
    for (const auto priority : queue::priorities) {
        if (!out.empty()) out += " UNION ALL ";
        out += ready_at(priority, lock, limit);
    }
    return out + limit;
}

// Of one subject also what was leased and ran out, unless the sweep would bury it.
std::string ready_for_subject(std::string_view lock, int most) {
    return "SELECT id FROM job WHERE queue = $1 AND ((state = 'ready' AND run_at_ms <= $2) OR (state = "
           "'leased' AND lease_until_ms <= "
           "$2 "
           "AND attempt < max_attempts AND returns + 1 < " +
           std::to_string(queue::most_returns) +
           ")) AND subject = $3 ORDER BY priority, run_at_ms, id LIMIT " + std::to_string(most) +
           std::string(lock);
}

// The number of a claim is written into the text: bound, an engine plans every claim anew. What is picked is
// kept apart from the update, or an engine may pick again for each row.
std::string picked(std::string_view lock, int most, bool for_subject) {
    return "picked AS MATERIALIZED (" + (for_subject ? ready_for_subject(lock, most) : ready(lock, most)) +
           ")";
}

constexpr std::string_view lease_columns =
    "id, lease_token, kind, queue, payload, subject, lease_owner, attempt, "
    "max_attempts, lease_until_ms, priority, run_at_ms";

// `owner`, `until`: the numbers of these values.
std::string take(int owner, int until) {
    return "UPDATE job SET returns = returns + CASE WHEN state = 'leased' THEN 1 ELSE 0 END, state = "
           "'leased', "
           "lease_token = lease_token + 1, lease_owner = $" +
           std::to_string(owner) + ", lease_until_ms = $" + std::to_string(until) +
           " FROM picked WHERE job.id = picked.id RETURNING job." + std::string(lease_columns);
}

std::string held_row(std::size_t id) {
    const auto first = "$" + std::to_string(id), second = "$" + std::to_string(id + 1);
    return "(CAST(" + first + " AS BIGINT), CAST(" + second + " AS BIGINT))";
}

// The leases that end: of each its id and token, the first of them at value `first`; then the moment.
std::string held_rows(std::size_t count, std::size_t first) {
    std::string rows = held_row(first);
    for (std::size_t i = 1; i < count; ++i) rows += ", " + held_row(first + 2 * i);
    return "held(id, token) AS (VALUES " + rows + ")";
}

std::string end_held(std::size_t moment) {
    return "UPDATE job SET state = 'done', finished_at_ms = $" + std::to_string(moment) +
           ", lease_owner = NULL, lease_until_ms = NULL FROM held WHERE job.id = held.id AND state = "
           "'leased' AND "
           "lease_token = held.token RETURNING job.id";
}
} // namespace

std::string enqueue(std::size_t count) {
    constexpr int columns = 9;
    std::string rows;
    for (std::size_t i = 0; i < count; ++i) {
        rows += i == 0 ? "(" : ", (";
        for (int c = 1; c <= columns; ++c) {
            if (c == 6) rows += ", 'ready'";
            rows += (c == 1 ? "$" : ", $") + std::to_string(i * columns + static_cast<std::size_t>(c));
        }
        rows += ")";
    }
    return "INSERT INTO job(kind, queue, payload, subject, dedup_key, state, priority, run_at_ms, "
           "max_attempts, created_at_ms) VALUES " +
           rows +
           " ON CONFLICT (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state IN ('ready', 'leased') "
           "DO NOTHING RETURNING id";
}

std::string claim(std::string_view lock, int most, bool for_subject) {
    const int before = for_subject ? 3 : 2;
    return "WITH " + picked(lock, most, for_subject) + " " + take(before + 1, before + 2);
}

std::string done_all(std::size_t count) {
    return "WITH " + held_rows(count, 1) + " " + end_held(2 * count + 1);
}

// The ending goes first. A claim may lock for a moment what another has just taken (it locks the newest
// version of a row and then sees that it is no longer ready), and never waits; whoever waited for such a row
// with a claim in hand could stand in a ring.
std::string turn(std::string_view lock, int most, std::size_t count) {
    return "WITH " + picked(lock, most, false) + ", taken AS (" + take(3, 4) + "), " + held_rows(count, 5) +
           ", ended AS (" + end_held(2 * count + 5) +
           ") SELECT id, 0 AS lease_token, '' AS kind, '' AS queue, '' AS payload, '' AS subject, '' AS "
           "lease_owner, "
           "0 AS attempt, 0 AS max_attempts, 0 AS lease_until_ms, 0 AS priority, 0 AS run_at_ms FROM ended "
           "UNION ALL SELECT " +
           std::string(lease_columns) + " FROM taken";
}

std::string give_back() {
    const std::string last =
        "(returns + 1 >= " + std::to_string(queue::most_returns) + " OR attempt >= max_attempts)";
    return "UPDATE job SET returns = returns + 1, state = CASE WHEN " + last +
           " THEN 'dead' ELSE 'ready' END, finished_at_ms = CASE WHEN " + last +
           " THEN CAST($1 AS BIGINT) END, last_error = CASE WHEN returns + 1 >= " +
           std::to_string(queue::most_returns) +
           " THEN 'queue.returned_too_often: every worker that took this job was lost; look at its file' "
           "ELSE last_error END, lease_owner = NULL, lease_until_ms = NULL "
           "WHERE id = $2 AND state = 'leased' AND lease_token = $3 AND (lease_until_ms <= $4 OR $5 = CAST(1 "
           "AS BIGINT)) "
           "RETURNING " +
           std::string(job_row_columns);
}

} // namespace docket::store::sql
