// What several verbs print alike. One thread.
#pragma once

#include "pipeline/app/house.hpp"
#include "pipeline/flow/arrival_name.hpp"

#include <string>

namespace docket::app {

// Opens the data folder of a call. The reading settings name this program's own children.
struct Call;
Result<std::unique_ptr<House>> open_house(const Call& call);

// Every arrival as the desks see it: one in progress whose job is dead waits for a person, with the reason.
struct ArrivalView {
    flow::Arrival arrival;
    std::string state, code, reason;
    int pages_read = 0, pages = 0;
};
Result<std::vector<ArrivalView>> arrival_views(const flow::Tools& tools);
json::Value to_json(const ArrivalView& view);
std::string line_of(const ArrivalView& view); // for people, without a newline

using flow::arrival_name; // "A000012"
// Reads "A12", "A000012" or "arrival:12".
std::optional<std::int64_t> parse_arrival_name(std::string_view text);

// The exit code that says how an arrival ended: that of its reason's kind, 0 where it is well.
int exit_of(const ArrivalView& view);

} // namespace docket::app
