#include "pipeline/queue/worker.hpp"

#include "pipeline/queue/policy.hpp"

#include <exception>
#include <span>
#include <utility>

namespace docket::queue {

namespace {
using namespace std::chrono_literals;
constexpr Millis poll = 1s, sweep_every = 10s;

// Renews a lease at a third of its length for as long as it lives; says through the token when it was lost.
class Heartbeat {
  public:
    Heartbeat(Jobs& jobs, const Clock& clock, const Lease& lease, Millis length, std::stop_token outer)
        : forward_(outer, [this] { lost_.request_stop(); }),
          thread_([this, &jobs, &clock, lease, length](std::stop_token stop) {
              std::mutex mutex;
              std::condition_variable_any wake;
              std::unique_lock lock(mutex);
              while (!wake.wait_for(lock, stop, length / 3, [] { return false; }) && !stop.stop_requested())
                  if (const auto extended = jobs.extend(lease, clock.now() + length);
                      !extended && extended.error().code == "queue.lease_lost")
                      return void(lost_.request_stop());
          }) {}
    std::stop_token token() const { return lost_.get_token(); }

  private:
    std::stop_source lost_;
    std::stop_callback<std::function<void()>> forward_;
    std::jthread thread_;
};
} // namespace

Worker::Worker(Ports ports, std::string owner, std::vector<Lane> lanes)
    : ports_(std::move(ports)), owner_(std::move(owner)), lanes_(std::move(lanes)) {}

Worker::~Worker() { stop(); }

void Worker::start() {
    look_whether_to_work();
    for (const auto& lane : lanes_)
        for (int i = 0; i < lane.threads; ++i)
            threads_.emplace_back([this, &lane](std::stop_token stop) { loop(lane, stop); });
    threads_.emplace_back([this](std::stop_token stop) { sweep_loop(stop); });
}

void Worker::stop() {
    for (auto& thread : threads_) thread.request_stop();
    kick();
    threads_.clear();
}

void Worker::kick() {
    const std::lock_guard lock(mutex_);
    ++kicks_;
    woken_.notify_all();
}

void Worker::rest(std::stop_token stop, Millis at_most) {
    std::unique_lock lock(mutex_);
    const auto seen = kicks_;
    woken_.wait_for(lock, stop, at_most, [&] { return kicks_ != seen; });
}

// No kick ends it: what is swept is in no hurry, and each sweep reads all leases.
void Worker::pause(std::stop_token stop, Millis length) {
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, stop, length, [] { return false; });
}

void Worker::loop(const Lane& lane, std::stop_token stop) {
    std::optional<Lease> in_hand;
    while (in_hand || !stop.stop_requested()) {
        if (!in_hand && !may_work_) {
            rest(stop, poll);
            continue;
        }
        const auto worked = one(lane, in_hand, stop);
        if (!worked && ports_.report) ports_.report(worked.error());
        if (!worked || !*worked) rest(stop, poll);
    }
}

void Worker::look_whether_to_work() {
    const auto may = ports_.may_work ? ports_.may_work() : Result<void>();
    if (!may && ports_.report) ports_.report(may.error());
    may_work_ = may.has_value();
}

Result<void> Worker::forget_done(Instant before) {
    constexpr int at_once = 500; // so that nobody waits long for the store
    for (int forgotten = at_once; forgotten == at_once;) {
        DOCKET_TRY(forgotten, ports_.jobs.forget_done(before, at_once));
    }
    return {};
}

void Worker::sweep_loop(std::stop_token stop) {
    Instant next_forgetting{};
    while (!stop.stop_requested()) {
        if (may_work_) sweep(next_forgetting); // else leases of others are not judged either
        pause(stop, sweep_every);
        if (!stop.stop_requested()) look_whether_to_work();
    }
}

void Worker::sweep(Instant& next_forgetting) {
    const auto now = ports_.clock.now();
    const auto swept = ports_.jobs.sweep(now, ports_.owner_is_gone);
    if (!swept && ports_.report) ports_.report(swept.error());
    if (swept && swept->returned > 0) kick();
    if (now < next_forgetting) return;
    next_forgetting = now + std::chrono::hours{1};
    if (const auto done = forget_done(now - ports_.keeps); !done && ports_.report)
        ports_.report(done.error());
}

Claim Worker::claim_of(const Lane& lane) const {
    // Kinds of one lane may differ in their lease: the longest is claimed, the heartbeat keeps to the kind's
    // own.
    return {lane.queue, owner_, ports_.clock.now(), lane.lease(""), 1, {}};
}

Result<bool> Worker::one(const Lane& lane, std::optional<Lease>& in_hand, std::stop_token stop) {
    if (!in_hand) {
        DOCKET_TRY(const auto leases, ports_.jobs.claim(claim_of(lane)));
        if (leases.empty()) return false;
        in_hand = leases.front();
    }
    const auto lease = *std::exchange(in_hand, std::nullopt);
    Result<Storing> ran = fail(Kind::internal, "step.failed", "");
    try {
        const Heartbeat heartbeat(ports_.jobs, ports_.clock, lease, lane.lease(lease.kind), stop);
        ran = lane.handler(lease, heartbeat.token());
    } catch (const std::exception& e) {
        ran = fail(Kind::internal, "step.failed", e.what());
    }
    const bool goes_on = may_work_ && !stop.stop_requested();
    DOCKET_TRY(auto next, finish(lease, ran, goes_on ? std::optional(claim_of(lane)) : std::nullopt, stop));
    if (!next.empty()) in_hand = std::move(next.front());
    kick();
    return true;
}

Result<std::vector<Lease>> Worker::finish(const Lease& lease, const Result<Storing>& ran,
                                          const std::optional<Claim>& next, std::stop_token stop) {
    std::vector<Lease> taken;
    const auto store = [&](const Outcome& outcome, const Storing& storing) -> Result<void> {
        const auto now = ports_.clock.now();
        try {
            if (!storing && std::holds_alternative<Done>(outcome)) {
                DOCKET_TRY(auto turn, ports_.jobs.settle_done(std::span(&lease, 1), next, now));
                taken = std::move(turn.next);
                return {};
            }
            if (!storing) return ports_.jobs.settle(lease, outcome, now);
            return ports_.work.transact([&](Transaction& tx) -> Result<void> {
                DOCKET_CHECK(storing(tx));
                DOCKET_CHECK(ports_.jobs.settle(tx, lease, outcome, now));
                if (next) {
                    DOCKET_TRY(taken, ports_.jobs.claim(tx, *next));
                }
                return {};
            });
        } catch (const std::exception& e) {
            return fail(Kind::internal, "step.failed", e.what());
        }
    };
    auto why = ran ? std::optional<Failure>{} : std::optional{ran.error()};
    if (ran)
        if (const auto stored = store(Done{}, *ran); !stored) {
            why = stored.error();
            taken.clear(); // with the transaction
        }
    if (ports_.log) ports_.log(lease, why ? &*why : nullptr);
    if (!why || why->code == "queue.lease_lost") return taken; // lost: whoever holds it now does the work
    for (;;) {
        const auto settled = store(after(*why, lease, ports_.clock.now(), ports_.random), {});
        if (settled) return taken;
        if (settled.error().code == "queue.lease_lost") { // too late: told to whoever watches
            if (ports_.report) ports_.report(settled.error());
            return taken;
        }
        // A store that takes nothing now is asked again, else the lease would sit there until it runs out.
        const auto kind = settled.error().kind;
        const bool passes = kind == Kind::exhausted || kind == Kind::unavailable;
        if (!passes || stop.stop_requested()) return settled.error();
        rest(stop, poll);
    }
}

} // namespace docket::queue
