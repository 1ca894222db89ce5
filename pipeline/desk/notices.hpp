// The notices of a case as pages name and show them. Private to desk; pure; any thread.
#pragma once

#include "pipeline/desk/desk.hpp"
#include "pipeline/desk/people.hpp"

#include <string>
#include <vector>

namespace docket::desk {

// A notice is called by its place, "notice-1"; one that was written before notices were kept with their case,
// "acceptance_notice".
constexpr std::string_view earlier_notice = "acceptance_notice";
std::string notice_key(std::size_t place);                                    // from 0
const review::Notice* notice_of(const review::Case& c, std::string_view key); // none: null

json::Array notice_views(const review::Case& c, const People& people);
// What is written and not served yet, of what may be.
std::vector<const review::Notice*> unserved(const review::Case& c);
// The writing of a notice before notices were kept with their case; none: null.
const review::Event* earlier_writing(const review::Case& c, const std::vector<review::Event>& events);

} // namespace docket::desk
