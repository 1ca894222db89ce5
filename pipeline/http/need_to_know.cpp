#include "pipeline/http/need_to_know.hpp"

#include "pipeline/flow/effects.hpp"
#include "pipeline/flow/writing.hpp"
#include "pipeline/http/target.hpp"

#include <algorithm>
#include <optional>

namespace docket::http {

namespace {

using review::Case;
using review::Person;

// Not there is an answer here, not a failure.
template <class T> Result<std::optional<T>> if_there(Result<T> loaded) {
    if (loaded) return std::optional<T>(*std::move(loaded));
    if (loaded.error().kind == Kind::not_found) return std::optional<T>();
    return loaded.error();
}

struct Task {
    bool held_by_person = false, held_by_another = false;
};

Result<Task> task_of(const Person& person, const Case& c, const flow::Tools& tools) {
    queue::JobFilter filter;
    filter.state = queue::State::leased;
    filter.queue = std::string(flow::counsel_queue);
    filter.subject = flow::subject_of(c);
    DOCKET_TRY(const auto rows, tools.desk.list(filter));
    Task task;
    for (const auto& row : rows) {
        if (!row.lease_until || *row.lease_until <= tools.clock.now()) continue;
        (row.owner == person.id ? task.held_by_person : task.held_by_another) = true;
    }
    return task;
}

Result<bool> had_task(const Person& person, const Case& c, const flow::Tools& tools) {
    DOCKET_TRY(const auto events, tools.record.of(flow::subject_of(c)));
    return std::ranges::any_of(events, [&](const review::Event& event) {
        return event.actor == person.id &&
               (event.act == name(review::Act::claim) || event.act == name(review::Act::sign_off) ||
                event.act == name(review::Act::send_back));
    });
}

Result<review::View> view_of_case(const Person& person, const std::string& number, const flow::Tools& tools) {
    DOCKET_TRY(const auto there, if_there(tools.cases.load(number)));
    const Case c = there.value_or(Case{});
    DOCKET_TRY(const auto task, task_of(person, c, tools));
    DOCKET_TRY(const bool had, had_task(person, c, tools));
    if (!there) return review::View{};
    review::Bearing bearing;
    bearing.conflict = review::acted_for_an_organ_of(person, c);
    bearing.at_counsel =
        !c.rounds.empty() && c.current().ours && c.current().stage == review::Stage::at_counsel;
    bearing.holds_task = task.held_by_person;
    bearing.task_free = !task.held_by_person && !task.held_by_another;
    bearing.had_task = had;
    return review::view_of(person.role, bearing);
}

// A letter that is no case yet is the register's business only.
Result<review::View> view_of_arrival(const Person& person, std::optional<std::int64_t> id,
                                     const flow::Tools& tools) {
    DOCKET_TRY(const auto there, if_there(tools.arrivals.load(id.value_or(0))));
    DOCKET_TRY(const auto view, view_of_case(person, there ? there->case_number : "", tools));
    if (!there) return review::View{};
    return there->case_number.empty() ? review::view_of(person.role, {}) : view;
}

std::optional<std::int64_t> arrival_id(std::string_view text) {
    if (text.empty() || text.front() != 'A') return {};
    return parse_length(text.substr(1));
}

} // namespace

Result<review::View> view_of(const Person& person, About about, const std::string& id,
                             const flow::Tools& tools) {
    switch (about) {
    case About::nothing: break;
    case About::case_:
    case About::task: return view_of_case(person, id, tools);
    case About::arrival: return view_of_arrival(person, arrival_id(id), tools);
    case About::page: {
        DOCKET_TRY(const auto page, if_there(tools.pages.load(parse_length(id).value_or(0))));
        return view_of_arrival(person, page ? std::optional(page->arrival) : std::nullopt, tools);
    }
    }
    return review::View{review::Sight::full, true};
}

} // namespace docket::http
