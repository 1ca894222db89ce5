// The token that says who somebody is: a JSON object under a signature (RFC 7515), by libcjose. Pure; any
// thread.
#pragma once

#include "pipeline/access/provider.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/json/json.hpp"

#include <string>
#include <string_view>

namespace docket::openid {

// What the token must say (OpenID Connect Core 1.0, 3.1.3.7).
struct Expected {
    std::string issuer, client, nonce;
    Instant now{};
};

// A signature by one of the provider's keys with RSA or an elliptic curve, never "none" or a shared secret;
// then issuer, audience, time and nonce. Failures: forbidden "access.provider_refused"; not_found
// "openid.key_unknown": signed by a key that is not among these, which may be old.
Result<access::Identity> read_id_token(std::string_view token, const json::Value& keys,
                                       const Expected& expected);

// BASE64URL(SHA-256(verifier)): the challenge S256 of RFC 7636.
std::string challenge_of(std::string_view verifier);

} // namespace docket::openid
