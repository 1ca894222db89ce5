#include "pipeline/flow/arrival.hpp"

#include <array>

namespace docket::flow {

namespace {
using namespace std::string_view_literals;
constexpr std::array arrival_states{"in_progress"sv, "registered"sv, "needs_person"sv,
                                    "rejected"sv,    "duplicate"sv,  "sorted"sv};
constexpr std::array places{"in_progress"sv,  "in_letter"sv,   "separator"sv,
                            "blank_hidden"sv, "in_rejected"sv, "in_duplicates"sv};
constexpr std::array parts{"letter"sv, "file"sv};
constexpr std::array kinds{"page"sv, "blank"sv, "envelope"sv, "attachment"sv, "separator"sv};
} // namespace

std::string_view name(Part part) { return parts.at(static_cast<std::size_t>(part)); }
std::string_view name(SheetKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
std::string_view name(ArrivalState state) { return arrival_states.at(static_cast<std::size_t>(state)); }
std::string_view name(Place place) { return places.at(static_cast<std::size_t>(place)); }

Result<ArrivalState> parse_arrival_state(std::string_view text) {
    for (std::size_t i = 0; i < arrival_states.size(); ++i)
        if (arrival_states[i] == text) return static_cast<ArrivalState>(i);
    return fail(Kind::corrupt, "arrival.state_unknown",
                "an arrival cannot be in the state " + std::string(text));
}

Result<Place> parse_place(std::string_view text) {
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] == text) return static_cast<Place>(i);
    return fail(Kind::corrupt, "page.place_unknown", "a page cannot be in the place " + std::string(text));
}

Result<Part> parse_part(std::string_view text) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i] == text) return static_cast<Part>(i);
    return fail(Kind::corrupt, "arrival.part_unknown", "an arrival cannot be a " + std::string(text));
}

Result<SheetKind> parse_sheet_kind(std::string_view text) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == text) return static_cast<SheetKind>(i);
    return fail(Kind::invalid, "batch.operation_malformed",
                "页面不能标为“" + std::string(text) + "”，请刷新页面后重试。");
}

} // namespace docket::flow
