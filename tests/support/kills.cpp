#include "tests/support/kills.hpp"

#include <algorithm>
#include <cstdlib>

namespace docket::testing {

namespace {
std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* given = std::getenv(name);
    return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}
} // namespace

std::uint64_t kills_wanted(std::uint64_t usually) {
#ifdef DOCKET_SANITIZED
    usually = std::min<std::uint64_t>(usually, 2);
#endif
    return number_from("DOCKET_KILLS", usually);
}

std::uint64_t kill_seed() { return number_from("DOCKET_SEED", 20260610); }

} // namespace docket::testing
