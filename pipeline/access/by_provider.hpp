// Signing in through the organisation's provider of identities: a browser leaves for it with an errand and
// comes back with a code. Who the provider says it is must be bound to a person by an administrator; nobody
// is made an account. Any thread.
#pragma once

#include "pipeline/access/doorkeeper.hpp"
#include "pipeline/access/provider.hpp"

#include <string>

namespace docket::access {

class ByProvider {
  public:
    // All outlive it. `manners`: how often an address may leave.
    ByProvider(DoorPorts ports, Doorkeeper& door, Provider& provider,
               Manners manners = DoorSettings{}.for_a_peer);

    const Provider& provider() const { return provider_; }

    struct Away {
        std::string address; // of the provider
        std::string token;   // for the browser's cookie: it alone may come back
    };
    // `back`: the address of ours to come back to; `wanted`: the page to be led to then. Failures:
    // unavailable "access.throttled", "access.provider_away".
    Result<Away> leave(const std::string& back, const std::string& wanted, const std::string& peer);

    struct Answer {
        std::string token;               // of the cookie
        std::string state, code, issuer; // as the provider's answer says; the issuer where it does (RFC 9207)
        std::string error;               // instead of a code
    };
    struct Back {
        Entered entered;
        std::string wanted;
    };
    // Failures: forbidden "access.departure_unknown" (another browser, too late, or the second time),
    // "access.provider_refused", "access.identity_unbound", "access.disabled"; unavailable
    // "access.throttled", "access.provider_away".
    Result<Back> come_back(const Answer& answer, const std::string& peer);
    Result<Millis> wait(const std::string& peer);

  private:
    Counted counted(const std::string& peer) const;
    Result<Departure> departure_of(const Answer& answer, const std::string& peer);
    Result<void> note_unbound(const Identity& identity, const std::string& peer);

    DoorPorts ports_;
    Doorkeeper& door_;
    Provider& provider_;
    Manners manners_;
    Throttle throttle_;
};

} // namespace docket::access
