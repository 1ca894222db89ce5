// Fronts and backs that were scanned one after the other, as two stacks: whether they can be laid together.
// Pure; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <optional>
#include <vector>

namespace docket::flow {

// How many fronts there are. `pages`: of each file, in the order they came, fronts first. `said`: how many
// fronts a person counted; two stacks in one file cannot be told apart without it. Failures: conflict
// "batch.sides_unsaid"; conflict "batch.uneven_sides", which says how many there are of each; conflict
// "batch.sides_files" (more files than two sides, or none).
Result<int> fronts_of(const std::vector<int>& pages, std::optional<int> said);

} // namespace docket::flow
