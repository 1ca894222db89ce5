// A request and an answer as the endpoints see them: our own values, so that every endpoint can be tested
// without a socket. Only server.cpp knows how they come off the wire. Values; any thread.
#pragma once

#include "pipeline/access/doorkeeper.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/base/transaction.hpp"
#include "pipeline/json/json.hpp"
#include "review/role.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace docket::http {

enum class Method : std::uint8_t { get, post, put, del };
std::string_view name(Method method); // "GET"

// Who asks: a signed-in person and the session it asks in.
struct Caller {
    review::Person person;
    std::string session; // its id, never its token
    access::Visit visit{};
};

struct Response;

struct Request {
    Method method{};
    std::string path;                           // percent-decoded, below /api/v1; never names a file
    std::map<std::string, std::string> values;  // of the {names} in the route's path
    std::map<std::string, std::string> query;   // decoded
    std::map<std::string, std::string> headers; // names in lower case; values ASCII as they came
    std::string body;                           // whole, exactly Content-Length bytes; routes that take JSON
    std::filesystem::path body_file;            // whole, in a file of ours: routes that take files
    Digest body_digest;                         // of body_file
    std::string peer;                           // address of the client, for throttling and the record
    std::optional<Caller> caller;               // empty for routes that anyone may call
    // Of routes marked `once`: keeps the answer in the act's own transaction, so that what was done and what
    // was answered are stored together. An endpoint that does not call it has its answer kept afterwards.
    std::function<Result<void>(Transaction&, const Response&)> keep;

    std::string value(const std::string& key) const; // "" where absent, as the next two
    std::string asked(const std::string& key) const;
    std::string header(const std::string& key) const;
    Result<json::Value> json() const; // invalid "http.body_malformed": not JSON, or not an object
};

struct Response {
    int status = 200;
    std::string type = "application/json";
    std::variant<std::string, std::filesystem::path> body; // bytes, or a file to send
    std::map<std::string, std::string> headers;

    static Response of(const json::Value& value, int status = 200);
    static Response nothing(); // 204
    static Response bytes(std::string type, std::string body);
    static Response file(std::string type, std::filesystem::path path);
};

} // namespace docket::http
