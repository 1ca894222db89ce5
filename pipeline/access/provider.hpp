// The organisation's provider of identities, as the door asks it (OpenID Connect Core 1.0, the flow with an
// authorisation code and PKCE). Owned by access; adapters: pipeline/openid and, for tests, a scripted one.
// Any thread.
#pragma once

#include "pipeline/access/ports.hpp"

#include <string>

namespace docket::access {

class Provider {
  public:
    virtual ~Provider() = default;
    virtual const std::string& issuer() const = 0;
    virtual const std::string& name() const = 0; // as people call it: the word on the button

    // Where the browser is sent. `state` is handed back with the answer. Failure: unavailable
    // "access.provider_away".
    virtual Result<std::string> address(const std::string& state, const Errand& errand) = 0;
    // Who stands there, for the code that came back: once. Failures: unavailable "access.provider_away",
    // forbidden "access.provider_refused" (the code is not good, or the token is not what it should be).
    virtual Result<Identity> redeem(const std::string& code, const Errand& errand) = 0;
};

// conflict "administration.no_provider": something is asked for that only an office with a provider has.
Failure no_provider();
// forbidden "access.provider_refused".
Failure provider_refused(const std::string& why);

} // namespace docket::access
