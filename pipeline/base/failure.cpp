#include "pipeline/base/failure.hpp"

#include <algorithm>

namespace docket {

int graver_exit(int a, int b) {
    constexpr std::array order{70, 75, 8, 7, 3, 4, 5, 6, 2, 1, 0};
    const auto rank = [&](int code) { return std::find(order.begin(), order.end(), code) - order.begin(); };
    return rank(a) <= rank(b) ? a : b;
}

std::string_view name(Kind kind) {
    constexpr std::array names{"invalid",   "not_found",   "conflict", "forbidden",
                               "exhausted", "unavailable", "corrupt",  "internal"};
    return names.at(static_cast<std::size_t>(kind));
}

} // namespace docket
