#include "pipeline/base/random.hpp"

#include <random>

namespace docket {

std::uint64_t SystemRandom::next() {
    thread_local std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32U) | device();
}

} // namespace docket
