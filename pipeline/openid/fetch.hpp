// One request to the provider, by libcurl: one try, no redirect followed, straight to it whatever proxy the
// environment names. Any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace docket::openid {

struct Asked {
    std::string url;
    std::string form{};           // application/x-www-form-urlencoded; empty: GET
    std::string user, password{}; // HTTP Basic; empty: none
};
struct Told {
    long status = 0;
    std::string body;
};
// Failure: unavailable "access.provider_away": no answer in time, a certificate that is not trusted, too
// much.
using Fetch = std::function<Result<Told>(const Asked&)>;

Fetch by_curl(std::filesystem::path ca);
Failure away(const std::string& why);

// For an address or a form (RFC 3986, unreserved characters stay).
std::string escaped(std::string_view text);

} // namespace docket::openid
