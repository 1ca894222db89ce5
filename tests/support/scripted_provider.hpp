// A provider of identities that sends everybody to one address and knows whose each code is. One thread.
#pragma once

#include "pipeline/access/provider.hpp"

#include <map>
#include <string>
#include <vector>

namespace docket::testing {

struct ScriptedProvider final : access::Provider {
    std::string issuer_ = "https://sso.example", name_ = "虚构平台";
    std::map<std::string, std::string> subjects; // by code
    std::vector<access::Errand> errands;         // of those that left
    std::vector<access::Errand> redeemed;
    bool away = false;

    const std::string& issuer() const override { return issuer_; }
    const std::string& name() const override { return name_; }
    Result<std::string> address(const std::string& state, const access::Errand& errand) override {
        if (away) return fail(Kind::unavailable, "access.provider_away", "");
        errands.push_back(errand);
        return issuer_ + "/authorise?state=" + state;
    }
    Result<access::Identity> redeem(const std::string& code, const access::Errand& errand) override {
        if (away) return fail(Kind::unavailable, "access.provider_away", "");
        redeemed.push_back(errand);
        const auto found = subjects.find(code);
        if (found == subjects.end()) return access::provider_refused("no such code");
        return access::Identity{issuer_, found->second};
    }
};

} // namespace docket::testing
