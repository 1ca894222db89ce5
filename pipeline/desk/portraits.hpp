// Portraits of cases as the desk makes them: of the very parts the search is made of, so that one look at a
// letter serves both. Private to desk; any thread.
#pragma once

#include "pipeline/desk/search_parts.hpp"
#include "review/likeness/portrait.hpp"

namespace docket::desk {

// Of a letter with a case, or of a case alone; the source has its parts.
review::likeness::Portrait portrait_of(const SearchSource& source);

// As it hangs in the store; where it is not made yet, made now.
Result<review::likeness::Portrait> portrait_of(const Desk& desk, const review::Case& c, const People& people);

} // namespace docket::desk
