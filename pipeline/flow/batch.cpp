#include "pipeline/flow/batch.hpp"

#include <array>

namespace docket::flow {

namespace {
using namespace std::string_view_literals;
constexpr std::array batch_states{"open"sv, "reading"sv, "to_sort"sv, "sorted"sv};
constexpr std::array layouts{"by_kind"sv, "letters"sv, "stack"sv};
} // namespace

std::string_view name(BatchState state) { return batch_states.at(static_cast<std::size_t>(state)); }
std::string_view name(Layout layout) { return layouts.at(static_cast<std::size_t>(layout)); }

Result<BatchState> parse_batch_state(std::string_view text) {
    for (std::size_t i = 0; i < batch_states.size(); ++i)
        if (batch_states[i] == text) return static_cast<BatchState>(i);
    return fail(Kind::corrupt, "batch.state_unknown", "a batch cannot be in the state " + std::string(text));
}

Result<Layout> parse_layout(std::string_view text) {
    for (std::size_t i = 0; i < layouts.size(); ++i)
        if (layouts[i] == text) return static_cast<Layout>(i);
    return fail(Kind::invalid, "batch.layout_unknown",
                "文件与信的关系只能是 by_kind、letters 或 stack，不能是 " + std::string(text) + "。");
}

} // namespace docket::flow
