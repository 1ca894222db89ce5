// People and organs by id, loaded once for a view. Private to desk. Values; any thread.
#pragma once

#include "pipeline/desk/desk.hpp"
#include "review/competence.hpp"
#include "review/sight.hpp"

#include <map>

namespace docket::desk {

struct People {
    std::map<std::string, Person, std::less<>> by_id;
    review::Organs organs;

    static Result<People> load(const flow::Tools& tools);
    // Somebody who is not in the folder is shown under the id; "system" is the program.
    json::Object view(std::string_view id) const;
    std::string name(std::string_view id) const;
    std::string organ_name(std::string_view code) const;
    json::Object organ_view(std::string_view code) const; // {"code", "name"}
    review::Ties ties(const Person& person) const;
};

// Whether the person may read all of the case (review/sight.hpp).
bool may_open(const review::Ties& ties, const review::Case& c);

} // namespace docket::desk
