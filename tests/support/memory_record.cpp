#include "tests/support/memory_record.hpp"

#include <algorithm>

namespace docket::testing {

using review::Event;

namespace {
struct RecordTransaction final : Transaction {};

bool fits(const desk::RecordQuery& query, const Event& event) {
    const auto is = [](const std::string& wanted, const std::string& there) {
        return wanted.empty() || wanted == there;
    };
    return is(query.actor, event.actor) && is(query.act, event.act) &&
           is(query.kind, event.subject.substr(0, event.subject.find(':'))) &&
           (query.subjects.empty() ||
            std::ranges::find(query.subjects, event.subject) != query.subjects.end()) &&
           (!query.from || event.at >= *query.from) && (!query.until || event.at < *query.until);
}
} // namespace

Result<void> MemoryRecord::transact(const std::function<Result<void>(Transaction&)>& act) {
    const auto before = events_;
    RecordTransaction tx;
    auto done = act(tx);
    if (!done) events_ = before;
    return done;
}

Result<Event> MemoryRecord::append(Transaction&, const review::EventDraft& draft) {
    Event event;
    static_cast<review::EventDraft&>(event) = draft;
    event.n = static_cast<std::int64_t>(events_.size()) + 1;
    event.seq = 1 + std::ranges::count(events_, draft.subject, &Event::subject);
    if (!events_.empty()) event.previous = events_.back().hash;
    event.hash = review::link(event);
    events_.push_back(event);
    return event;
}

Result<review::Head> MemoryRecord::head() {
    if (events_.empty()) return review::Head{};
    return review::Head{events_.back().n, events_.back().hash};
}

Result<std::vector<Event>> MemoryRecord::of(std::string_view subject) {
    auto out = events_;
    std::erase_if(out, [&](const Event& event) { return event.subject != subject; });
    return out;
}

Result<std::vector<Event>> MemoryRecord::since(std::int64_t n, int most) {
    auto out = events_;
    std::erase_if(out, [&](const Event& event) { return event.n <= n || event.n > n + most; });
    return out;
}

Result<void> MemoryRecord::walk(const std::function<Result<void>(const Event&)>& visit) {
    for (const auto& event : events_) DOCKET_CHECK(visit(event));
    return {};
}

Result<desk::RecordPage> MemoryRecord::page(const desk::RecordQuery& query) {
    desk::RecordPage page;
    const auto place = [](const Event& event) { return std::pair(event.at, event.n); };
    for (const auto& event : events_)
        if (fits(query, event) &&
            (!query.before || place(event) < std::pair(query.before->at, query.before->n)))
            page.rows.push_back({event, stored.contains(event.text)});
    std::ranges::sort(page.rows, std::ranges::greater{},
                      [&](const desk::RecordLine& line) { return place(line.event); });
    page.more = page.rows.size() > static_cast<std::size_t>(query.limit);
    if (page.more) page.rows.resize(static_cast<std::size_t>(query.limit));
    return page;
}

Result<std::int64_t> MemoryRecord::count(const desk::RecordQuery& query, std::int64_t most) {
    const auto n = std::ranges::count_if(events_, [&](const Event& event) { return fits(query, event); });
    return std::min<std::int64_t>(n, most);
}

Result<desk::RecordLine> MemoryRecord::event(std::int64_t n) {
    if (n < 1 || n > static_cast<std::int64_t>(events_.size()))
        return fail(Kind::not_found, "event.unknown", "没有这一条操作记录。");
    const auto& event = events_[static_cast<std::size_t>(n - 1)];
    return desk::RecordLine{event, stored.contains(event.text)};
}

Result<desk::RecordChoices> MemoryRecord::choices() {
    std::set<std::string> actors, acts;
    for (const auto& event : events_) {
        actors.insert(event.actor);
        acts.insert(event.act);
    }
    return desk::RecordChoices{{actors.begin(), actors.end()}, {acts.begin(), acts.end()}};
}

} // namespace docket::testing
