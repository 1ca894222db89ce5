#include "tests/support/memory_jobs.hpp"

#include "pipeline/base/assert.hpp"

#include <algorithm>
#include <tuple>

namespace docket::testing {

using namespace queue;

struct MemoryJobs::MemoryTransaction final : Transaction {};

std::unique_lock<std::recursive_mutex> MemoryJobs::alone() {
    std::unique_lock lock(mutex_);
    DOCKET_ASSERT(running_ == nullptr, "a writing transaction was opened inside another one");
    return lock;
}

Result<void> MemoryJobs::transact(const std::function<Result<void>(Transaction&)>& act) {
    const auto lock = alone();
    MemoryTransaction tx;
    struct Restore { // whatever ends the act without success gives the table back as it was
        MemoryJobs& jobs;
        Table before = jobs.table_;
        bool kept = false;
        ~Restore() {
            jobs.running_ = nullptr;
            if (!kept) jobs.table_ = std::move(before);
        }
    } restore{*this};
    running_ = &tx;
    auto done = act(tx);
    restore.kept = done.has_value();
    return done;
}

void MemoryJobs::check(const Transaction& tx) const {
    DOCKET_ASSERT(&tx == running_, "a transaction of another store was handed over");
}

bool MemoryJobs::another_lives(const Job& job) const {
    return job.dedup_key && std::ranges::any_of(table_, [&](const auto& entry) {
               const Job& other = entry.second;
               const bool live = other.row.state == State::ready || other.row.state == State::leased;
               return live && other.row.kind == job.row.kind && other.dedup_key == job.dedup_key;
           });
}

Result<std::optional<JobId>> MemoryJobs::enqueue(Transaction& tx, const NewJob& job, Instant) {
    check(tx);
    Job stored;
    stored.row.kind = job.kind;
    stored.row.queue = job.queue;
    stored.row.payload = job.payload;
    stored.row.subject = job.subject;
    stored.row.max_attempts = job.max_attempts;
    stored.row.run_at = job.run_at;
    stored.dedup_key = job.dedup_key;
    stored.priority = job.priority;
    if (another_lives(stored)) return std::optional<JobId>();
    stored.row.id = ++last_;
    table_.emplace(stored.row.id, stored);
    return std::optional(stored.row.id);
}

Result<int> MemoryJobs::enqueue_all(Transaction& tx, std::span<const NewJob> jobs, Instant now) {
    int stored = 0;
    for (const auto& job : jobs) {
        DOCKET_TRY(const auto id, enqueue(tx, job, now));
        stored += id ? 1 : 0;
    }
    return stored;
}

Result<std::vector<Lease>> MemoryJobs::claim(const Claim& claim) {
    const auto lock = alone();
    return taken(claim);
}

Result<std::vector<Lease>> MemoryJobs::claim(Transaction& tx, const Claim& claim) {
    check(tx);
    return taken(claim);
}

bool MemoryJobs::may_be_taken(const JobRow& row, const Claim& claim) {
    if (row.queue != claim.queue || (claim.subject && row.subject != *claim.subject)) return false;
    if (row.state == State::ready) return row.run_at <= claim.now;
    return claim.subject && row.state == State::leased && *row.lease_until <= claim.now &&
           row.attempt < row.max_attempts && row.returns + 1 < most_returns;
}

std::vector<Lease> MemoryJobs::taken(const Claim& claim) {
    std::vector<Job*> ready;
    for (auto& [id, job] : table_)
        if (may_be_taken(job.row, claim)) ready.push_back(&job);
    std::ranges::sort(ready, {},
                      [](const Job* j) { return std::tuple(j->priority, j->row.run_at, j->row.id); });
    if (std::cmp_greater(ready.size(), std::max(claim.most, 0)))
        ready.resize(static_cast<std::size_t>(std::max(claim.most, 0)));
    std::vector<Lease> leases;
    for (Job* job : ready) {
        JobRow& row = job->row;
        if (row.state == State::leased) ++row.returns;
        row.state = State::leased;
        row.owner = claim.owner;
        row.lease_until = claim.now + claim.length;
        leases.push_back({row.id, ++row.lease_token, row.kind, row.queue, row.payload, row.subject, row.owner,
                          row.attempt, row.max_attempts, *row.lease_until});
    }
    return leases;
}

void MemoryJobs::release(Job& job, State state) {
    job.row.state = state;
    job.row.owner.clear();
    job.row.lease_until.reset();
}

void MemoryJobs::charge_once(Job& job, const Failure& why) {
    if (job.charged != job.row.lease_token) ++job.row.attempt;
    job.charged = job.row.lease_token;
    job.row.last_error = why.code + ": " + why.detail;
}

Result<MemoryJobs::Job*> MemoryJobs::held(const Lease& lease) {
    const auto found = table_.find(lease.id);
    if (found == table_.end() || found->second.row.state != State::leased ||
        found->second.row.lease_token != lease.token)
        return fail(Kind::conflict, "queue.lease_lost", "the lease of this job was given away or settled");
    return &found->second;
}

Result<void> MemoryJobs::extend(const Lease& lease, Instant until) {
    const auto lock = alone();
    DOCKET_TRY(Job * job, held(lease));
    job->row.lease_until = until;
    return {};
}

Result<void> MemoryJobs::charge(const Lease& lease, const Failure& why) {
    const auto lock = alone();
    DOCKET_TRY(Job * job, held(lease));
    charge_once(*job, why);
    return {};
}

Result<void> MemoryJobs::settle(Transaction& tx, const Lease& lease, const Outcome& outcome, Instant now) {
    check(tx);
    DOCKET_TRY(Job * job, held(lease));
    if (std::holds_alternative<Done>(outcome)) {
        job->done_at = now;
        release(*job, State::done);
    }
    if (const auto* dead = std::get_if<Dead>(&outcome)) {
        job->row.last_error = dead->why.code + ": " + dead->why.detail;
        release(*job, State::dead);
    }
    if (const auto* later = std::get_if<Later>(&outcome)) {
        job->row.run_at = later->at;
        release(*job, State::ready);
    }
    if (const auto* retry = std::get_if<Retry>(&outcome)) {
        charge_once(*job, retry->why);
        job->row.run_at = retry->at;
        release(*job, job->row.attempt >= job->row.max_attempts ? State::dead : State::ready);
    }
    return {};
}

Result<void> MemoryJobs::settle(const Lease& lease, const Outcome& outcome, Instant now) {
    return transact([&](Transaction& tx) { return settle(tx, lease, outcome, now); });
}

Result<Turn> MemoryJobs::settle_done(std::span<const Lease> leases, const std::optional<Claim>& next,
                                     Instant now) {
    Turn turn;
    for (const auto& lease : leases)
        if (settle(lease, Done{}, now)) turn.ended.push_back(lease.id);
    if (next) {
        DOCKET_TRY(turn.next, claim(*next));
    }
    return turn;
}

Result<Swept> MemoryJobs::sweep(Instant now, const std::function<bool(std::string_view)>& is_gone) {
    const auto lock = alone();
    Swept swept;
    for (auto& [id, job] : table_) {
        JobRow& row = job.row;
        if (row.state != State::leased || (*row.lease_until > now && !is_gone(row.owner))) continue;
        const bool too_often = ++row.returns >= most_returns;
        if (too_often) row.last_error = "queue.returned_too_often: every worker that took this job was lost";
        release(job, too_often || row.attempt >= row.max_attempts ? State::dead : State::ready);
        if (row.state == State::dead)
            swept.died.push_back(row);
        else
            ++swept.returned;
    }
    return swept;
}

Result<int> MemoryJobs::forget_done(Instant before, int most) {
    const auto lock = alone();
    int gone = 0;
    std::erase_if(table_, [&](const auto& entry) {
        const Job& job = entry.second;
        return job.row.state == State::done && job.done_at < before && gone < most && ++gone > 0;
    });
    return gone;
}

Result<std::vector<JobRow>> MemoryJobs::list(const JobFilter& filter) {
    const std::scoped_lock lock(mutex_);
    std::vector<JobRow> rows;
    for (const auto& [id, job] : table_) {
        const bool wanted =
            (!filter.open || job.row.state == State::ready || job.row.state == State::leased) &&
            (!filter.state || job.row.state == *filter.state) &&
            (!filter.queue || job.row.queue == *filter.queue) &&
            (!filter.subject || job.row.subject == *filter.subject);
        if (wanted && std::cmp_less(rows.size(), filter.most)) rows.push_back(job.row);
    }
    return rows;
}

Result<std::vector<queue::Tally>> MemoryJobs::tally() {
    const std::scoped_lock lock(mutex_);
    std::map<std::pair<std::string, std::string_view>, queue::Tally> tallies;
    for (const auto& [id, job] : table_) {
        const auto& row = job.row;
        if (row.state == State::done || row.state == State::cancelled) continue;
        auto& tally =
            tallies
                .try_emplace({row.queue, name(row.state)}, queue::Tally{row.queue, row.state, 0, row.run_at})
                .first->second;
        ++tally.jobs;
        tally.oldest = std::min(tally.oldest, row.run_at);
    }
    std::vector<queue::Tally> out;
    for (const auto& [key, tally] : tallies) out.push_back(tally);
    return out;
}

Result<MemoryJobs::Job*> MemoryJobs::known(JobId id) {
    const auto found = table_.find(id);
    if (found == table_.end()) return fail(Kind::not_found, "job.unknown", "no such job");
    return &found->second;
}

Result<void> MemoryJobs::requeue(JobId id, Instant now) {
    const auto lock = alone();
    DOCKET_TRY(Job * job, known(id));
    const bool ended = job->row.state == State::dead || job->row.state == State::cancelled;
    if (!ended || another_lives(*job))
        return fail(Kind::conflict, "job.not_requeueable", "only a dead or cancelled job is queued again");
    job->row.attempt = job->row.returns = 0;
    job->row.last_error.clear();
    job->row.run_at = now;
    release(*job, State::ready);
    return {};
}

Result<void> MemoryJobs::cancel(JobId id, Instant) {
    const auto lock = alone();
    DOCKET_TRY(Job * job, known(id));
    if (job->row.state != State::ready)
        return fail(Kind::conflict, "job.not_cancellable", "only a job that waits is cancelled");
    release(*job, State::cancelled);
    return {};
}

} // namespace docket::testing
