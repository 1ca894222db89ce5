#include "pipeline/http/problem.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace docket::http {

namespace {

constexpr const char* problem_type = "application/problem+json";

constexpr auto own_statuses = std::to_array<std::pair<std::string_view, int>>({
    {"access.code_wanted", 401},
    {"access.refused", 401},
    {"access.throttled", 429},
    {"http.host_unknown", 421},
    {"http.key_reused", 422},
    {"http.length_missing", 411},
    {"http.method_unknown", 405},
    {"http.not_signed_in", 401},
});

// Where it must not show whether something is there.
constexpr std::array<std::string_view, 4> unknowns{"arrival.unknown", "batch.unknown", "case.unknown",
                                                   "page.unknown"};

int status_of(const Failure& failure) {
    const auto* own =
        std::ranges::find(own_statuses, failure.code, [](const auto& row) { return row.first; });
    return own == own_statuses.end() ? verdict(failure.kind).http : own->second;
}

std::string_view title(Kind kind) {
    switch (kind) {
    case Kind::invalid: return "请求有误";
    case Kind::not_found: return "没有找到";
    case Kind::conflict: return "与现状不符";
    case Kind::forbidden: return "不能这样做";
    case Kind::exhausted: return "超出限度";
    case Kind::unavailable: return "暂时办不到";
    case Kind::corrupt: return "内容损坏";
    case Kind::internal: return "服务器出错";
    }
    return "服务器出错";
}

std::string detail(const Failure& failure) {
    if (failure.kind == Kind::internal) return "服务器内部出错，此次操作未完成；请把本页的编号告诉管理员。";
    return failure.detail;
}

} // namespace

Failure not_found() { return fail(Kind::not_found, "http.not_found", "没有这一内容，或者您无权查看。"); }

Response problem(const Failure& said, const json::Object& extra) {
    const bool hidden = std::ranges::find(unknowns, said.code) != unknowns.end();
    const auto& failure = hidden ? not_found() : said;
    const int status = status_of(failure);
    json::Object body{{"status", status},
                      {"code", failure.code},
                      {"title", title(failure.kind)},
                      {"detail", detail(failure)}};
    for (const auto& [key, value] : extra.members()) body.set(key, value);
    Response response = Response::of(body, status);
    response.type = problem_type;
    if (const auto* wait = extra.find("retry_after_s"); wait && wait->integer())
        response.headers["Retry-After"] = std::to_string(*wait->integer());
    return response;
}

Response problem(const Failure& failure, Millis wait) {
    json::Object extra;
    if (failure.code == "access.throttled")
        extra.set("retry_after_s", std::int64_t{std::chrono::ceil<std::chrono::seconds>(wait).count()});
    return problem(failure, extra);
}

void set_mark(Response& response, const std::string& mark) {
    auto* text = std::get_if<std::string>(&response.body);
    if (response.type != problem_type || !text) return;
    auto value = json::parse(*text);
    if (!value || !value->object()) return;
    value->object()->set("mark", mark);
    *text = json::dump(*value);
}

std::string trouble_of(const Failure& failure) {
    const bool ours =
        failure.kind == Kind::internal || failure.kind == Kind::unavailable || failure.kind == Kind::corrupt;
    return ours ? failure.code + ": " + failure.detail : failure.code;
}

} // namespace docket::http
