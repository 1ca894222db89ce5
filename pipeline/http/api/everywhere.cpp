// What every page asks: what changed, the dictionaries, what waits.
#include "pipeline/http/api/asked.hpp"

namespace docket::http::api {

Result<Response> changes(const Request& request, const House& house) {
    const auto since = number(request.asked("since"), -1);
    const auto left = std::chrono::floor<std::chrono::seconds>(request.caller->visit.left).count();
    return shown(desk::changes(*house.desk, person_of(request),
                               since < 0 ? std::nullopt : std::optional(since), std::int64_t{left}));
}

Result<Response> words(const Request&, const House& house) { return shown(desk::words(*house.desk)); }

Result<Response> tasks(const Request& request, const House& house) {
    return shown(desk::tasks(*house.desk, person_of(request)));
}

Result<Response> ledger(const Request&, const House& house) { return shown(desk::ledger(*house.desk)); }

} // namespace docket::http::api
