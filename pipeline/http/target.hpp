// What a request line and its headers say, read strictly: the target of a request, cookies, names of hosts.
// Pure functions; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::http {

// RFC 3986, decoded after it was split. No segment is empty, "." or "..", or holds a slash, a backslash, a
// control or what is not UTF-8: nothing that is decoded can lead anywhere else.
struct Target {
    std::vector<std::string> segments; // "/" has none
    std::map<std::string, std::string> query;
    std::string path() const; // "/a/b", decoded
};
Result<Target> parse_target(std::string_view raw); // invalid "http.path_malformed"

// Empty where absent, and where it is there twice: nobody can say which one is meant.
std::string cookie(std::string_view header, std::string_view name);

// The name in a Host or Origin: "localhost" of "localhost:8765", of "http://localhost:8765". Lower case.
std::string host_name(std::string_view host);

// Digits only, at most 18 of them.
std::optional<std::int64_t> parse_length(std::string_view text);

} // namespace docket::http
