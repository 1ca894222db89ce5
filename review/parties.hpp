// What the petitioners of a case are to the law, as far as their papers tell it: minors, many, from abroad.
// Pure; any thread.
#pragma once

#include "review/case.hpp"

namespace docket::review {

// Born less than eighteen years before that day (民法典 17), by the number of the paper.
bool is_minor(const Applicant& applicant, Date on);
// A minor petitioned, and nobody is registered who speaks for the minor (民法典 23).
bool guardian_wanted(const Case& c, Date today);
// How many petition: those who are named, or as many as the letter says.
int petitioners_of(const Case& c);
// 涉外, 涉港, 涉澳, 涉台: each once, in order of the petitioners.
std::vector<std::string_view> origins_of(const Case& c);

} // namespace docket::review
