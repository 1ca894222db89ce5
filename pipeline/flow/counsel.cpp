#include "pipeline/flow/counsel.hpp"

#include "pipeline/flow/writing.hpp"

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

Result<void> taken(const queue::JobRow& task, const Tools& tools) {
    const Millis length = std::chrono::days{tools.office.lawyer_days};
    const auto until = *task.lease_until;
    DOCKET_TRY(const auto holder, tools.directory.person(task.owner));
    return fail(Kind::conflict, "act.task_taken",
                holder.name + " " + told(until - length, tools.today()) + " 已领取，占用至 " +
                    told(until, tools.today()) + "。");
}

} // namespace docket::flow
