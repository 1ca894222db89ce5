// Small readers that the endpoints share: the desk, numbers of the query, the person. Pure; any thread.
#pragma once

#include "pipeline/desk/desk.hpp"
#include "pipeline/http/api/api.hpp"
#include "pipeline/http/house.hpp"
#include "pipeline/http/problem.hpp"

#include <algorithm>
#include <charconv>

namespace docket::http::api {

inline const review::Person& person_of(const Request& request) { return request.caller->person; }

// A whole number without sign; `otherwise` where there is none or it is something else.
inline std::int64_t number(const std::string& text, std::int64_t otherwise) {
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc{} && end == text.data() + text.size() && n >= 0 ? n : otherwise;
}
inline int small_number(const std::string& text, int otherwise) {
    return static_cast<int>(std::min<std::int64_t>(number(text, otherwise), 1'000'000));
}

inline Result<Response> shown(Result<json::Value> view, int status = 200) {
    if (!view) return view.error();
    return Response::of(*view, status);
}
inline Response picture(std::string type, const Bytes& bytes) {
    auto response = Response::bytes(std::move(type), std::string(bytes.begin(), bytes.end()));
    response.headers["Cache-Control"] = "private, no-cache";
    return response;
}

// The name as it was on the person's computer, percent-encoded UTF-8. Failure: invalid
// "upload.name_malformed".
Result<std::string> file_name(const Request& request);

// What House::particulars answers: the path says what it is about, or the upload that another scan follows.
inline Result<json::Object> particulars(const desk::Desk& desk, const Failure& failure,
                                        const Request& request) {
    if (!request.caller) return json::Object{};
    const auto arrival = request.value("arrival");
    desk::Dispute about{request.value("case"),
                        arrival.empty() ? request.asked("again") : arrival,
                        person_of(request).id,
                        {},
                        request.value("batch")};
    if (const auto said = request.json())
        about.input = said->at("input").object() ? said->at("input") : *said;
    return desk::particulars(desk, failure.code, about);
}

} // namespace docket::http::api
