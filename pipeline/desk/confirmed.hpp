// What people confirmed of a letter, value by value, with who and when: kept beside the reading, which may be
// made anew and never touches it. Values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/json/json.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket::desk {

struct ConfirmedValue {
    std::string value;
    std::string by; // id of a person
    Instant at{};
    std::string seen; // what the reading said then: one that says something else now is a suggestion
};

struct Confirmed {
    std::map<std::string, ConfirmedValue> fields;
    std::optional<std::vector<ConfirmedValue>> claims;   // all of them, in order
    std::map<std::pair<int, int>, ConfirmedValue> lines; // by page and line, from 1
    std::string by;                                      // id of the person who saved last
    std::optional<Instant> at;                           // and when; none in what was kept before this was

    const ConfirmedValue* find(std::string_view name) const;
};

json::Value to_json(const Confirmed& confirmed);
// Empty text: nothing is confirmed yet. Failure: corrupt "letter.confirmed_malformed".
Result<Confirmed> read_confirmed(std::string_view text);

} // namespace docket::desk
