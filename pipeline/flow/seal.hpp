// The sealed case file: everything the register and the record say of a case at its closing, with the head of
// the chain at that moment; one of the places outside the database that anchor the record. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

namespace docket::flow {

inline constexpr const char* case_file_name = "案卷.json";

// Inside the closing act's transaction: stores the file as a blob and lays it on the shelf.
Result<void> seal_record(Transaction& tx, const review::Case& c, const Tools& tools);

// The case as JSON: what `docket show --json` prints.
json::Value to_json(const review::Case& c, const std::vector<review::Event>& events);

} // namespace docket::flow
