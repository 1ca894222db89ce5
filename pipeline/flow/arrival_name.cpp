#include "pipeline/flow/arrival_name.hpp"

namespace docket::flow {

std::string arrival_name(std::int64_t id) {
    constexpr std::size_t least = 6;
    auto digits = std::to_string(id);
    if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
    return "A" + digits;
}

} // namespace docket::flow
