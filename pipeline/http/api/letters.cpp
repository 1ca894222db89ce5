// The mailroom: arrivals, the verification desk, page pictures, uploads.
#include "pipeline/flow/receive.hpp"
#include "pipeline/http/api/asked.hpp"
#include "pipeline/http/target.hpp"

#include <array>

namespace docket::http::api {

namespace {

Result<std::int64_t> arrival_of(const Request& request) { return desk::arrival_id(request.value("arrival")); }

Result<std::optional<Date>> date_of(const Request& request, const char* key) {
    const auto text = request.asked(key);
    if (text.empty()) return std::optional<Date>{};
    DOCKET_TRY(const auto date, parse_iso_date(text));
    return std::optional(date);
}

Result<flow::Delivery> delivery_of(const Request& request, const House& house) {
    flow::Delivery delivery;
    delivery.file = request.body_file;
    DOCKET_TRY(delivery.name, file_name(request));
    delivery.uid = "web/" + person_of(request).id + "/" + request.header("idempotency-key");
    const auto channel = request.asked("channel");
    delivery.channel = channel.empty() ? "letter" : channel;
    DOCKET_TRY(const auto received, date_of(request, "received"));
    DOCKET_TRY(delivery.posted, date_of(request, "posted"));
    delivery.received = received.value_or(house.tools.today());
    delivery.received_confirmed = received.has_value();
    delivery.actor = person_of(request).id;
    if (const auto again = request.asked("again"); !again.empty()) {
        DOCKET_TRY(delivery.again, desk::arrival_id(again));
    }
    return delivery;
}

// To keep, not to show; the name is the arrival's, never the sender's.
Response download(const char* type, const desk::NamedFile& file) {
    auto response = Response::file(type, file.path);
    response.headers["Content-Disposition"] = "attachment; filename=\"" + file.name + "\"";
    response.headers["Cache-Control"] = "no-store"; // each look is one that the record knows of
    return response;
}

} // namespace

Result<std::string> file_name(const Request& request) {
    const auto raw = request.header("x-file-name");
    const auto target = parse_target("/" + raw);
    if (raw.empty() || !target || target->segments.size() != 1)
        return fail(Kind::invalid, "upload.name_malformed", "文件名不能使用，请改名后重新上传。");
    return target->segments.front();
}

Result<Response> arrivals(const Request& request, const House& house) {
    return shown(desk::arrivals(*house.desk, request.asked("view"), request.asked("state"),
                                small_number(request.asked("offset"), 0),
                                small_number(request.asked("limit"), 50)));
}

Result<Response> upload(const Request& request, const House& house) {
    constexpr int created = 201;
    DOCKET_TRY(const auto delivery, delivery_of(request, house));
    DOCKET_TRY(const auto arrival, flow::receive(delivery, house.tools));
    return shown(desk::arrival_row(*house.desk, arrival.id), created);
}

Result<Response> letter(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    return shown(desk::letter(*house.desk, id));
}

Result<Response> reading(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    return shown(desk::reading(*house.desk, id));
}

Result<Response> places(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    return shown(desk::places(*house.desk, person_of(request), request.asked("search"), id));
}

Result<Response> confirm_fields(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::confirm_fields(*house.desk, person_of(request), id, input));
}

Result<Response> verify(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::verify(*house.desk, person_of(request), id, input));
}

Result<Response> reread(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::reread(*house.desk, person_of(request), id, input.int_at("version", -1)));
}

Result<Response> recut(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    DOCKET_TRY(const auto input, request.json());
    return shown(desk::recut(*house.desk, person_of(request), id, input));
}

Result<Response> original(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    DOCKET_TRY(const auto file,
               desk::letter_file(house.tools, person_of(request), id, desk::LetterFile::original));
    return download("application/octet-stream", file); // a stranger's bytes are never shown as a page
}

Result<Response> archive_copy(const Request& request, const House& house) {
    DOCKET_TRY(const auto id, arrival_of(request));
    DOCKET_TRY(const auto file,
               desk::letter_file(house.tools, person_of(request), id, desk::LetterFile::archive_copy));
    return download("application/pdf", file);
}

Result<Response> page_picture(const Request& request, const House& house) {
    constexpr int not_modified = 304;
    const auto asked = request.asked("size");
    const auto size = asked == "thumb"  ? desk::PictureSize::thumb
                      : asked == "full" ? desk::PictureSize::full
                                        : desk::PictureSize::screen;
    DOCKET_TRY(auto made,
               desk::page_picture(*house.desk, person_of(request), number(request.value("page"), 0), size));
    auto response = picture("image/jpeg", made.jpeg);
    if (made.tag.empty()) {
        response.headers["Cache-Control"] = "no-store";
        return response;
    }
    const auto tag = "\"" + made.tag + "\"";
    if (request.header("if-none-match") == tag) {
        response.body = std::string();
        response.status = not_modified;
    }
    response.headers["Cache-Control"] = "private, max-age=3600";
    response.headers["ETag"] = tag;
    return response;
}

} // namespace docket::http::api
