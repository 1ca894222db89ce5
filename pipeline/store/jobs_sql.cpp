#include "pipeline/base/assert.hpp"
#include "pipeline/store/adapters.hpp"
#include "pipeline/store/dialect.hpp"
#include "pipeline/store/job_row.hpp"
#include "pipeline/store/jobs_text.hpp"
#include "pipeline/store/shared_turns.hpp"
#include "pipeline/store/sql_text.hpp"
#include "pipeline/store/tx.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

namespace docket::store {

namespace {
using queue::JobId;
using queue::Lease;
using queue::Swept;
using queue::Turn;

constexpr int most_in_a_claim = 1000; // each size is a prepared statement of its own

struct Claimed {
    Lease lease;
    std::int64_t priority = 0;
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
        return Query(session, sql::retry, now, retry->at, told(retry->why), lease.id, lease.token)
            .maybe<JobId>();
    if (const auto* dead = std::get_if<queue::Dead>(&outcome))
        return Query(session, sql::dead, now, told(dead->why), lease.id, lease.token).maybe<JobId>();
    if (const auto* later = std::get_if<queue::Later>(&outcome))
        return Query(session, sql::later, later->at, lease.id, lease.token).maybe<JobId>();
    return Query(session, sql::done, now, lease.id, lease.token).maybe<JobId>();
}

// The texts that were made so far; a text never moves. Any thread.
class JobTexts {
  public:
    explicit JobTexts(std::string lock) : lock_(std::move(lock)) {}
    const std::string give_back = sql::give_back();

    const std::string& enqueue(std::size_t count) {
        return kept({'e', 0, count}, [&] { return sql::enqueue(count); });
    }
    const std::string& claim(int most, bool for_subject) {
        return kept({for_subject ? 's' : 'c', most, 0}, [&] { return sql::claim(lock_, most, for_subject); });
    }
    const std::string& done_all(std::size_t count) {
        return kept({'d', 0, count}, [&] { return sql::done_all(count); });
    }
    const std::string& turn(int most, std::size_t count) {
        return kept({'t', most, count}, [&] { return sql::turn(lock_, most, count); });
    }

  private:
    using Key = std::tuple<char, int, std::size_t>;
    template <class Make> const std::string& kept(const Key& key, const Make& make) {
        const std::scoped_lock hold(mutex_);
        auto& text = texts_[key];
        if (text.empty()) text = make();
        return text;
    }
    const std::string lock_;
    std::mutex mutex_;
    std::map<Key, std::string> texts_;
};

std::vector<Lease> in_order(std::vector<Claimed> taken) {
    std::ranges::sort(taken, {}, &Claimed::order); // RETURNING has no order
    std::vector<Lease> leases;
    for (auto& one : taken) leases.push_back(std::move(one.lease));
    return leases;
}

int bounded(int most) { return std::min(most, most_in_a_claim); }

Result<std::vector<Lease>> claimed(Session& session, JobTexts& texts, const queue::Claim& claim) {
    const auto& sql = texts.claim(bounded(claim.most), claim.subject.has_value());
    const auto until = claim.now + claim.length;
    auto query = claim.subject
                     ? Query(session, sql, claim.queue, claim.now, *claim.subject, claim.owner, until)
                     : Query(session, sql, claim.queue, claim.now, claim.owner, until);
    DOCKET_TRY(auto taken, query.rows<Claimed>());
    return in_order(std::move(taken));
}

// Each side by side needs a session of the server and some of its processors; more of them only get in one
// another's way where a claim steps over what others have just locked.
constexpr int turns_at_once = 2;
// Measured: 14 to 38 per cent more jobs a second than with one, with four and with sixteen threads.
constexpr std::size_t beside = 3;

std::vector<Fence> fences_of(std::span<const Lease> leases) {
    std::vector<Fence> fences;
    for (const auto& lease : leases) fences.push_back({lease.id, lease.token});
    return fences;
}

// How many leases a text is made for that these fit in, and their values: the last fills up.
std::size_t size_for(std::size_t count) {
    auto size = sql::sizes.front();
    for (const auto smaller : sql::sizes)
        if (smaller >= count) size = smaller;
    return size;
}
Row cells_of(std::span<const Fence> ends) {
    Row cells;
    for (std::size_t i = 0; i < size_for(ends.size()); ++i) {
        const auto& fence = ends[std::min(i, ends.size() - 1)];
        cells.push_back(to_cell(fence.id));
        cells.push_back(to_cell(fence.token));
    }
    return cells;
}

Row cells_of(const queue::NewJob& job, Instant now) {
    Row cells;
    for (const auto& text : {job.kind, job.queue, job.payload, job.subject}) cells.push_back(to_cell(text));
    cells.push_back(to_cell(job.dedup_key));
    for (const auto number : {static_cast<std::int64_t>(job.priority), to_ms(job.run_at),
                              std::int64_t{job.max_attempts}, to_ms(now)})
        cells.push_back(to_cell(number));
    return cells;
}

class SqlJobs final : public queue::Jobs {
  public:
    explicit SqlJobs(Database& database)
        : database_(database), texts_(spoken(database.dialect(), "{skip_locked}")),
          turns_({database.dialect().takes_turns(Mode::statement) ? 1 : turns_at_once, queue::most_in_a_turn,
                  most_in_a_claim, beside},
                 [this](const Turned& turned) { return in_one(turned); }) {}

