// The loop of a worker: claim, run, and in one transaction {store what the handler produced, settle the
// lease, claim the next}. A Worker owns its threads; stop() or the destructor ends them after the step in
// hand. The ports it is given must outlive it.
#pragma once

#include "pipeline/base/random.hpp"
#include "pipeline/queue/jobs.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace docket::queue {

// What a handler wants stored with the settling of its lease: runs inside the transaction, once.
using Storing = std::function<Result<void>(Transaction&)>;
// Runs a job; the token is set when the lease was lost or the worker stops. It stores nothing itself.
using Handler = std::function<Result<Storing>(const Lease&, std::stop_token)>;

struct Lane {
    std::string queue;
    int threads = 1;
    std::function<Millis(const std::string& kind)> lease; // how long a lease of this kind is
    Handler handler;
};

class Worker {
  public:
    struct Ports {
        Jobs& jobs;
        Work& work;
        const Clock& clock;
        Random& random;
        std::function<void(const Lease&, const Failure*)> log; // after each job; null when it went well
        std::function<bool(std::string_view owner)> owner_is_gone;
        // Faults of the queue itself (the store is away, the disk is full); the loop goes on a second later.
        std::function<void(const Failure&)> report = {};
        // Asked at the start and every ten seconds; while it fails, which is reported, nothing is claimed.
        std::function<Result<void>()> may_work = {};
        Millis keeps = std::chrono::days{30}; // how long a job that is done stays in the list
    };
    Worker(Ports ports, std::string owner, std::vector<Lane> lanes);
    ~Worker();

    void start();
    void stop();
    void kick(); // something was enqueued

  private:
    // The job in hand, claimed where there is none; afterwards the one that is next. Whether there was a job.
    Result<bool> one(const Lane& lane, std::optional<Lease>& in_hand, std::stop_token stop);
    // `next`: what to claim with the settling, if anything.
    Result<std::vector<Lease>> finish(const Lease& lease, const Result<Storing>& ran,
                                      const std::optional<Claim>& next, std::stop_token stop);
    Claim claim_of(const Lane& lane) const;
    void loop(const Lane& lane, std::stop_token stop);
    void sweep_loop(std::stop_token stop);
    void sweep(Instant& next_forgetting);
    Result<void> forget_done(Instant before);
    void look_whether_to_work();
    void rest(std::stop_token stop, Millis at_most); // until a kick
    void pause(std::stop_token stop, Millis length);

    Ports ports_;
    std::string owner_;
    std::vector<Lane> lanes_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::uint64_t kicks_ = 0;
    std::atomic<bool> may_work_ = false;
    std::vector<std::jthread> threads_;
};

} // namespace docket::queue
