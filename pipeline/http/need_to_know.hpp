// What a person may see of the case, arrival or page that a request is about: looks up what review/sight.hpp
// asks. What is not there is looked up just the same, so that neither the answer nor its cost tells. Any
// thread.
#pragma once

#include "pipeline/flow/tools.hpp"
#include "pipeline/http/route.hpp"
#include "review/sight.hpp"

#include <string>

namespace docket::http {

struct Standing {
    review::View view;
    bool there = false; // for this person: what is kept from him or her is not
};
// `id` is the number of a case, "A000012" or "12". Nothing is seen of what is not there; a Failure is a fault
// of the store.
Result<Standing> standing_of(const review::Ties& ties, About about, const std::string& id,
                             const flow::Tools& tools);

// The least a route about this may show.
constexpr review::Sight wanted(About about) {
    return about == About::task ? review::Sight::row : review::Sight::masked;
}

} // namespace docket::http