    Result<std::optional<JobId>> enqueue(Transaction& tx, const queue::NewJob& job, Instant now) override {
        return Query(session_of(tx, database_), texts_.enqueue(1), cells_of(job, now)).maybe<JobId>();
    }

    Result<int> enqueue_all(Transaction& tx, std::span<const queue::NewJob> jobs, Instant now) override {
        Session& session = session_of(tx, database_);
        std::size_t stored = 0;
        for (const auto size : sql::sizes)
            for (; jobs.size() >= size; jobs = jobs.subspan(size)) {
                Row cells;
                for (const auto& job : jobs.first(size)) append_cells(cells, cells_of(job, now));
                DOCKET_TRY(const auto ids, Query(session, texts_.enqueue(size), cells).rows<JobId>());
                stored += ids.size();
            }
        return static_cast<int>(stored);
    }

    Result<std::vector<Lease>> claim(const queue::Claim& claim) override {
        if (claim.most <= 0) return std::vector<Lease>();
        return stating(database_, [&](Session& session) { return claimed(session, texts_, claim); });
    }

    Result<std::vector<Lease>> claim(Transaction& tx, const queue::Claim& claim) override {
        if (claim.most <= 0) return std::vector<Lease>();
        return claimed(session_of(tx, database_), texts_, claim);
    }

    Result<void> extend(const Lease& lease, Instant until) override {
        return stating(database_, [&](Session& session) {
            return held(Query(session, sql::extend, until, lease.id, lease.token).maybe<JobId>());
        });
    }

    Result<void> charge(const Lease& lease, const Failure& why) override {
        return stating(database_, [&](Session& session) {
            return held(Query(session, sql::charge, told(why), lease.id, lease.token).maybe<JobId>());
        });
    }

    Result<void> settle(Transaction& tx, const Lease& lease, const queue::Outcome& outcome,
                        Instant now) override {
        return held(end(session_of(tx, database_), lease, outcome, now));
    }

    Result<void> settle(const Lease& lease, const queue::Outcome& outcome, Instant now) override {
        return stating(database_, [&](Session& session) { return held(end(session, lease, outcome, now)); });
    }

    Result<Turn> settle_done(std::span<const Lease> leases, const std::optional<queue::Claim>& next,
                             Instant now) override {
        DOCKET_ASSERT(leases.size() <= queue::most_in_a_turn, "a turn ends at most that many leases");
        const bool claims = next && next->most > 0;
        if (leases.empty() && !claims) return Turn();
        Turned turned{fences_of(leases), claims ? next : std::nullopt, now};
        if (claims) turned.next->most = bounded(next->most);
        return claims && next->subject ? in_one(turned) : turns_.take(std::move(turned));
    }

    Result<Swept> sweep(Instant now, const std::function<bool(std::string_view)>& is_gone) override {
        DOCKET_TRY(const auto all,
                   reading(database_, [](Session& s) { return Query(s, sql::held).rows<Held>(); }));
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
                           Query(session, texts_.give_back, now, one.id, one.token, now, gone.at(one.owner))
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
            DOCKET_TRY(const auto gone, Query(session, sql::forget, before, most).rows<JobId>());
            return static_cast<int>(gone.size());
        });
    }

  private:
    // In one transaction, of one statement where the engine can.
    Result<Turn> in_one(const Turned& turned) {
        const auto& next = turned.next;
        if (!next) return stating(database_, [&](Session& session) { return ended(session, turned); });
        if (turned.ends.empty()) {
            DOCKET_TRY(auto taken, claim(*next));
            return Turn{{}, std::move(taken)};
        }
        if (database_.dialect().writes_in_with() && !next->subject)
            return stating(database_, [&](Session& session) { return ended_and_claimed(session, turned); });
        return writing(database_, [&](Session& session) -> Result<Turn> {
            DOCKET_TRY(auto turn, ended(session, turned));
            DOCKET_TRY(turn.next, claimed(session, texts_, *next));
            return turn;
        });
    }
    Result<Turn> ended(Session& session, const Turned& turned) {
        const auto& ends = turned.ends;
        Turn turn;
        DOCKET_TRY(
            turn.ended,
            Query(session, texts_.done_all(size_for(ends.size())), cells_of(ends), turned.now).rows<JobId>());
        return turn;
    }
    Result<Turn> ended_and_claimed(Session& session, const Turned& turned) {
        const auto& ends = turned.ends;
        const auto& next = *turned.next;
        const auto& sql = texts_.turn(bounded(next.most), size_for(ends.size()));
        DOCKET_TRY(auto rows, Query(session, sql, next.queue, next.now, next.owner, next.now + next.length,
                                    cells_of(ends), turned.now)
                                  .rows<Claimed>());
        Turn turn;
        const auto over =
            std::partition(rows.begin(), rows.end(), [](const Claimed& row) { return row.lease.token > 0; });
        for (auto row = over; row != rows.end(); ++row) turn.ended.push_back(row->lease.id);
        rows.erase(over, rows.end());
        turn.next = in_order(std::move(rows));
        return turn;
    }

    Database& database_;
    JobTexts texts_;
    SharedTurns turns_;
};
} // namespace

std::unique_ptr<queue::Jobs> sql_jobs(Database& database) { return std::make_unique<SqlJobs>(database); }

} // namespace docket::store
