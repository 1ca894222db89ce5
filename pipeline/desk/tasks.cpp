// What waits for a person, and what changed.
#include "pipeline/desk/case_parts.hpp"
#include "pipeline/desk/days.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/looking_back.hpp"
#include "pipeline/desk/mask.hpp"
#include "pipeline/desk/slips.hpp"
#include "pipeline/desk/urgency.hpp"
#include "pipeline/flow/separator.hpp"
#include "review/deadline/period.hpp"
#include "review/sight.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace docket::desk {

namespace {

using review::Role;
using review::Stage;

constexpr int most_tasks = 100, most_changes = 200;
constexpr std::string_view of_case = "case:", of_arrival = "arrival:", of_batch = "batch:";

Result<Tally> tally_for(const Desk& desk, const Person& person) {
    const auto today = desk.tools.today();
    return desk.lists.tally(person.id, today, soon_until(today, desk.tools.calendar), desk.tools.clock.now());
}

std::int64_t tasks_of(const Person& person, const Tally& t, std::int64_t batches) {
    switch (person.role) {
    case Role::mailroom: return t.verify + t.rejected + batches;
    case Role::clerk: return t.drafting;
    case Role::lawyer: return t.review_open + t.review_mine;
    case Role::leader: return t.approve + t.asks_leader + t.urgent;
    default: return 0;
    }
}

json::Object task(std::string id, std::string what, std::string title, std::string path, json::Object due,
                  int waited) {
    return {{"id", std::move(id)},     {"what", std::move(what)}, {"title", std::move(title)},
            {"path", std::move(path)}, {"due", std::move(due)},   {"waited_days", std::max(0, waited)}};
}

json::Object letter_task(const Desk& desk, const flow::Arrival& arrival) {
    const auto name = arrival_name(arrival.id);
    const auto today = desk.tools.today();
    json::Object due{{"state", "not_started"}, {"words", "未起算"}};
    if (arrival.due) due = clock_of(*arrival.due, today, desk.tools.calendar);
    const bool rejected = arrival.state == flow::ArrivalState::rejected;
    auto out = task(name, rejected ? "重新扫描" : "核校来信", name + " " + arrival.name,
                    rejected ? "/mail" : "/mail/letters/" + name, std::move(due),
                    days_between(china.date(arrival.at), today));
    if (auto mark = urgent_mark(arrival.urgency, arrival.urgent_places)) out.set("urgent", *std::move(mark));
    return out.set("arrival", name).set("from", "收发室");
}

Result<json::Object> case_task(const Desk& desk, const review::Case& c, const People& people) {
    const auto today = desk.tools.today();
    auto out = task(c.number, duty_of(c), c.number + " " + title_of(c, people), page_of(c),
                    clock_of(c, today, desk.tools.calendar), days_between(c.received, today));
    if (auto mark = urgent_mark(c.urgent.state, c.urgent.places)) out.set("urgent", *std::move(mark));
    return out.set("case", c.number);
}

Result<json::Array> letter_tasks(const Desk& desk) {
    ArrivalQuery query;
    query.list = ArrivalList::todo;
    query.limit = most_tasks;
    query.counted = false;
    DOCKET_TRY(const auto page, desk.lists.arrivals(query));
    std::vector<std::int64_t> ids;
    for (const auto& line : page.rows) ids.push_back(line.arrival);
    DOCKET_TRY(const auto arrivals, desk.tools.arrivals.load_these(ids));
    json::Array out;
    for (const auto& arrival : arrivals) out.emplace_back(letter_task(desk, arrival));
    BatchQuery batches;
    batches.list = BatchList::waiting;
    batches.limit = most_tasks;
    DOCKET_TRY(const auto waiting, desk.batch_lists.batches(batches));
    for (const auto& line : waiting.rows) {
        DOCKET_TRY(const auto batch, desk.tools.batches.load(line.batch));
        DOCKET_TRY(const auto due, review::period("T1", batch.received, desk.tools.calendar));
        const auto name = flow::batch_name(batch.id);
        const auto today = desk.tools.today();
        auto one = task(name, line.dead.empty() ? "分件" : "批次没有读完", name + " " + batch.name,
                        "/mail/batches/" + name + (line.dead.empty() ? "/sort" : ""),
                        clock_of(due, today, desk.tools.calendar), days_between(china.date(batch.at), today));
        out.emplace_back(one.set("batch", name).set("from", "收发室"));
    }
    return out;
}

using Duty = std::string (*)(const review::Case&);
Result<json::Array> case_tasks(const Desk& desk, CaseQuery query, Duty duty = duty_of) {
    query.sort = "due";
    query.descending = false;
    query.urgent_first = true;
    query.limit = most_tasks;
    DOCKET_TRY(const auto people, People::load(desk.tools));
    DOCKET_TRY(const auto page, desk.lists.cases(query));
    json::Array out;
    DOCKET_TRY(const auto found, desk.tools.cases.load_these(page.numbers));
    for (const auto& c : found) {
        DOCKET_TRY(auto one, case_task(desk, c, people));
        out.emplace_back(one.set("what", duty(c)));
    }
    return out;
}

Result<json::Array> clerk_tasks(const Desk& desk, CaseQuery query) {
    DOCKET_TRY(auto out, slip_tasks(desk));
    DOCKET_TRY(auto cases, case_tasks(desk, std::move(query)));
    for (auto& one : cases) out.push_back(std::move(one));
    urgent_first(out);
    return out;
}

// Urgent matters, for a leader to know of, that wait for nothing else of the leader.
Result<json::Array> told_of(const Desk& desk, const json::Array& listed) {
    CaseQuery query;
    query.urgent = true;
    DOCKET_TRY(auto urgent, case_tasks(desk, query));
    json::Array out;
    for (auto& one : urgent) {
        const auto number = one.text_at("case");
        if (std::ranges::any_of(listed, [&](const auto& row) { return row.text_at("case") == number; }))
            continue;
        one.object()->set("what", "紧急事项").set("path", "/cases/" + number);
        out.push_back(std::move(one));
    }
    return out;
}

// Documents to sign, periods somebody asks to extend and rounds somebody asks to end.
Result<json::Array> leader_tasks(const Desk& desk) {
    CaseQuery documents, extensions;
    documents.stages = {Stage::signed_off};
    DOCKET_TRY(auto out, case_tasks(desk, documents));
    extensions.asks_leader = true;
    DOCKET_TRY(auto asked, case_tasks(desk, extensions, leaders_duty));
    for (auto& one : asked) {
        one.object()->set("path", "/cases/" + one.text_at("case"));
        out.push_back(std::move(one));
    }
    DOCKET_TRY(auto urgent, told_of(desk, out));
    for (auto& one : urgent) out.push_back(std::move(one));
    urgent_first(out);
    return out;
}

Result<json::Array> counsel_tasks(const Desk& desk, const Person& person) {
    DOCKET_TRY(const auto shown, reviews(desk, person));
    json::Array out;
    for (const auto* list : {"mine", "open"})
        for (const auto& row : shown.array_at(list)) {
            const bool mine = std::string_view(list) == "mine";
            auto one = task(row.text_at("case"), mine ? "法律审核" : "领取审核",
                            row.text_at("case") + " " + row.text_at("title"),
                            (mine ? "/review/tasks/" : "/review/claim/") + row.text_at("case"),
                            *row.at("due").object(), static_cast<int>(row.int_at("waited_days")));
            out.emplace_back(one.set("case", row.text_at("case")));
        }
    return out;
}

Result<json::Array> waiting(const Desk& desk, const Person& person) {
    CaseQuery query;
    switch (person.role) {
    case Role::mailroom: return letter_tasks(desk);
    case Role::lawyer: return counsel_tasks(desk, person);
    case Role::leader: return leader_tasks(desk);
    case Role::clerk:
        query.stages = {Stage::registered, Stage::accepted, Stage::drafted,  Stage::approved,
                        Stage::issued,     Stage::served,   Stage::declined, Stage::transferred,
                        Stage::answered,   Stage::concluded};
        query.drafter_or_none = person.id;
        return clerk_tasks(desk, std::move(query));
    default: return json::Array{};
    }
}

std::string number_in(const review::Event& event) { return event.subject.substr(of_case.size()); }
std::int64_t arrival_in(const review::Event& event) {
    return std::stoll(event.subject.substr(of_arrival.size()));
}

// Of each case and each arrival the last thing that was done to it; a lawyer has to do with cases alone.
std::vector<review::Event> last_of_each(std::vector<review::Event> newest_first, Role role) {
    std::set<std::string> seen;
    std::erase_if(newest_first, [&](const review::Event& event) {
        const bool letter = event.subject.starts_with(of_arrival) && role != Role::lawyer;
        return !(letter || event.subject.starts_with(of_case)) || !seen.insert(event.subject).second;
    });
    return newest_first;
}

json::Value case_done(const review::Case& c, const review::Event& event, json::Object row, Role role) {
    row.set("what", word_of(act_words(), event.act));
    row.set("path", role == Role::lawyer ? "/review" : "/cases/" + c.number);
    return role == Role::lawyer ? Mask::of(c).value(row) : json::Value(std::move(row));
}

// The rows of these, as far as they may be shown and until there are enough. They are loaded together: under
// a veil each question is prepared anew.
Result<void> add_done(const Desk& desk, const People& people, const review::Ties& ties,
                      std::span<const review::Event> events, json::Array& out) {
    std::vector<std::string> numbers;
    std::vector<std::int64_t> ids;
    for (const auto& event : events)
        if (event.subject.starts_with(of_case))
            numbers.push_back(number_in(event));
        else
            ids.push_back(arrival_in(event));
    DOCKET_TRY(const auto cases, desk.tools.cases.load_these(numbers));
    DOCKET_TRY(const auto arrivals, desk.tools.arrivals.load_these(ids));
    for (const auto& event : events) {
        if (out.size() >= most_done) break;
        if (event.subject.starts_with(of_case)) {
            const auto c = std::ranges::find(cases, number_in(event), &review::Case::number);
            if (c == cases.end() || review::bound_to(ties, *c)) continue;
            DOCKET_TRY(auto row, case_task(desk, *c, people));
            out.push_back(case_done(*c, event, std::move(row), ties.person.role));
        } else {
            const auto arrival = std::ranges::find(arrivals, arrival_in(event), &flow::Arrival::id);
            if (arrival == arrivals.end()) continue;
            auto row = letter_task(desk, *arrival);
            row.set("what", word_of(act_words(), event.act));
            out.emplace_back(std::move(row));
        }
    }
    return {};
}

// One row a subject.
Result<json::Array> done_lately(const Desk& desk, const Person& person) {
    DOCKET_TRY(auto events, desk.lists.done_by(person.id, desk.tools.clock.now() - a_month, 500));
    DOCKET_TRY(const auto people, People::load(desk.tools));
    const auto ties = people.ties(person);
    const auto last = last_of_each(std::move(events), person.role);
    std::span<const review::Event> rest(last);
    json::Array out;
    while (!rest.empty() && out.size() < most_done) {
        const auto some = std::min<std::size_t>(rest.size(), most_done);
        DOCKET_CHECK(add_done(desk, people, ties, rest.first(some), out));
        rest = rest.subspan(some);
    }
    return out;
}

std::int64_t in_state(const json::Array& rows, std::string_view state) {
    return std::ranges::count_if(
        rows, [&](const json::Value& row) { return row.at("due").text_at("state") == state; });
}

Result<json::Value> tasks_now(const Desk& desk, const Person& person) {
    DOCKET_TRY(auto rows, waiting(desk, person));
    DOCKET_TRY(auto done, done_lately(desk, person));
    const auto overdue = in_state(rows, "overdue"), soon = in_state(rows, "soon");
    const auto other = static_cast<std::int64_t>(rows.size()) - overdue - soon;
    return json::Value(
        json::Object{{"rows", std::move(rows)},
                     {"done", std::move(done)},
                     {"counts", json::Object{{"overdue", overdue}, {"soon", soon}, {"other", other}}}});
}

} // namespace

