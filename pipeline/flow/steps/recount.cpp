#include "pipeline/flow/recount.hpp"

#include "pipeline/flow/steps/steps.hpp"

#include <memory>

namespace docket::flow::step {

// input.id is the year, input.text who asked (flow/recount.hpp) and, after a blank, where the slice begins.
Result<Output> recount(const StepInput& input, const Tools& tools) {
    // The host that does this may not have looked since another one published the year.
    if (tools.in_force != nullptr) DOCKET_CHECK(tools.in_force->look());
    const auto now = std::make_shared<const Tools>(tools.now());
    const auto blank = input.text.find(' ');
    const auto of = input.text.substr(0, blank);
    const auto from = blank == std::string::npos ? "" : input.text.substr(blank + 1);
    return Output{[now, of, from, year = static_cast<int>(input.id),
                   subject = input.subject](Transaction& tx) -> Result<std::vector<Next>> {
        RecountSum sum;
        DOCKET_TRY(const auto next, recount_slice(tx, *now, year, from, sum));
        if (next.empty()) return std::vector<Next>{};
        return std::vector<Next>{{year, subject, {}, of + " " + next, true}};
    }};
}

} // namespace docket::flow::step
