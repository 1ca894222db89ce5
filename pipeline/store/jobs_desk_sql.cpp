#include "pipeline/store/adapters.hpp"
#include "pipeline/store/job_row.hpp"
#include "pipeline/store/tx.hpp"
#include "pipeline/store/where.hpp"

namespace docket::store {

template <> struct Fields<queue::Tally> {
    template <class T> static auto of(T& t) { return std::tie(t.queue, t.state, t.jobs, t.oldest); }
};

namespace {
using queue::JobId;
using queue::JobRow;

constexpr std::string_view sql_requeue =
    "UPDATE job SET state = 'ready', attempt = 0, returns = 0, run_at_ms = $1, last_error = NULL, "
    "finished_at_ms = NULL WHERE id = $2 AND state IN ('dead', 'cancelled') RETURNING id";
constexpr std::string_view sql_cancel =
    "UPDATE job SET state = 'cancelled', finished_at_ms = $1 WHERE id = $2 AND state = 'ready' RETURNING id";
// One part a partial index, so that no part reads what is over.
constexpr std::string_view sql_tally =
    "SELECT queue, state, count(*), min(run_at_ms) FROM job WHERE state = 'ready' GROUP BY queue, state "
    "UNION ALL "
    "SELECT queue, state, count(*), min(run_at_ms) FROM job WHERE state = 'leased' GROUP BY queue, state "
    "UNION ALL "
    "SELECT queue, state, count(*), min(run_at_ms) FROM job WHERE state = 'dead' GROUP BY queue, state "
    "ORDER BY 1, 2";

class SqlJobsDesk final : public queue::JobsDesk {
  public:
    explicit SqlJobsDesk(Database& database) : database_(database) {}

    Result<std::vector<JobRow>> list(const queue::JobFilter& filter) override {
        Where where;
        if (filter.open) where.add("(state = 'ready' OR state = 'leased')"); // an index a part
        if (filter.state) where.add("state = ?", *filter.state);
        if (filter.queue) where.add("queue = ?", *filter.queue);
        if (filter.subject) where.add("subject = ?", *filter.subject);
        where.then(" ORDER BY id LIMIT ?", filter.most);
        const auto sql = "SELECT " + std::string(job_row_columns) + " FROM job" + where.text();
        return reading(database_,
                       [&](Session& session) { return Query(session, sql, where.args()).rows<JobRow>(); });
    }

    Result<std::vector<queue::Tally>> tally() override {
        return reading(database_,
                       [](Session& session) { return Query(session, sql_tally).rows<queue::Tally>(); });
    }

    Result<void> requeue(JobId id, Instant now) override {
        auto moved =
            move(sql_requeue, id, now, "job.not_requeueable", "only a dead or cancelled job is queued again");
        if (!moved && moved.error().code == "store.taken")
            return fail(Kind::conflict, "job.not_requeueable",
                        "a newer job does the same work; leave this one as it is");
        return moved;
    }

    Result<void> cancel(JobId id, Instant now) override {
        return move(sql_cancel, id, now, "job.not_cancellable", "only a job that waits is cancelled");
    }

  private:
    Result<void> move(std::string_view sql, JobId id, Instant now, const char* code, const char* why) {
        return writing(database_, [&](Session& session) -> Result<void> {
            DOCKET_TRY(const auto moved, Query(session, sql, now, id).maybe<JobId>());
            if (moved) return {};
            DOCKET_TRY(const auto there,
                       Query(session, "SELECT id FROM job WHERE id = $1", id).maybe<JobId>());
            if (!there)
                return fail(Kind::not_found, "job.unknown", "no job has the number " + std::to_string(id));
            return fail(Kind::conflict, code, why);
        });
    }
    Database& database_;
};
} // namespace

std::unique_ptr<queue::JobsDesk> sql_jobs_desk(Database& database) {
    return std::make_unique<SqlJobsDesk>(database);
}

} // namespace docket::store