Result<json::Value> counts(const Desk& desk, const Person& person) {
    DOCKET_TRY(const auto t, tally_for(desk, person));
    DOCKET_TRY(const auto batches, desk.batch_lists.counts(china.midnight(desk.tools.today())));
    return json::Value(json::Object{{"tasks", tasks_of(person, t, batches.waiting)},
                                    {"sort", batches.waiting},
                                    {"verify", t.verify},
                                    {"needs_person", t.needs_person},
                                    {"rejected", t.rejected},
                                    {"reading", t.reading},
                                    {"register", t.open_cases},
                                    {"review_open", t.review_open},
                                    {"review_mine", t.review_mine},
                                    {"approve", t.approve},
                                    {"overdue", t.overdue},
                                    {"soon", t.soon}});
}

// A lawyer and an administrator are told that something changed, but not of which case: the number of a case
// they may not see is already too much.
Result<json::Value> changes(const Desk& desk, const Person& person, std::optional<std::int64_t> since,
                            std::int64_t left_s) {
    DOCKET_TRY(const auto head, desk.tools.record.head());
    json::Array items;
    std::int64_t n = head.n;
    bool gap = false;
    if (since && *since < head.n) {
        DOCKET_TRY(const auto events, desk.tools.record.since(*since, most_changes));
        gap = events.size() == most_changes && events.back().n < head.n;
        const bool sees_all = person.role != Role::lawyer && person.role != Role::administrator;
        std::set<std::string> seen;
        for (auto event = events.rbegin(); event != events.rend(); ++event) {
            if (!seen.insert(event->subject).second) continue;
            const bool c = event->subject.starts_with(of_case), a = event->subject.starts_with(of_arrival);
            std::string id = event->subject;
            if (c) id = id.substr(of_case.size());
            if (a) id = arrival_name(std::stoll(id.substr(of_arrival.size())));
            const bool b = event->subject.starts_with(of_batch);
            if (b) id = flow::batch_name(std::stoll(id.substr(of_batch.size())));
            items.emplace_back(json::Object{{"kind", !sees_all ? "other"
                                                     : c       ? "case"
                                                     : a       ? "arrival"
                                                     : b       ? "batch"
                                                               : "other"},
                                            {"id", sees_all ? id : ""},
                                            {"n", event->n}});
        }
    }
    DOCKET_TRY(auto counted, counts(desk, person));
    return json::Value(json::Object{{"n", n},
                                    {"now", to_ms(desk.tools.clock.now())},
                                    {"left_s", left_s},
                                    {"gap", gap},
                                    {"items", std::move(items)},
                                    {"counts", std::move(counted)}});
}

Result<json::Value> tasks(const Desk& desk, const Person& person) {
    return looking(desk.tools.work, [&] { return tasks_now(desk, person); });
}

} // namespace docket::desk
