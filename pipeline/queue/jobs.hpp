// The port to the durable queue. Adapters: SQL (pipeline/store) and memory (tests); both pass
// tests/contract/jobs_contract. All methods may be called from any thread and process.
#pragma once

#include "pipeline/base/transaction.hpp"
#include "pipeline/queue/job.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace docket::queue {

struct Swept {
    int returned = 0;         // leases that ended without a verdict and are ready again
    std::vector<JobRow> died; // those that came back too often
};

// What came of settling leases and claiming the next.
struct Turn {
    std::vector<JobId> ended; // those still held; the others were given away, and their holders do the work
    std::vector<Lease> next;  // as of a claim
};
inline constexpr std::size_t most_in_a_turn = 512;

class Jobs {
  public:
    virtual ~Jobs() = default;
    // Stored only if the transaction commits. No id: a live job of this kind has the same dedup key.
    virtual Result<std::optional<JobId>> enqueue(Transaction& tx, const NewJob& job, Instant now) = 0;
    // Many at once, for the price of few; says how many were stored, for those with a known key were not.
    virtual Result<int> enqueue_all(Transaction& tx, std::span<const NewJob> jobs, Instant now) = 0;
    // Up to `most` ready jobs, in the order priority, run_at, id. An empty list is not a failure. Where a
    // subject is named, its leases that ran out at `now` count as ready without waiting for a sweep: the
    // return is counted, and a job whose next return would be the last is left to the sweep.
    virtual Result<std::vector<Lease>> claim(const Claim& claim) = 0;
    // The same, taken only if the transaction commits.
    virtual Result<std::vector<Lease>> claim(Transaction& tx, const Claim& claim) = 0;
    // Failure: conflict "queue.lease_lost" when the lease ran out and was given away, or was settled.
    virtual Result<void> extend(const Lease& lease, Instant until) = 0;
    // Records at once, in a transaction of its own, that this lease cost an attempt. Charges once a lease.
    // Failure: conflict "queue.lease_lost".
    virtual Result<void> charge(const Lease& lease, const Failure& why) = 0;
    // Ends the lease inside the transaction that stores what the step produced, so effects happen exactly
    // once. Failure: conflict "queue.lease_lost"; the caller rolls back.
    virtual Result<void> settle(Transaction& tx, const Lease& lease, const Outcome& outcome, Instant now) = 0;
    // The same where nothing is stored with it: a transaction of its own.
    virtual Result<void> settle(const Lease& lease, const Outcome& outcome, Instant now) = 0;
    // The same for up to `most_in_a_turn` that end well, and with them the claim of what is done next: one
    // transaction, so that a worker costs the store one commit a job.
    virtual Result<Turn> settle_done(std::span<const Lease> leases, const std::optional<Claim>& next,
                                     Instant now) = 0;
    // Leases that ran out at `now`, and those whose owner is gone, are ready again; nothing is charged, but
    // the return is counted, and the twentieth is the last.
    virtual Result<Swept> sweep(Instant now, const std::function<bool(std::string_view owner)>& is_gone) = 0;
    // Forgets up to `most` jobs that were done before that moment, and says how many. A job that is dead or
    // cancelled waits for a person and stays, however old.
    virtual Result<int> forget_done(Instant before, int most) = 0;
};

// How many jobs of a queue are in a state, and when the first of them was due.
struct Tally {
    std::string queue;
    State state{};
    std::int64_t jobs = 0;
    Instant oldest{};
};

struct JobFilter {
    std::optional<State> state;
    std::optional<std::string> queue;
    std::optional<std::string> subject;
    int most = 200;
    // Ready or leased, in one question: between two a job may go from one state to the other and be in
    // neither.
    bool open = false;
};

// What a person sees and may do about jobs (`docket jobs`).
class JobsDesk {
  public:
    virtual ~JobsDesk() = default;
    virtual Result<std::vector<JobRow>> list(const JobFilter& filter) = 0; // oldest first
    // Of what is ready, leased or dead; by queue, then state. What is over is not counted: it may be
    // millions.
    virtual Result<std::vector<Tally>> tally() = 0;
    // A dead or cancelled job is ready again with a clean slate. Failures: not_found "job.unknown",
    // conflict "job.not_requeueable".
    virtual Result<void> requeue(JobId id, Instant now) = 0;
    // A ready job is cancelled. Failures: not_found "job.unknown", conflict "job.not_cancellable".
    virtual Result<void> cancel(JobId id, Instant now) = 0;
};

} // namespace docket::queue
