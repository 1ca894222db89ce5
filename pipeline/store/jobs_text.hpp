// The SQL of the queue (layout of `job`: migrations/0001_queue.sql). Texts with a number in them are made for
// each number once: bound, an engine would plan every claim anew. Pure; any thread.
#pragma once

#include "pipeline/queue/job.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace docket::store::sql {

// Of many jobs or leases in one statement: how many its texts are made for. The last lease fills up a text
// that is too long; jobs are taken in as many texts as it needs.
inline constexpr std::array<std::size_t, 5> sizes{512, 128, 32, 8, 1};

// Nine values a job: kind, queue, payload, subject, dedup_key, priority, run_at_ms, max_attempts,
// created_at_ms.
std::string enqueue(std::size_t count);

// Values: queue, now, [subject], owner, until. `lock`: what the dialect says for {skip_locked}.
std::string claim(std::string_view lock, int most, bool for_subject);
// Of each lease id and token, then the moment.
std::string done_all(std::size_t count);
// Both in one statement, for engines that write in WITH: the values of a claim, those of done_all. What ended
// is a row with token 0.
std::string turn(std::string_view lock, int most, std::size_t count);

inline constexpr std::string_view extend =
    "UPDATE job SET lease_until_ms = $1 WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

inline constexpr std::string_view charge =
    "UPDATE job SET attempt = attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END, "
    "charged_token = lease_token, last_error = $1 "
    "WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

inline constexpr std::string_view done =
    "UPDATE job SET state = 'done', finished_at_ms = $1, lease_owner = NULL, lease_until_ms = NULL "
    "WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

// Values: now, run_at, why, id, token.
inline constexpr std::string_view retry =
    "UPDATE job SET attempt = attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END, "
    "state = CASE WHEN attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END >= max_attempts "
    "THEN 'dead' ELSE 'ready' END, "
    "finished_at_ms = CASE WHEN attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END >= "
    "max_attempts "
    "THEN CAST($1 AS BIGINT) END, "
    "run_at_ms = $2, last_error = $3, lease_owner = NULL, lease_until_ms = NULL "
    "WHERE id = $4 AND state = 'leased' AND lease_token = $5 RETURNING id";

inline constexpr std::string_view dead =
    "UPDATE job SET state = 'dead', finished_at_ms = $1, last_error = $2, "
    "lease_owner = NULL, lease_until_ms = NULL "
    "WHERE id = $3 AND state = 'leased' AND lease_token = $4 RETURNING id";

inline constexpr std::string_view forget =
    "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state = 'done' AND finished_at_ms < $1 ORDER BY "
    "id LIMIT $2) RETURNING id";

inline constexpr std::string_view later =
    "UPDATE job SET state = 'ready', run_at_ms = $1, lease_owner = NULL, lease_until_ms = NULL "
    "WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

// What is leased, for the sweep.
inline constexpr std::string_view held =
    "SELECT id, lease_token, lease_owner, lease_until_ms FROM job WHERE state = 'leased' ORDER BY id";

// A lease that ended without a verdict. Values: now, id, token, now, whether its owner is gone (else the
// lease must still have run out, for it may have been extended meanwhile).
std::string give_back();

} // namespace docket::store::sql
