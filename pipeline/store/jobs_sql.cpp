#include "pipeline/store/adapters.hpp"
#include "pipeline/store/job_row.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"

#include <algorithm>
#include <map>

namespace docket::store {

namespace {
using queue::JobId;
using queue::Lease;
using queue::Swept;

constexpr int most_in_a_claim = 1000; // each size is a prepared statement of its own

struct Claimed {
    Lease lease;
    int priority = 0;
    Instant run_at{};
    auto order() const { return std::tuple(priority, run_at, lease.id); }
};
struct Held { // a leased job, as the sweep looks at it
    JobId id = 0;
    std::int64_t token = 0;
    std::string owner;
    Instant until{};
};
} // namespace

template <> struct Fields<Claimed> {
    static auto of(auto& c) {
        return std::tie(c.lease.id, c.lease.token, c.lease.kind, c.lease.queue, c.lease.payload,
                        c.lease.subject, c.lease.owner, c.lease.attempt, c.lease.max_attempts, c.lease.until,
                        c.priority, c.run_at);
    }
};
template <> struct Fields<Held> {
    static auto of(auto& h) { return std::tie(h.id, h.token, h.owner, h.until); }
};

namespace {
constexpr std::string_view sql_enqueue =
    "INSERT INTO job(kind, queue, payload, subject, dedup_key, state, priority, run_at_ms, max_attempts, "
    "created_at_ms) VALUES ($1, $2, $3, $4, $5, 'ready', $6, $7, $8, $9) "
    "ON CONFLICT (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state IN ('ready', 'leased') DO NOTHING "
    "RETURNING id";

constexpr std::string_view sql_ready = "queue = $1 AND state = 'ready' AND run_at_ms <= $2";

// Of one subject also what was leased and ran out, unless the sweep would bury it.
std::string sql_ready_for_subject() {
    return "queue = $1 AND ((state = 'ready' AND run_at_ms <= $2) OR (state = 'leased' AND lease_until_ms <= "
           "$2 "
           "AND attempt < max_attempts AND returns + 1 < " +
           std::to_string(queue::most_returns) + ")) AND subject = $3";
}

// The number of a claim is written into the text: bound, an engine plans every claim anew.
std::string sql_claim(const Dialect& dialect, int most, bool for_subject) {
    const std::string owner = for_subject ? "$4" : "$3", until = for_subject ? "$5" : "$4";
    return "WITH picked AS (SELECT id FROM job WHERE " +
           (for_subject ? sql_ready_for_subject() : std::string(sql_ready)) +
           " ORDER BY priority, run_at_ms, id LIMIT " + std::to_string(most) +
           spoken(dialect, "{skip_locked}") +
           ") UPDATE job SET returns = returns + CASE WHEN state = 'leased' THEN 1 ELSE 0 END, state = "
           "'leased', "
           "lease_token = lease_token + 1, lease_owner = " +
           owner + ", lease_until_ms = " + until +
           " FROM picked WHERE job.id = picked.id "
           "RETURNING job.id, lease_token, kind, queue, payload, subject, lease_owner, attempt, "
           "max_attempts, "
           "lease_until_ms, priority, run_at_ms";
}

constexpr std::string_view sql_extend =
    "UPDATE job SET lease_until_ms = $1 WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

constexpr std::string_view sql_charge =
    "UPDATE job SET attempt = attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END, "
    "charged_token = lease_token, last_error = $1 "
    "WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

constexpr std::string_view sql_done =
    "UPDATE job SET state = 'done', finished_at_ms = $1, lease_owner = NULL, lease_until_ms = NULL "
    "WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

constexpr std::string_view sql_retry =
    "UPDATE job SET attempt = attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END, "
    "state = CASE WHEN attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END >= max_attempts "
    "THEN 'dead' ELSE 'ready' END, "
    "finished_at_ms = CASE WHEN attempt + CASE WHEN charged_token = lease_token THEN 0 ELSE 1 END >= "
    "max_attempts "
    "THEN CAST($1 AS BIGINT) END, "
    "run_at_ms = $2, last_error = $3, lease_owner = NULL, lease_until_ms = NULL "
    "WHERE id = $4 AND state = 'leased' AND lease_token = $5 RETURNING id";

constexpr std::string_view sql_dead = "UPDATE job SET state = 'dead', finished_at_ms = $1, last_error = $2, "
                                      "lease_owner = NULL, lease_until_ms = NULL "
                                      "WHERE id = $3 AND state = 'leased' AND lease_token = $4 RETURNING id";

constexpr std::string_view sql_forget =
    "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state = 'done' AND finished_at_ms < $1 ORDER BY "
    "id LIMIT $2) RETURNING id";

constexpr std::string_view sql_later =
    "UPDATE job SET state = 'ready', run_at_ms = $1, lease_owner = NULL, lease_until_ms = NULL "
    "WHERE id = $2 AND state = 'leased' AND lease_token = $3 RETURNING id";

constexpr std::string_view sql_held =
    "SELECT id, lease_token, lease_owner, lease_until_ms FROM job WHERE state = 'leased' ORDER BY id";

// $2: the owner is gone; otherwise the lease must still have run out, for it may have been extended
// meanwhile.
std::string sql_return() {
    const std::string last =
        "(returns + 1 >= " + std::to_string(queue::most_returns) + " OR attempt >= max_attempts)";
    return "UPDATE job SET returns = returns + 1, state = CASE WHEN " + last +
           " THEN 'dead' ELSE 'ready' END, finished_at_ms = CASE WHEN " + last +
           " THEN CAST($1 AS BIGINT) END, last_error = CASE WHEN returns + 1 >= " +
           std::to_string(queue::most_returns) +
           " THEN 'queue.returned_too_often: every worker that took this job was lost; look at its file' "
           "ELSE last_error END, lease_owner = NULL, lease_until_ms = NULL "
           "WHERE id = $2 AND state = 'leased' AND lease_token = $3 AND (lease_until_ms <= $4 OR $5 = 1) "
           "RETURNING " +
           std::string(job_row_columns);
}

Failure lease_lost() {
    return fail(Kind::conflict, "queue.lease_lost",
                "the lease of this job was given away or settled; drop the work");
}

// What an update by fence gave back: the id, or nothing.
Result<void> held(const Result<std::optional<JobId>>& moved) {
    if (!moved) return moved.error();
    return *moved ? Result<void>() : lease_lost();
}

std::string told(const Failure& why) { return why.code + ": " + why.detail; }

Result<std::optional<JobId>> end(Session& session, const Lease& lease, const queue::Outcome& outcome,
                                 Instant now) {
    if (const auto* retry = std::get_if<queue::Retry>(&outcome))
        return Query(session, sql_retry, now, retry->at, told(retry->why), lease.id, lease.token)
            .maybe<JobId>();
    if (const auto* dead = std::get_if<queue::Dead>(&outcome))
        return Query(session, sql_dead, now, told(dead->why), lease.id, lease.token).maybe<JobId>();
    if (const auto* later = std::get_if<queue::Later>(&outcome))
        return Query(session, sql_later, later->at, lease.id, lease.token).maybe<JobId>();
    return Query(session, sql_done, now, lease.id, lease.token).maybe<JobId>();
}

Result<std::vector<Lease>> claimed(Session& session, const queue::Claim& claim) {
    const auto sql =
        sql_claim(session.dialect(), std::min(claim.most, most_in_a_claim), claim.subject.has_value());
    const auto until = claim.now + claim.length;
    auto query = claim.subject
                     ? Query(session, sql, claim.queue, claim.now, *claim.subject, claim.owner, until)
                     : Query(session, sql, claim.queue, claim.now, claim.owner, until);
    DOCKET_TRY(auto taken, query.rows<Claimed>());
    std::ranges::sort(taken, {}, &Claimed::order); // RETURNING has no order
    std::vector<Lease> leases;
    for (auto& one : taken) leases.push_back(std::move(one.lease));
    return leases;
}

class SqlJobs final : public queue::Jobs {
  public:
    explicit SqlJobs(Database& database) : database_(database), sql_return_(sql_return()) {}

