// What people confirmed of a letter, value by value, with who and when: kept beside the reading, which may be
// made anew and never touches it. Values; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/json/json.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::desk {

struct ConfirmedValue {
    std::string value;
    std::string by; // id of a person
    Instant at{};
    std::string seen;    // what the reading said then: one that says something else now is a suggestion
    bool looked = false; // the readings were looked at before it was typed
    bool operator==(const ConfirmedValue&) const = default;
};

// [x, y, w, h] as fractions of the scan as it arrived, so that a page turned or cut into lines otherwise by a
// later reading still has the line where the person saw it. All 0: not known.
using LinePlace = std::array<double, 4>;

struct ConfirmedLine {
    int page = 0; // from 1
    int line = 0; // from 1, in the reading of that day; counts only where the place is not known
    LinePlace place{};
    ConfirmedValue value;
    bool operator==(const ConfirmedLine&) const = default;
};

struct Confirmed {
    std::map<std::string, ConfirmedValue> fields;
    std::optional<std::vector<ConfirmedValue>> claims; // all of them, in order
    std::vector<ConfirmedLine> lines;
    std::string by;            // id of the person who saved last
    std::optional<Instant> at; // and when; none in what was kept before this was

    const ConfirmedValue* find(std::string_view name) const;
};

json::Value to_json(const Confirmed& confirmed);
// Empty text: nothing is confirmed yet. Failure: corrupt "letter.confirmed_malformed".
Result<Confirmed> read_confirmed(std::string_view text);

} // namespace docket::desk
