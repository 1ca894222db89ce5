// How often any endpoint of the table was reached. Any thread.
#pragma once

#include <atomic>

namespace docket::testing {

std::atomic<int>& endpoints_reached();

} // namespace docket::testing
