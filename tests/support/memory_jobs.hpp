// The queue in memory, for tests: Jobs, JobsDesk and the Work whose transactions it takes part in, rollback
// included. Passes the same contract as the SQL adapter. Any thread; one transaction at a time.
#pragma once

#include "pipeline/queue/jobs.hpp"

#include <map>
#include <mutex>

namespace docket::testing {

class MemoryJobs final : public Work, public queue::Jobs, public queue::JobsDesk {
  public:
    Result<void> transact(const std::function<Result<void>(Transaction&)>& act) override;

    Result<std::optional<queue::JobId>> enqueue(Transaction& tx, const queue::NewJob& job,
                                                Instant now) override;
    Result<int> enqueue_all(Transaction& tx, std::span<const queue::NewJob> jobs, Instant now) override;
    Result<std::vector<queue::Lease>> claim(const queue::Claim& claim) override;
    Result<std::vector<queue::Lease>> claim(Transaction& tx, const queue::Claim& claim) override;
    Result<void> extend(const queue::Lease& lease, Instant until) override;
    Result<void> charge(const queue::Lease& lease, const Failure& why) override;
    Result<void> settle(Transaction& tx, const queue::Lease& lease, const queue::Outcome& outcome,
                        Instant now) override;
    Result<void> settle(const queue::Lease& lease, const queue::Outcome& outcome, Instant now) override;
    Result<queue::Turn> settle_done(std::span<const queue::Lease> leases,
                                    const std::optional<queue::Claim>& next, Instant now) override;
    Result<queue::Swept> sweep(Instant now, const std::function<bool(std::string_view)>& is_gone) override;

    Result<int> forget_done(Instant before, int most) override;

    Result<std::vector<queue::JobRow>> list(const queue::JobFilter& filter) override;
    Result<std::vector<queue::Tally>> tally() override;
    Result<void> requeue(queue::JobId id, Instant now) override;
    Result<void> cancel(queue::JobId id, Instant now) override;

  private:
    struct Job {
        queue::JobRow row;
        std::optional<std::string> dedup_key;
        queue::Priority priority{};
        std::int64_t charged = 0; // token of the lease that was charged
        Instant done_at{};        // once it is done
    };
    using Table = std::map<queue::JobId, Job>;
    struct MemoryTransaction;

    std::unique_lock<std::recursive_mutex> alone();
    static void release(Job& job, queue::State state);
    static void charge_once(Job& job, const Failure& why);
    static bool may_be_taken(const queue::JobRow& row, const queue::Claim& claim);
    std::vector<queue::Lease> taken(const queue::Claim& claim);
    bool another_lives(const Job& job) const;
    void check(const Transaction& tx) const;
    Result<Job*> held(const queue::Lease& lease);
    Result<Job*> known(queue::JobId id);

    std::recursive_mutex mutex_; // a transaction holds it; the calls inside come from its own thread
    Table table_;
    queue::JobId last_ = 0;
    const Transaction* running_ = nullptr;
};

} // namespace docket::testing
