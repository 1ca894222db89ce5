// The cookie that carries a session's token: never readable by scripts, never sent from other sites. Pure;
// any thread.
#pragma once

#include "pipeline/http/house.hpp"

namespace docket::http {

// With the prefix __Host- where TLS is there (RFC 6265bis 4.1.3.2).
std::string cookie_name(const Site& site);
std::string cookie_that_begins(const Site& site, const std::string& token);
std::string cookie_that_ends(const Site& site);

} // namespace docket::http
