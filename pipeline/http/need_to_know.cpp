#include "pipeline/http/need_to_know.hpp"

#include "pipeline/flow/counsel.hpp"
#include "pipeline/flow/separator.hpp"
#include "pipeline/flow/writing.hpp"
#include "pipeline/http/target.hpp"

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

struct Past {
    bool had_task = false, lost_task = false;
};

// What the record says the person did with the task; claims count from the last time it was offered.
Result<Past> past_of(const Person& person, const Case& c, const flow::Tools& tools) {
    DOCKET_TRY(const auto events, tools.record.of(flow::subject_of(c)));
    Past past;
    for (const auto& event : events) {
        if (event.act == name(review::Act::submit)) past.lost_task = false;
        if (event.actor != person.id) continue;
        past.lost_task = past.lost_task || event.act == name(review::Act::claim);
        past.had_task = past.had_task || event.act == name(review::Act::sign_off) ||
                        event.act == name(review::Act::send_back);
    }
    return past;
}

Result<Standing> of_case(const review::Ties& ties, const std::string& number, const flow::Tools& tools) {
    const auto& person = ties.person;
    DOCKET_TRY(const auto there, if_there(tools.cases.load(number)));
    const Case c = there.value_or(Case{});
    DOCKET_TRY(const auto task, flow::held_task(c, tools));
    DOCKET_TRY(const auto past, past_of(person, c, tools));
    if (!there || review::kept_from(ties, c)) return Standing{};
    review::Bearing bearing;
    bearing.conflict = review::bound_to(ties, c);
    bearing.at_counsel =
        !c.rounds.empty() && c.current().ours && c.current().stage == review::Stage::at_counsel;
    bearing.holds_task = task && task->owner == person.id;
    bearing.task_free = !task;
    bearing.had_task = past.had_task;
    bearing.lost_task = past.lost_task;
    return Standing{review::view_of(person.role, bearing), true};
}

// A letter that is no case yet is the register's business only.
Result<Standing> of_arrival(const review::Ties& ties, std::optional<std::int64_t> id,
                            const flow::Tools& tools) {
    DOCKET_TRY(const auto there, if_there(tools.arrivals.load(id.value_or(0))));
    DOCKET_TRY(const auto standing, of_case(ties, there ? there->case_number : "", tools));
    if (!there) return Standing{};
    return there->case_number.empty() ? Standing{review::view_of(ties.person.role, {}), true} : standing;
}

std::optional<std::int64_t> arrival_id(std::string_view text) {
    if (text.empty() || text.front() != 'A') return {};
    return parse_length(text.substr(1));
}

} // namespace

Result<Standing> standing_of(const review::Ties& ties, About about, const std::string& id,
                             const flow::Tools& tools) {
    switch (about) {
    case About::nothing: break;
    case About::case_:
    case About::task: return of_case(ties, id, tools);
    case About::arrival: return of_arrival(ties, arrival_id(id), tools);
    case About::page: {
        DOCKET_TRY(const auto page, if_there(tools.pages.load(parse_length(id).value_or(0))));
        return of_arrival(ties, page ? std::optional(page->arrival) : std::nullopt, tools);
    }
    case About::batch: {
        // Of its letters each is asked about by itself (desk::batch); the batch is the register's business.
        DOCKET_TRY(const auto there, if_there(tools.batches.load(flow::batch_id(id).value_or(0))));
        return there ? Standing{review::view_of(ties.person.role, {}), true} : Standing{};
    }
    }
    return Standing{{review::Sight::full, true}, true};
}

} // namespace docket::http
