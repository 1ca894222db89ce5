// Of the data: the database, the calendars, the record, the ledger, the queue.
#include "pipeline/app/instruments.hpp"

#include "pipeline/app/calendars.hpp"
#include "pipeline/app/places.hpp"
#include "pipeline/flow/backups.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/store/condition.hpp"

#include <algorithm>

namespace docket::app {

namespace {

constexpr int events_of_a_quick_look = 2'000;

Result<doctor::StoreCondition> asked(const DataFolder& folder) {
    DOCKET_TRY(const auto condition, store::condition_of(store_of(folder)));
    return doctor::StoreCondition{condition.engine, condition.applied, condition.known, condition.ahead};
}

} // namespace

Bench::Bench(DataFolder folder, ReadingSettings reading)
    : folder_(std::move(folder)), reading_(std::move(reading)), store_(asked(folder_)), house_(opened()) {}

Result<std::unique_ptr<House>> Bench::opened() const {
    if (!store_) return store_.error();
    if (store_->schema != store_->known)
        return fail(Kind::conflict, "store.schema_other", "数据库的结构与本程序不是同一版。");
    return House::open(folder_, reading_);
}

Result<doctor::StoreCondition> Bench::store() { return store_; }

Result<std::vector<int>> Bench::calendar_years() {
    if (house_) return (*house_)->tools().calendar.years(); // with what was published here
    DOCKET_TRY(const auto calendar, read_calendars());
    return calendar.years();
}

Result<doctor::ChainCondition> Bench::chain() {
    if (!house_) return house_.error();
    DOCKET_TRY(const auto audit,
               flow::verify_tail((*house_)->tools(), (*house_)->anchors(), events_of_a_quick_look));
    return doctor::ChainCondition{audit.events, audit.anchors, audit.findings};
}

Result<doctor::LedgerCondition> Bench::ledger() {
    if (!house_) return house_.error();
    DOCKET_TRY(const auto counts, (*house_)->books().count());
    return doctor::LedgerCondition{counts.balanced(), counts.arrivals.received, counts.pages.received};
}

// What people are to do may wait for days; only the machine's own queues are looked at.
Result<doctor::QueueCondition> Bench::queue() {
    if (!house_) return house_.error();
    const auto& tools = (*house_)->tools();
    const auto machine = flow::queues();
    DOCKET_TRY(const auto tallies, tools.desk.tally());
    doctor::QueueCondition out;
    out.now = tools.clock.now();
    for (const auto& tally : tallies) {
        if (std::ranges::find(machine, tally.queue) == machine.end()) continue;
        if (tally.state == queue::State::dead) out.dead += static_cast<int>(tally.jobs);
        if (tally.state == queue::State::ready && tally.oldest < out.oldest_ready.value_or(out.now))
            out.oldest_ready = tally.oldest;
    }
    return out;
}

Result<doctor::BackupCondition> Bench::backup() {
    if (!house_) return house_.error();
    DOCKET_TRY(const auto last, flow::last_backup((*house_)->tools().record));
    return doctor::BackupCondition{last ? std::optional(last->at) : std::nullopt,
                                   folder_.installation.created, folder_.clock->now(), folder_.demo()};
}

} // namespace docket::app
