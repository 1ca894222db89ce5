// What a child of docket does for its own part. Call from its main thread, before it serves.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/json/json.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace docket::sandbox {

// The first thing every child does. From now on what a library prints goes to the standard error; a parent
// that no longer listens is a write that fails; and the process ends at once when the other end of its
// standard input closes, even if the kernel's own signal that the parent is gone did not reach us. Gives the
// descriptor that takes the answers.
int begin_child();

// Answers requests one after the other until the stream ends between two of them: the exit code of the child.
// A request of more than `longest` bytes, or an answer that nobody takes, ends it with EXIT_FAILURE.
int answer_requests(int in, int out, std::size_t longest,
                    const std::function<Result<json::Value>(const std::string& request)>& handle);

} // namespace docket::sandbox
