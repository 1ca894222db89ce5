// The auditor's desk.
#include "pipeline/desk/auditing.hpp"
#include "pipeline/http/api/asked.hpp"

namespace docket::http::api {

namespace {

desk::RecordWanted wanted_of(const Request& request) {
    return {request.asked("from"),   request.asked("until"),
            request.asked("person"), request.asked("act"),
            request.asked("kind"),   request.asked("object"),
            request.asked("before"), small_number(request.asked("limit"), 50)};
}

} // namespace

Result<Response> audit_record(const Request& request, const House& house) {
    return shown(desk::record(*house.desk, wanted_of(request)));
}

Result<Response> audit_looks(const Request& request, const House& house) {
    return shown(desk::looks(*house.desk, wanted_of(request)));
}

Result<Response> audit_event(const Request& request, const House& house) {
    return shown(desk::record_event(*house.desk, number(request.value("event"), 0)));
}

Result<Response> audit_choices(const Request&, const House& house) {
    return shown(desk::record_choices(*house.desk));
}

Result<Response> audit_export(const Request& request, const House& house) {
    DOCKET_TRY(const auto said, request.json());
    DOCKET_TRY(auto file,
               desk::record_file(*house.desk, person_of(request),
                                 {said.text_at("from"), said.text_at("until"), said.text_at("person"),
                                  said.text_at("act"), said.text_at("kind"), said.text_at("object"), "", 0}));
    auto response = Response::bytes("text/csv; charset=utf-8", std::move(file.text));
    response.headers["Content-Disposition"] = "attachment; filename=\"" + file.name + "\"";
    response.headers["Cache-Control"] = "no-store";
    return response;
}

Result<Response> audit_chain(const Request&, const House& house) { return shown(desk::chain(*house.desk)); }

Result<Response> audit_check(const Request& request, const House& house) {
    return shown(desk::check_chain_now(*house.desk, person_of(request)));
}

Result<Response> audit_ledger(const Request&, const House& house) {
    return shown(desk::whole_book(*house.desk));
}

Result<Response> audit_days(const Request& request, const House& house) {
    return shown(desk::day_books(*house.desk, request.asked("before")));
}

Result<Response> audit_day(const Request& request, const House& house) {
    return shown(desk::day_arrivals(*house.desk, request.value("day"), request.asked("state"),
                                    number(request.asked("after"), 0)));
}

} // namespace docket::http::api
