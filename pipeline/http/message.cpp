#include "pipeline/http/message.hpp"

namespace docket::http {

namespace {

std::string found(const std::map<std::string, std::string>& among, const std::string& key) {
    const auto at = among.find(key);
    return at == among.end() ? std::string() : at->second;
}

} // namespace

std::string_view name(Method method) {
    switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::del: return "DELETE";
    }
    return "?";
}

std::string Request::value(const std::string& key) const { return found(values, key); }
std::string Request::asked(const std::string& key) const { return found(query, key); }
std::string Request::header(const std::string& key) const { return found(headers, key); }

Result<json::Value> Request::json() const {
    auto value = json::parse(body);
    if (!value || !value->object())
        return fail(Kind::invalid, "http.body_malformed", "请求的内容须是一个 JSON 对象。");
    return value;
}

Response Response::of(const json::Value& value, int status) {
    Response response;
    response.status = status;
    response.body = json::dump(value);
    return response;
}

Response Response::nothing() {
    Response response;
    response.status = 204;
    return response;
}

Response Response::bytes(std::string type, std::string body) {
    Response response;
    response.type = std::move(type);
    response.body = std::move(body);
    return response;
}

Response Response::file(std::string type, std::filesystem::path path) {
    Response response;
    response.type = std::move(type);
    response.body = std::move(path);
    return response;
}

} // namespace docket::http
