// Threads of a process that settle and claim at the same moment go together: one of them writes for all that
// wait, in one transaction, and each gets its own part. The engine commits once for many jobs, and nobody
// waits longer than for the turn before and the own. Any thread.
#pragma once

#include "pipeline/queue/jobs.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace docket::store {

// What a lease is settled by.
struct Fence {
    queue::JobId id = 0;
    std::int64_t token = 0;
};

// What is written in one transaction: these end at `now`, and with them comes the claim of the next.
struct Turned {
    std::vector<Fence> ends;
    std::optional<queue::Claim> next; // never of one subject
    Instant now{};
};

class SharedTurns {
  public:
    using Write = std::function<Result<queue::Turn>(const Turned& turned)>;
    struct Bounds {
        int at_once = 1; // turns that are written side by side; the others wait and become one
        std::size_t ends = 1;
        int claimed = 1;
        // Jobs that must wait before a turn is written beside another. Where fewer threads come than make two
        // such turns, all of them go in one: whoever is first waits a moment for those of the last.
        std::size_t beside = 1;
    };
    SharedTurns(Bounds bounds, Write write) : bounds_(bounds), write_(std::move(write)) {}

    // Durable when it returns. Failures: those of `write`, the same for all that went together.
    Result<queue::Turn> take(Turned mine);

  private:
    struct Rider { // on the stack of its thread
        Turned wish;
        std::optional<Result<queue::Turn>> got{};
        std::condition_variable called{};
    };
    struct Ride {
        std::vector<Rider*> riders;
        Turned together;
    };
    std::size_t jobs_waiting() const;
    bool may_leave() const; // whoever is first
    void gather(std::unique_lock<std::mutex>& lock, Rider& first);
    Ride leave_together();
    bool goes_with(const Ride& ride, const Turned& wish) const;
    void arrive(const Ride& ride, Result<queue::Turn> turn);

    const Bounds bounds_;
    const Write write_;
    std::mutex mutex_;
    std::deque<Rider*> waiting_;
    int writing_ = 0;
    std::size_t crowd_ = 0;            // threads that went with the last turn or came while it was written
    std::chrono::nanoseconds wrote_{}; // how long that took
    int in_vain_ = 0, not_now_ = 0;    // how often nobody came, and for how many turns nobody is waited for
};

} // namespace docket::store
