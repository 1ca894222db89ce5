// Which arrivals are asked for, one page of them. Values; any thread.
#pragma once

#include "pipeline/flow/arrival.hpp"
#include "review/case_query.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace docket::flow {

// Every filter that is given must hold. The last received comes first, and of one day the last taken in.
struct ArrivalQuery {
    std::vector<ArrivalState> states = {};                    // one of these; none: any
    std::optional<Date> received_from = {}, received_to = {}; // both days included
    int offset = 0, limit = 50; // rows passed over, rows wanted: at most review::most_in_a_page
};

struct ArrivalPage {
    std::vector<Arrival> rows;
    std::int64_t total = 0; // of all pages
};

} // namespace docket::flow