    Result<std::optional<JobId>> enqueue(Transaction& tx, const queue::NewJob& job, Instant now) override {
        return Query(session_of(tx, database_), sql_enqueue, job.kind, job.queue, job.payload, job.subject,
                     job.dedup_key, job.priority, job.run_at, job.max_attempts, now)
            .maybe<JobId>();
    }

    Result<std::vector<Lease>> claim(const queue::Claim& claim) override {
        if (claim.most <= 0) return std::vector<Lease>();
        return writing(database_, [&](Session& session) { return claimed(session, claim); });
    }

    Result<std::vector<Lease>> claim(Transaction& tx, const queue::Claim& claim) override {
        if (claim.most <= 0) return std::vector<Lease>();
        return claimed(session_of(tx, database_), claim);
    }

    Result<void> extend(const Lease& lease, Instant until) override {
        return writing(database_, [&](Session& session) {
            return held(Query(session, sql_extend, until, lease.id, lease.token).maybe<JobId>());
        });
    }

    Result<void> charge(const Lease& lease, const Failure& why) override {
        return writing(database_, [&](Session& session) {
            return held(Query(session, sql_charge, told(why), lease.id, lease.token).maybe<JobId>());
        });
    }

    Result<void> settle(Transaction& tx, const Lease& lease, const queue::Outcome& outcome,
                        Instant now) override {
        return held(end(session_of(tx, database_), lease, outcome, now));
    }

    Result<Swept> sweep(Instant now, const std::function<bool(std::string_view)>& is_gone) override {
        DOCKET_TRY(const auto all,
                   reading(database_, [](Session& s) { return Query(s, sql_held).rows<Held>(); }));
        std::map<std::string, bool> gone; // each owner is asked about once
        std::vector<Held> ended;
        for (const auto& one : all) {
            const auto [owner, is_new] = gone.try_emplace(one.owner, false);
            if (is_new) owner->second = is_gone(one.owner);
            if (owner->second || one.until <= now) ended.push_back(one);
        }
        if (ended.empty()) return Swept();
        return writing(database_, [&](Session& session) -> Result<Swept> {
            Swept swept;
            for (const auto& one : ended) {
                DOCKET_TRY(auto row,
                           Query(session, sql_return_, now, one.id, one.token, now, gone.at(one.owner))
                               .maybe<queue::JobRow>());
                if (!row) continue; // settled or extended since it was looked at
                if (row->state == queue::State::dead)
                    swept.died.push_back(*std::move(row));
                else
                    ++swept.returned;
            }
            return swept;
        });
    }

    Result<int> forget_done(Instant before, int most) override {
        return writing(database_, [&](Session& session) -> Result<int> {
            DOCKET_TRY(const auto gone, Query(session, sql_forget, before, most).rows<JobId>());
            return static_cast<int>(gone.size());
        });
    }

  private:
    Database& database_;
    const std::string sql_return_;
};
} // namespace

std::unique_ptr<queue::Jobs> sql_jobs(Database& database) { return std::make_unique<SqlJobs>(database); }

} // namespace docket::store
