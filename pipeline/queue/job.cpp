#include "pipeline/queue/job.hpp"

#include <array>

namespace docket::queue {

std::string_view name(State state) {
    constexpr std::array<std::string_view, 5> words{"ready", "leased", "done", "dead", "cancelled"};
    return words.at(static_cast<std::size_t>(state));
}

} // namespace docket::queue
