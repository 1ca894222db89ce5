#include "pipeline/openid/openid_provider.hpp"

#include "pipeline/openid/id_token.hpp"

#include <algorithm>

namespace docket::openid {

namespace {

constexpr Millis kept{60 * 60'000};
// A token that names an unknown key makes us ask again, but not whoever sends many of them.
constexpr Millis between_keys{60'000};

} // namespace

OpenIdProvider::OpenIdProvider(ProviderSettings settings, const Clock& clock, Fetch fetch)
    : settings_(std::move(settings)), clock_(clock), fetch_(std::move(fetch)) {}

Result<json::Value> OpenIdProvider::ask(const std::string& url) {
    DOCKET_TRY(const auto told, fetch_({url, "", "", ""}));
    if (told.status != 200) return away(url + " 答复 " + std::to_string(told.status));
    auto value = json::parse(told.body);
    if (!value || value->object() == nullptr) return away(url + " 的答复读不懂");
    return value;
}

Result<OpenIdProvider::Said> OpenIdProvider::said() {
    const auto now = clock_.now();
    {
        const std::lock_guard hold(mutex_);
        if (said_ && now - said_->at < kept) return *said_;
    }
    auto base = settings_.issuer;
    while (base.ends_with('/')) base.pop_back();
    DOCKET_TRY(const auto value, ask(base + "/.well-known/openid-configuration"));
    if (value.text_at("issuer") != settings_.issuer)
        return away("它自称 " + value.text_at("issuer") + "，与 sign_in.provider 不同");
    Said fresh{value.text_at("authorization_endpoint"), value.text_at("token_endpoint"),
               value.text_at("jwks_uri"), true, now};
    for (const auto* url : {&fresh.authorisation, &fresh.tokens, &fresh.keys})
        if (!is_safe(*url)) return away("它的地址不是 https：" + *url);
    const auto ways = value.texts_at("token_endpoint_auth_methods_supported"); // absent: basic
    fresh.basic = ways.empty() || std::ranges::find(ways, "client_secret_basic") != ways.end();
    const std::lock_guard hold(mutex_);
    said_ = fresh;
    return fresh;
}

Result<json::Value> OpenIdProvider::keys(const Said& said, bool fresh) {
    const auto now = clock_.now();
    {
        const std::lock_guard hold(mutex_);
        const bool may_ask = now - keys_at_ >= (fresh ? between_keys : kept);
        if (keys_ && !may_ask) return *keys_;
    }
    auto asked = ask(said.keys);
    if (!asked) return asked;
    const std::lock_guard hold(mutex_);
    keys_ = *asked;
    keys_at_ = now;
    return asked;
}

Result<std::string> OpenIdProvider::address(const std::string& state, const access::Errand& errand) {
    DOCKET_TRY(const auto there, said());
    const char* joint = there.authorisation.find('?') == std::string::npos ? "?" : "&";
    return there.authorisation + joint +
           "response_type=code&scope=openid&client_id=" + escaped(settings_.client) +
           "&redirect_uri=" + escaped(errand.back) + "&state=" + escaped(state) +
           "&nonce=" + escaped(errand.nonce) + "&code_challenge=" + challenge_of(errand.verifier) +
           "&code_challenge_method=S256";
}

Result<std::string> OpenIdProvider::token_for(const Said& said, const std::string& code,
                                              const access::Errand& errand) {
    DOCKET_TRY(const auto secret, read_secret(settings_));
    Asked asked{said.tokens,
                "grant_type=authorization_code&code=" + escaped(code) +
                    "&redirect_uri=" + escaped(errand.back) + "&code_verifier=" + escaped(errand.verifier),
                "", ""};
    if (!secret.empty() && said.basic) { // both escaped first: RFC 6749, 2.3.1
        asked.user = escaped(settings_.client);
        asked.password = escaped(secret);
    } else {
        asked.form += "&client_id=" + escaped(settings_.client);
        if (!secret.empty()) asked.form += "&client_secret=" + escaped(secret);
    }
    DOCKET_TRY(const auto told, fetch_(asked));
    const auto value = json::parse(told.body);
    if (told.status == 400 || told.status == 401) {
        const auto why = value ? value->text_at("error") : std::string();
        return access::provider_refused(why == "invalid_grant" ? "登录凭据已用过或已过时，请重新登录"
                                                               : "它不认得本系统，请管理员核对登记：" + why);
    }
    if (told.status != 200 || !value) return away("换取令牌时答复 " + std::to_string(told.status));
    return value->text_at("id_token");
}

Result<access::Identity> OpenIdProvider::redeem(const std::string& code, const access::Errand& errand) {
    DOCKET_TRY(const auto there, said());
    DOCKET_TRY(const auto token, token_for(there, code, errand));
    const Expected expected{settings_.issuer, settings_.client, errand.nonce, clock_.now()};
    DOCKET_TRY(const auto known, keys(there, false));
    auto identity = read_id_token(token, known, expected);
    if (identity || identity.error().code != "openid.key_unknown") return identity;
    DOCKET_TRY(const auto fresh, keys(there, true));
    auto again = read_id_token(token, fresh, expected);
    if (!again && again.error().code == "openid.key_unknown")
        return access::provider_refused("令牌的签名密钥没有公布");
    return again;
}

} // namespace docket::openid
