#include "pipeline/http/session_cookie.hpp"

namespace docket::http {

namespace {
// With the prefix __Host- where TLS is there (RFC 6265bis 4.1.3.2).
std::string named(const Site& site, const char* name) {
    return (site.secure ? "__Host-" : "") + std::string(name);
}
std::string cookie_of(const Site& site, const std::string& name, const std::string& token) {
    return name + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" + (site.secure ? "; Secure" : "");
}
} // namespace

std::string cookie_name(const Site& site) { return named(site, "docket"); }

std::string cookie_that_begins(const Site& site, const std::string& token) {
    return cookie_of(site, cookie_name(site), token);
}

std::string cookie_that_ends(const Site& site) { return cookie_that_begins(site, "") + "; Max-Age=0"; }

std::string away_name(const Site& site) { return named(site, "docket-away"); }
std::string cookie_that_leaves(const Site& site, const std::string& token) {
    const auto lasts = std::chrono::floor<std::chrono::seconds>(access::departure_lasts).count();
    return cookie_of(site, away_name(site), token) + "; Max-Age=" + std::to_string(lasts);
}
std::string cookie_that_is_back(const Site& site) {
    return cookie_of(site, away_name(site), "") + "; Max-Age=0";
}

} // namespace docket::http
