// The draft as a form, its preview, and the documents as pages.
#include "pipeline/http/api/asked.hpp"

namespace docket::http::api {

Result<Response> form(const Request& request, const House& house) {
    return shown(desk::form(*house.desk, person_of(request), request.value("case")));
}

Result<Response> save_form(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::save_form(*house.desk, person_of(request), request.value("case"), input));
}

Result<Response> preview(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::preview(*house.desk, person_of(request), request.value("case"), input.at("parts")));
}

Result<Response> preview_page(const Request& request, const House& house) {
    DOCKET_TRY(const auto png, desk::preview_page(*house.desk, person_of(request), request.value("token"),
                                                  small_number(request.value("n"), 0)));
    auto response = picture("image/png", png);
    response.headers["Cache-Control"] = "private, max-age=600"; // a token never shows anything else
    return response;
}

Result<Response> answer(const Request& request, const House& house) {
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::answer(*house.desk, person_of(request), request.value("case"), input));
}

Result<Response> document(const Request& request, const House& house) {
    return shown(
        desk::document(*house.desk, person_of(request), request.value("case"), request.value("key")));
}

Result<Response> document_page(const Request& request, const House& house) {
    DOCKET_TRY(const auto png,
               desk::document_page(*house.desk, person_of(request), request.value("case"),
                                   request.value("key"), small_number(request.value("n"), 0)));
    return picture("image/png", png);
}

Result<Response> document_pdf(const Request& request, const House& house) {
    DOCKET_TRY(const auto path, desk::document_pdf(*house.desk, request.value("case"), request.value("key")));
    return Response::file("application/pdf", path);
}

Result<Response> slip(const Request& request, const House& house) {
    DOCKET_TRY(const auto pdf, desk::slip(*house.desk, request.value("case"), request.value("document")));
    auto response = picture("application/pdf", pdf);
    response.headers["Content-Disposition"] = "inline; filename=\"slip.pdf\"";
    return response;
}

} // namespace docket::http::api
