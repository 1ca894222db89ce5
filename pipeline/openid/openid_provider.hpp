// Adapter: a provider of identities that speaks OpenID Connect (Core 1.0 and Discovery 1.0), asked for an
// authorisation code with PKCE S256 (RFC 7636). What it says of itself is kept for an hour; its keys until a
// token names one that is not among them. Any thread.
#pragma once

#include "pipeline/access/provider.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/json/json.hpp"
#include "pipeline/openid/fetch.hpp"
#include "pipeline/openid/settings.hpp"

#include <mutex>
#include <optional>
#include <string>

namespace docket::openid {

class OpenIdProvider final : public access::Provider {
  public:
    // `clock`: the machine's, also in a demo, for the provider's tokens go by it.
    OpenIdProvider(ProviderSettings settings, const Clock& clock, Fetch fetch);

    const std::string& issuer() const override { return settings_.issuer; }
    const std::string& name() const override { return settings_.name; }
    Result<std::string> address(const std::string& state, const access::Errand& errand) override;
    Result<access::Identity> redeem(const std::string& code, const access::Errand& errand) override;

  private:
    struct Said { // of itself
        std::string authorisation, tokens, keys;
        bool basic = true; // how docket says who it is: in a header, or in the form
        Instant at{};
    };
    Result<json::Value> ask(const std::string& url);
    Result<Said> said();
    Result<json::Value> keys(const Said& said, bool fresh);
    Result<std::string> token_for(const Said& said, const std::string& code, const access::Errand& errand);

    const ProviderSettings settings_;
    const Clock& clock_;
    const Fetch fetch_;
    std::mutex mutex_;                // never held while the provider is asked
    std::optional<Said> said_;        // under mutex_, as the next two
    std::optional<json::Value> keys_; //
    Instant keys_at_{};
};

} // namespace docket::openid
