// The number of an arrival as people read it. Free functions; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace docket::flow {

std::string arrival_name(std::int64_t id); // "A000012"

} // namespace docket::flow
