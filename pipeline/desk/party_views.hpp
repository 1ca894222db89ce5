// The petitioners of a case and who speaks for them, as pages show them: their papers with what is doubtful
// of them, minors, joint petitions, petitioners from abroad. Private to desk. Pure; any thread.
#pragma once

#include "pipeline/flow/office.hpp"
#include "pipeline/json/json.hpp"
#include "review/case.hpp"

namespace docket::desk {

// `whole`: names and numbers as they are; else covered.
json::Array applicant_views(const review::Case& c, bool whole);
json::Array mandate_views(const review::Case& c, Date today, bool whole);
// 集体 12 人, 未成年人, 涉港: what a row and a page say beside the names.
json::Array party_marks(const review::Case& c, const flow::Office& office);
// What is still to be done about the parties, a sentence each.
json::Array party_warnings(const review::Case& c, Date today, const flow::Office& office);

} // namespace docket::desk
