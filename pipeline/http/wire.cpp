#include "pipeline/http/wire.hpp"

#include "pipeline/http/problem.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

namespace docket::http::wire {

namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr auto everywhere = std::to_array<std::pair<const char*, const char*>>({
    {"Content-Security-Policy",
     "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
     "font-src 'self' data:; connect-src 'self'; object-src 'none'; frame-src 'none'; frame-ancestors "
     "'none'; "
     "base-uri 'none'; form-action 'self'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
});
// Of these nobody could say which one is meant.
constexpr std::array<std::string_view, 7> single{"authorization",   "content-type", "cookie",      "host",
                                                 "idempotency-key", "origin",       "x-csrf-token"};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

bool is_ascii_text(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; });
}

std::vector<std::string> all(const HTTPServerRequest& request, std::string_view name) {
    std::vector<std::string> out;
    for (const auto& [key, value] : request)
        if (lower(key) == name) out.push_back(value);
    return out;
}

std::string last_of(const std::string& list) {
    const auto comma = list.rfind(',');
    auto last = comma == std::string::npos ? list : list.substr(comma + 1);
    std::erase(last, ' ');
    return last;
}

Result<Method> method_of(const std::string& text) {
    if (text == "GET" || text == "HEAD") return Method::get;
    if (text == "POST") return Method::post;
    if (text == "PUT") return Method::put;
    if (text == "DELETE") return Method::del;
    return fail(Kind::invalid, "http.method_unknown", "这一地址不接受这种请求。");
}

} // namespace

Announced announced(const HTTPServerRequest& request) {
    Announced out;
    if (!all(request, "transfer-encoding").empty()) out.any = true;
    for (const auto& length : all(request, "content-length")) {
        out.length = parse_length(length).value_or(-1);
        out.any = out.any || out.length != 0;
    }
    return out;
}

Result<void> check_framing(const HTTPServerRequest& request) {
    for (const auto& [key, value] : request) {
        if (!is_ascii_text(key) || !is_ascii_text(value))
            return fail(Kind::invalid, "http.header_malformed", "请求头含有不可用的字符。");
        if (std::ranges::find(single, lower(key)) != single.end() && all(request, lower(key)).size() > 1)
            return fail(Kind::invalid, "http.header_twice", "请求头 " + lower(key) + " 出现了两次。");
    }
    const auto lengths = all(request, "content-length");
    if (lengths.size() > 1)
        return fail(Kind::invalid, "http.length_twice", "请求有两个 Content-Length，已拒绝。");
    if (!all(request, "transfer-encoding").empty())
        return fail(Kind::invalid, "http.length_missing", "请求须带 Content-Length，不接受分块传输。");
    if (!lengths.empty() && !parse_length(lengths.front()))
        return fail(Kind::invalid, "http.length_malformed", "Content-Length 不是长度。");
    const auto& method = request.getMethod();
    if (lengths.empty() && (method == "POST" || method == "PUT"))
        return fail(Kind::invalid, "http.length_missing", "请求须带 Content-Length。");
    return {};
}

Result<Head> head_of(const HTTPServerRequest& request, bool behind_proxy) {
    Head head;
    DOCKET_TRY(head.request.method, method_of(request.getMethod()));
    head.only_head = request.getMethod() == "HEAD";
    DOCKET_TRY(auto target, parse_target(request.getURI()));
    head.request.path = target.path();
    head.request.query = std::move(target.query);
    for (const auto& [key, value] : request) {
        auto& kept = head.request.headers[lower(key)];
        kept += kept.empty() ? value : ", " + value;
    }
    const auto forwarded = behind_proxy ? last_of(head.request.header("x-forwarded-for")) : "";
    head.request.peer = forwarded.empty() ? request.clientAddress().host().toString() : forwarded;
    return head;
}

Result<void> read_exactly(std::istream& in, std::int64_t length,
                          const std::function<Result<void>(std::string_view piece)>& keep,
                          const std::function<void(std::int64_t so_far)>& got) {
    std::vector<char> piece(piece_bytes);
    std::int64_t so_far = 0;
    while (so_far < length) {
        const auto left = std::min<std::int64_t>(length - so_far, static_cast<std::int64_t>(piece.size()));
        // What is there is taken at once: a full piece is never waited for, so that slowness shows.
        in.peek();
        const auto ready = std::clamp<std::int64_t>(in.rdbuf()->in_avail(), 1, left);
        in.read(piece.data(), static_cast<std::streamsize>(ready));
        const auto n = in.gcount();
        if (n <= 0 || in.bad()) break;
        so_far += n;
        got(so_far);
        DOCKET_CHECK(keep({piece.data(), static_cast<std::size_t>(n)}));
    }
    if (so_far == length && !in.bad()) return {};
    return fail(Kind::invalid, "http.body_cut",
                "上传中断，只收到 " + std::to_string(so_far) + " 字节，未予保存；请重新上传。");
}

std::int64_t size_of(const Response& response) {
    if (const auto* bytes = std::get_if<std::string>(&response.body))
        return static_cast<std::int64_t>(bytes->size());
    std::error_code error;
    const auto size = std::filesystem::file_size(std::get<std::filesystem::path>(response.body), error);
    return error ? -1 : static_cast<std::int64_t>(size);
}

namespace {

// A line break in a value would begin another header.
std::string one_line(std::string value) {
    for (auto& c : value)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return value;
}

void set_headers(const Response& response, std::int64_t size, HTTPServerResponse& out) {
    const auto status = static_cast<Poco::Net::HTTPResponse::HTTPStatus>(response.status);
    out.setStatusAndReason(status, Poco::Net::HTTPResponse::getReasonForStatus(status));
    for (const auto& [name, value] : everywhere) out.set(name, value);
    out.set("Cache-Control", "no-store");
    for (const auto& [name, value] : response.headers) out.set(name, one_line(value));
    if (response.status == 204 || response.status == 304) return;
    out.setContentType(response.type);
    out.setContentLength64(size);
}

bool send_file(std::istream& in, std::int64_t size, std::ostream& out,
               const std::function<void(std::int64_t so_far)>& sent) {
    std::vector<char> piece(piece_bytes);
    for (std::int64_t so_far = 0; so_far < size;) {
        const auto left = std::min<std::int64_t>(size - so_far, static_cast<std::int64_t>(piece.size()));
        in.read(piece.data(), static_cast<std::streamsize>(left));
        if (in.gcount() != left || !out.write(piece.data(), static_cast<std::streamsize>(left))) return false;
        so_far += left;
        sent(so_far);
    }
    return true;
}

} // namespace

bool send(const Response& response, bool only_head, HTTPServerResponse& out,
          const std::function<void(std::int64_t so_far)>& sent) {
    const auto* path = std::get_if<std::filesystem::path>(&response.body);
    std::ifstream in;
    if (path) in.open(*path, std::ios::binary);
    const auto size = size_of(response);
    if ((path && !in) || size < 0) {
        const auto gone = fail(Kind::internal, "http.file_gone", "a file that was to be sent is not there");
        return send(problem(gone), only_head, out, sent);
    }
    set_headers(response, size, out);
    auto& body = out.send();
    const bool bare = only_head || response.status == 204 || response.status == 304;
    bool whole = true;
    if (!bare && path) whole = send_file(in, size, body, sent);
    if (!bare && !path) body << std::get<std::string>(response.body);
    return body.flush().good() && whole;
}

} // namespace docket::http::wire
