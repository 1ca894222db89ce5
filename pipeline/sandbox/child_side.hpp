// What a child of docket does for its own part. Call from its main thread, before it serves.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/json/json.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace docket::sandbox {

// From now on the process ends at once when the other end of `descriptor` closes: the parent is gone, even if
// the kernel's own signal for that did not reach us. Leaves nothing behind that needs to be undone.
void end_with_parent(int descriptor);

// Answers requests one after the other until the stream ends between two of them: the exit code of the child.
// A request of more than `longest` bytes, or an answer that nobody takes, ends it with EXIT_FAILURE.
int answer_requests(int in, int out, std::size_t longest,
                    const std::function<Result<json::Value>(const std::string& request)>& handle);

} // namespace docket::sandbox
