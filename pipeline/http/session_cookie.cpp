#include "pipeline/http/session_cookie.hpp"

namespace docket::http {

std::string cookie_name(const Site& site) { return site.secure ? "__Host-docket" : "docket"; }

std::string cookie_that_begins(const Site& site, const std::string& token) {
    return cookie_name(site) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" +
           (site.secure ? "; Secure" : "");
}

std::string cookie_that_ends(const Site& site) { return cookie_that_begins(site, "") + "; Max-Age=0"; }

} // namespace docket::http
