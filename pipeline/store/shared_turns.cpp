#include "pipeline/store/shared_turns.hpp"

#include <algorithm>
#include <iterator>

namespace docket::store {

namespace {
using queue::Turn;

int claimed_by(const Turned& turned) { return turned.next ? turned.next->most : 0; }

void join(Turned& together, const Turned& one) {
    together.ends.insert(together.ends.end(), one.ends.begin(), one.ends.end());
    together.now = std::max(together.now, one.now);
    if (!one.next) return;
    if (!together.next) {
        together.next = one.next;
        return;
    }
    together.next->most += one.next->most;
    together.next->now = std::max(together.next->now, one.next->now);
}
} // namespace

// A job may be held twice in one process, by a lease that was given away and by the one after it: the two go
// apart, for what ended is told by the job.
bool SharedTurns::goes_with(const Ride& ride, const Turned& wish) const {
    if (ride.riders.empty()) return true;
    const auto& ends = ride.together.ends;
    const auto& next = ride.together.next;
    if (next && wish.next &&
        (next->queue != wish.next->queue || next->owner != wish.next->owner ||
         next->length != wish.next->length))
        return false;
    const auto held = [&ends](const Fence& fence) {
        return std::ranges::find(ends, fence.id, &Fence::id) != ends.end();
    };
    return ends.size() + wish.ends.size() <= bounds_.ends &&
           claimed_by(ride.together) + claimed_by(wish) <= bounds_.claimed &&
           std::ranges::none_of(wish.ends, held);
}

// A turn beside another costs a commit of its own: for a job or two that is dearer than waiting for the
// other.
bool SharedTurns::may_leave() const {
    if (writing_ == 0) return true;
    return writing_ < bounds_.at_once && jobs_waiting() >= bounds_.beside;
}

std::size_t SharedTurns::jobs_waiting() const {
    std::size_t jobs = 0;
    for (const auto* one : waiting_)
        jobs += std::max(one->wish.ends.size(), static_cast<std::size_t>(claimed_by(one->wish)));
    return jobs;
}

// Who was here a moment ago has short jobs and is back before a commit is over. For long jobs that is not so:
// then it is tried less and less often.
void SharedTurns::gather(std::unique_lock<std::mutex>& lock, Rider& first) {
    constexpr int part_of_a_write = 4;
    constexpr int most_in_vain = 6;
    const auto two_turns = 2 * bounds_.beside;
    const auto all_here = [&] { return waiting_.size() >= crowd_; };
    if (writing_ > 0 || crowd_ >= two_turns || jobs_waiting() >= two_turns || all_here()) return;
    if (not_now_ > 0) {
        --not_now_;
        return;
    }
    const bool came = first.called.wait_for(lock, wrote_ / part_of_a_write, all_here);
    in_vain_ = came ? 0 : std::min(in_vain_ + 1, most_in_vain);
    not_now_ = came ? 0 : 1 << in_vain_;
}

// The first that waits, and whoever behind it may go with it.
SharedTurns::Ride SharedTurns::leave_together() {
    Ride ride;
    std::erase_if(waiting_, [&](Rider* one) {
        if (!goes_with(ride, one->wish)) return false;
        ride.riders.push_back(one);
        join(ride.together, one->wish);
        return true;
    });
    return ride;
}

// Under the lock: whoever is called may be gone as soon as it has seen what it got.
void SharedTurns::arrive(const Ride& ride, Result<Turn> turn) {
    --writing_;
    crowd_ = ride.riders.size() + waiting_.size();
    if (turn) std::ranges::sort(turn->ended);
    std::size_t next = 0;
    for (auto* one : ride.riders) {
        if (!turn) {
            one->got = turn.error();
        } else {
            Turn own;
            for (const auto& fence : one->wish.ends)
                if (std::ranges::binary_search(turn->ended, fence.id)) own.ended.push_back(fence.id);
            for (int n = claimed_by(one->wish); n > 0 && next < turn->next.size(); --n, ++next)
                own.next.push_back(std::move(turn->next[next]));
            one->got = std::move(own);
        }
        one->called.notify_one();
    }
    if (!waiting_.empty()) waiting_.front()->called.notify_one();
}

Result<Turn> SharedTurns::take(Turned mine) {
    Rider rider{std::move(mine)};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&rider);
    if (may_leave()) waiting_.front()->called.notify_one();
    rider.called.wait(lock, [&] { return rider.got || (waiting_.front() == &rider && may_leave()); });
    if (rider.got) return *std::move(rider.got);
    gather(lock, rider);
    ++writing_;
    const auto ride = leave_together();
    if (!waiting_.empty()) waiting_.front()->called.notify_one();
    lock.unlock();
    const auto left = std::chrono::steady_clock::now();
    try {
        auto turn = write_(ride.together);
        lock.lock();
        wrote_ = std::chrono::steady_clock::now() - left;
        arrive(ride, std::move(turn));
    } catch (...) { // it is this thread's to tell, but the others must not wait for ever
        if (!lock.owns_lock()) lock.lock();
        arrive(ride, fail(Kind::internal, "store.fault", "the turn of another thread was broken off"));
        throw;
    }
    return *std::move(rider.got);
}

} // namespace docket::store
