// Counsel's desk and the leader's.
#include "pipeline/http/api/asked.hpp"

namespace docket::http::api {

Result<Response> reviews(const Request& request, const House& house) {
    return shown(desk::reviews(*house.desk, person_of(request)));
}

Result<Response> parties(const Request& request, const House& house) {
    return shown(desk::parties(*house.desk, person_of(request), request.value("case")));
}

Result<Response> review_file(const Request& request, const House& house) {
    return shown(desk::review_file(*house.desk, person_of(request), request.value("case")));
}

Result<Response> task_lease(const Request& request, const House& house) {
    return shown(desk::task_lease(*house.desk, request.value("case")));
}

Result<Response> prolong(const Request& request, const House& house) {
    return shown(desk::prolong(*house.desk, person_of(request), request.value("case")));
}

Result<Response> approvals(const Request& request, const House& house) {
    return shown(desk::approvals(*house.desk, person_of(request)));
}

} // namespace docket::http::api
