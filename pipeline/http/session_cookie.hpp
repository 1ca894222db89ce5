// The cookie that carries a session's token: never readable by scripts, never sent from other sites. Pure;
// any thread.
#pragma once

#include "pipeline/http/house.hpp"

namespace docket::http {

std::string cookie_name(const Site& site);
std::string cookie_that_begins(const Site& site, const std::string& token);
std::string cookie_that_ends(const Site& site);

// The cookie of a browser that was sent to the provider of identities; it ends with the departure.
std::string away_name(const Site& site);
std::string cookie_that_leaves(const Site& site, const std::string& token);
std::string cookie_that_is_back(const Site& site);

} // namespace docket::http
