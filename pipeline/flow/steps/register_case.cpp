#include "pipeline/flow/register.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

namespace docket::flow::step {

Result<Output> register_case(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(const auto arrival, tools.arrivals.load(input.id));
    if (arrival.state != ArrivalState::in_progress)
        return Output{[](Transaction&) { return std::vector<Next>{}; }};
    DOCKET_TRY(const auto stored, get_json(tools.blobs, arrival.fields));
    DOCKET_TRY(const auto fields, ocr::from_json(stored));
    DOCKET_TRY(const auto c, case_from(facts_of(fields), arrival, tools));
    return Output{[arrival, c, &tools](Transaction& tx) -> Result<std::vector<Next>> {
        DOCKET_CHECK(store_registration(tx, tools, arrival, c, "system"));
        return std::vector<Next>{};
    }};
}

} // namespace docket::flow::step
