#include "pipeline/openid/id_token.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/handle.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <vector>

namespace docket::openid {

namespace {

// Clocks of two machines differ a little.
constexpr Millis leeway{60'000};

constexpr std::array<std::string_view, 9> algorithms{"RS256", "RS384", "RS512", "PS256", "PS384",
                                                     "PS512", "ES256", "ES384", "ES512"};

using access::provider_refused;
using Jws = Handle<cjose_jws_t, cjose_jws_release>;
using Jwk = Handle<cjose_jwk_t, cjose_jwk_release>;

std::string text_of(cjose_header_t* header, const char* member) {
    const char* found = cjose_header_get(header, member, nullptr);
    return found == nullptr ? std::string() : found;
}

// Keys for signing whose name is the token's; every one where the token names none.
std::vector<Jwk> keys_named(const std::string& name, const json::Value& keys) {
    std::vector<Jwk> out;
    for (const auto& key : keys.array_at("keys")) {
        const auto use = key.text_at("use", "sig"), kind = key.text_at("kty");
        if (use != "sig" || (kind != "RSA" && kind != "EC")) continue;
        if (!name.empty() && key.text_at("kid") != name) continue;
        const auto text = json::dump(key);
        Jwk read(cjose_jwk_import(text.data(), text.size(), nullptr)); // one that cannot be read fits nothing
        if (read) out.push_back(std::move(read));
    }
    return out;
}

bool is_for(const json::Value& audience, const std::string& client) {
    if (const auto* one = audience.string()) return *one == client;
    const auto* many = audience.array();
    return many != nullptr && std::ranges::any_of(*many, [&](const json::Value& one) {
               return one.string() != nullptr && *one.string() == client;
           });
}

// Seconds since 1970, which some write with a fraction.
Instant instant_at(const json::Value& claims, const char* name) {
    const auto& value = claims.at(name);
    const double seconds = value.real() != nullptr ? *value.real() : static_cast<double>(claims.int_at(name));
    constexpr double latest = 1e11; // beyond it nothing is a time
    return Instant{Millis{static_cast<std::int64_t>(std::clamp(seconds, 0.0, latest) * 1000)}};
}

Result<access::Identity> judged(const json::Value& claims, const Expected& expected) {
    if (claims.text_at("iss") != expected.issuer) return provider_refused("令牌来自另一个平台");
    const auto& audience = claims.at("aud");
    if (!is_for(audience, expected.client)) return provider_refused("令牌不是给本系统的");
    const bool many = audience.array() != nullptr && audience.array()->size() > 1;
    const auto party = claims.text_at("azp");
    if ((many || !party.empty()) && party != expected.client) return provider_refused("令牌不是给本系统的");
    if (instant_at(claims, "exp") + leeway <= expected.now)
        return provider_refused("令牌已经过期；请核对双方的时钟");
    if (instant_at(claims, "iat") - leeway > expected.now)
        return provider_refused("令牌尚未生效；请核对双方的时钟");
    if (claims.text_at("nonce") != expected.nonce) return provider_refused("令牌不是为这次登录给出的");
    auto subject = claims.text_at("sub");
    if (subject.empty() || subject.size() > 255) return provider_refused("令牌没有说明是谁");
    return access::Identity{expected.issuer, std::move(subject)};
}

} // namespace

Result<access::Identity> read_id_token(std::string_view token, const json::Value& keys,
                                       const Expected& expected) {
    const Jws jws(cjose_jws_import(token.data(), token.size(), nullptr));
    if (!jws) return provider_refused("令牌读不懂");
    auto* const header = cjose_jws_get_protected(jws.get());
    if (std::ranges::find(algorithms, text_of(header, CJOSE_HDR_ALG)) == algorithms.end())
        return provider_refused("令牌的签名方式不被接受");
    const auto named = keys_named(text_of(header, CJOSE_HDR_KID), keys);
    if (named.empty())
        return fail(Kind::not_found, "openid.key_unknown", "令牌的签名密钥不在统一身份平台公布的密钥之中。");
    if (std::ranges::none_of(named,
                             [&](const Jwk& key) { return cjose_jws_verify(jws.get(), key.get(), nullptr); }))
        return provider_refused("令牌的签名不对");
    std::uint8_t* bytes = nullptr; // of the jws
    std::size_t size = 0;
    if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, nullptr)) return provider_refused("令牌读不懂");
    const auto claims = json::parse({reinterpret_cast<const char*>(bytes), size});
    if (!claims || claims->object() == nullptr) return provider_refused("令牌读不懂");
    return judged(*claims, expected);
}

std::string challenge_of(std::string_view verifier) {
    const auto digest = sha256(verifier);
    char* made = nullptr;
    std::size_t size = 0;
    if (!cjose_base64url_encode(digest.bytes.data(), digest.bytes.size(), &made, &size, nullptr))
        throw std::bad_alloc();
    std::string out(made, size);
    cjose_get_dealloc()(made);
    return out;
}

} // namespace docket::openid
