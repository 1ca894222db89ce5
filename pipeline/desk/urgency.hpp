// What the desks show of an urgent matter. Private to desk; pure; any thread.
#pragma once

#include "pipeline/desk/desk.hpp"
#include "pipeline/desk/people.hpp"
#include "review/urgency.hpp"

#include <optional>

namespace docket::desk {

// {"state", "words"}, the mark in a row; none where it takes its turn.
std::optional<json::Object> urgent_mark(review::Urgency state,
                                        const std::vector<review::UrgentPlace>& places);
// The whole of it, for the page of the case; none where nothing was found or decided.
std::optional<json::Object> urgency_view(const review::Case& c, const People& people);
// What is to be decided or reported.
json::Array urgent_duties(const review::Case& c, Date today);
// Rows with the mark before the others, each part in its order.
void urgent_first(json::Array& rows);

} // namespace docket::desk
