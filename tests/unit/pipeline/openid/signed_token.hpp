// Tokens and keys as a provider makes them (RFC 7515, 7517), by OpenSSL and not by the library under test.
// Keys are made for the run. One thread.
#pragma once

#include "pipeline/json/json.hpp"

#include <memory>
#include <string>

namespace docket::testing {

class SigningKey {
  public:
    enum class Kind { rsa, ec };
    SigningKey(Kind kind, std::string name);
    ~SigningKey();
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;

    json::Value published() const; // the public half, as a JWK
    // Signed with RS256 or ES256; `algorithm` is what the header says of it.
    std::string token(const json::Value& claims, const std::string& algorithm = "") const;
    std::string name;

  private:
    struct Held;
    Kind kind_;
    std::unique_ptr<Held> held_;
};

// BASE64URL without padding (RFC 4648, 5).
std::string base64url(std::string_view bytes);

} // namespace docket::testing
