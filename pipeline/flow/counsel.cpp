#include "pipeline/flow/counsel.hpp"

#include "pipeline/flow/writing.hpp"
#include "review/lifecycle.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

// "14:02" where it is today, else "2026-06-08 14:02": a moment as people tell it to each other.
std::string told(Instant at, Date today) {
    const auto text = china.text(at);
    const std::size_t day = std::string_view("2026-06-08 ").size(),
                      minutes = std::string_view("14:02").size();
    return china.date(at) == today ? text.substr(day, minutes) : text.substr(0, day + minutes);
}

// When the holder took it: the lease may have been prolonged since.
Result<Instant> claimed_at(const queue::JobRow& task, const Tools& tools) {
    DOCKET_TRY(const auto events, tools.record.of(task.subject));
    auto at = *task.lease_until;
    for (const auto& event : events)
        if (event.actor == task.owner && event.act == name(review::Act::claim)) at = event.at;
    return at;
}

} // namespace

Result<std::optional<queue::JobRow>> held_task(const review::Case& c, const Tools& tools) {
    queue::JobFilter filter;
    filter.state = queue::State::leased;
    filter.queue = std::string(counsel_queue);
    filter.subject = subject_of(c);
    DOCKET_TRY(const auto rows, tools.desk.list(filter));
    const auto now = tools.clock.now();
    const auto held = std::ranges::find_if(
        rows, [&](const queue::JobRow& row) { return row.lease_until && *row.lease_until > now; });
    return held == rows.end() ? std::nullopt : std::optional(*held);
}

queue::Lease lease_of(const queue::JobRow& held) {
    queue::Lease lease;
    lease.id = held.id;
    lease.token = held.lease_token;
    lease.owner = held.owner;
    lease.until = held.lease_until.value_or(Instant{});
    return lease;
}

Result<Instant> prolong_task(std::string_view case_number, std::string_view person, const Tools& tools) {
    DOCKET_TRY(const auto c, tools.cases.load(case_number));
    DOCKET_TRY(const auto task, held_task(c, tools));
    if (!task || task->owner != person)
        return review::to_failure(review::Refusal::task_not_held, c.current().stage, review::Act::sign_off);
    DOCKET_TRY(const auto contracts, tools.directory.contracts());
    if (review::engagement(contracts, person, tools.today()) == review::Engagement::over)
        return review::to_failure(review::Refusal::contract_over, c.current().stage, review::Act::claim);
    const Millis length = std::chrono::days{tools.office.lawyer_days};
    const auto until = std::max(*task->lease_until, tools.clock.now() + length);
    DOCKET_CHECK(tools.jobs.extend(lease_of(*task), until));
    return until;
}

Result<void> taken(const queue::JobRow& task, const Tools& tools) {
    const auto until = *task.lease_until;
    DOCKET_TRY(const auto since, claimed_at(task, tools));
    DOCKET_TRY(const auto holder, tools.directory.person(task.owner));
    return fail(Kind::conflict, "act.task_taken",
                holder.name + " " + told(since, tools.today()) + " 已领取，占用至 " +
                    told(until, tools.today()) + "。");
}

} // namespace docket::flow
