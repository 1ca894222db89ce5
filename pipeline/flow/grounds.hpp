// The grounds on which the case at hand may be declined: of the table, those of its round, its way in, the
// regulation in force and what the office has adopted. Pure; any thread.
#pragma once

#include "pipeline/flow/office.hpp"
#include "review/declining.hpp"

#include <string>
#include <vector>

namespace docket::flow {

struct OpenGround {
    const review::DeclineGround* row = nullptr; // never null
    review::Says says{};
    std::string basis; // the articles, or the rule the office has adopted
};
std::vector<OpenGround> open_grounds(const review::Case& c, Date today, const Office& office);
// None of that id, or it may not be given here: nothing.
std::optional<OpenGround> open_ground(std::string_view id, const review::Case& c, Date today,
                                      const Office& office);

} // namespace docket::flow
