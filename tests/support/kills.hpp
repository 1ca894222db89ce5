// What tests that kill programs are told from outside: how often, and what the moments are drawn by. `./run
// soak` says more of it than `./run test`.
#pragma once

#include <cstdint>

namespace docket::testing {

// DOCKET_KILLS, else `usually`; two under sanitizers, which look for other faults than a kill leaves behind
// and take their time.
std::uint64_t kills_wanted(std::uint64_t usually);
// DOCKET_SEED, else a day that was good enough.
std::uint64_t kill_seed();

} // namespace docket::testing
