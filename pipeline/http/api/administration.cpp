// The administrator's pages: people, and what the office sets for itself.
#include "pipeline/administration/administration.hpp"

#include "pipeline/http/api/asked.hpp"

namespace docket::http::api {

Result<Response> admin_settings(const Request&, const House& house) {
    return shown(administration::settings(house.tools, *house.administration));
}

Result<Response> change_setting(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(administration::change_setting(house.tools, *house.administration, person_of(request),
                                                request.value("setting"), input));
}

Result<Response> admin_people(const Request& request, const House& house) {
    return shown(administration::people(house.tools, *house.administration, person_of(request)));
}

Result<Response> person_effects(const Request& request, const House& house) {
    const auto id = request.value("person");
    DOCKET_TRY(auto effects, administration::effects(house.tools, *house.administration, id));
    if (house.desk && house.counts) {
        DOCKET_TRY(const auto person, house.tools.directory.person(id));
        DOCKET_TRY(const auto counts, house.counts(*house.desk, person));
        effects.object()->set("waiting", counts.int_at("tasks"));
    }
    return Response::of(effects);
}

Result<Response> add_person(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(administration::add_person(house.tools, *house.administration, person_of(request), input));
}

Result<Response> change_person(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(administration::change_person(house.tools, *house.administration, person_of(request),
                                               request.value("person"), input));
}

Result<Response> change_account(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(administration::change_account(house.tools, *house.administration, person_of(request),
                                                request.value("person"), input));
}

Result<Response> end_session(const Request& request, const House& house) {
    return shown(administration::end_session(house.tools, *house.administration, person_of(request),
                                             request.value("person"), request.value("session")));
}

Result<Response> admin_contracts(const Request&, const House& house) {
    return shown(administration::contracts(house.tools));
}

Result<Response> change_contract(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(
        administration::change_contract(house.tools, person_of(request), request.value("contract"), input));
}

Result<Response> admin_organs(const Request&, const House& house) {
    return shown(administration::organs(house.tools));
}

Result<Response> change_organ(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(
        administration::change_organ(house.tools, person_of(request), request.value("organ"), input));
}

Result<Response> admin_calendars(const Request& request, const House& house) {
    return shown(administration::calendars(house.tools, *house.administration,
                                           small_number(request.asked("year"), 0)));
}

Result<Response> compare_year(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(administration::compare_year(house.tools, *house.administration,
                                              small_number(request.value("year"), 0), input));
}

Result<Response> publish_year(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(administration::publish_year(house.tools, *house.administration, person_of(request),
                                              small_number(request.value("year"), 0), input));
}

} // namespace docket::http::api
