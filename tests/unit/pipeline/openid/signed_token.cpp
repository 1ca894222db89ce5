#include "tests/unit/pipeline/openid/signed_token.hpp"

#include "pipeline/base/handle.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <stdexcept>
#include <vector>

namespace docket::testing {

namespace {
using Number = Handle<BIGNUM, BN_free>;

void demand(bool done, const char* what) {
    if (!done) throw std::runtime_error(what);
}

std::string bytes_of(const BIGNUM* number, int size = 0) {
    std::string out(static_cast<std::size_t>(size > 0 ? size : BN_num_bytes(number)), '\0');
    demand(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size())) >
               0,
           "BN_bn2binpad");
    return out;
}
} // namespace

struct SigningKey::Held {
    Handle<EVP_PKEY, EVP_PKEY_free> key;
    std::string part(const char* parameter, int size = 0) const {
        BIGNUM* raw = nullptr;
        demand(EVP_PKEY_get_bn_param(key.get(), parameter, &raw) == 1, parameter);
        const Number number(raw);
        return bytes_of(number.get(), size);
    }
};

SigningKey::SigningKey(Kind kind, std::string n)
    : name(std::move(n)), kind_(kind), held_(std::make_unique<Held>()) {
    held_->key.reset(kind == Kind::rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"));
    demand(held_->key != nullptr, "no key");
}
SigningKey::~SigningKey() = default;

json::Value SigningKey::published() const {
    json::Object out{{"kid", name}, {"use", "sig"}};
    if (kind_ == Kind::rsa) {
        out.set("kty", "RSA").set("n", base64url(held_->part(OSSL_PKEY_PARAM_RSA_N)));
        out.set("e", base64url(held_->part(OSSL_PKEY_PARAM_RSA_E)));
    } else {
        out.set("kty", "EC").set("crv", "P-256");
        out.set("x", base64url(held_->part(OSSL_PKEY_PARAM_EC_PUB_X, 32)));
        out.set("y", base64url(held_->part(OSSL_PKEY_PARAM_EC_PUB_Y, 32)));
    }
    return out;
}

std::string SigningKey::token(const json::Value& claims, const std::string& algorithm) const {
    const std::string alg = algorithm.empty() ? (kind_ == Kind::rsa ? "RS256" : "ES256") : algorithm;
    const auto said = base64url(json::dump(json::Object{{"alg", alg}, {"kid", name}})) + "." +
                      base64url(json::dump(claims));
    const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    demand(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, held_->key.get()) == 1, "init");
    const auto* bytes = reinterpret_cast<const unsigned char*>(said.data());
    std::size_t size = 0;
    demand(EVP_DigestSign(context.get(), nullptr, &size, bytes, said.size()) == 1, "size");
    std::vector<unsigned char> signature(size);
    demand(EVP_DigestSign(context.get(), signature.data(), &size, bytes, said.size()) == 1, "sign");
    if (kind_ == Kind::rsa)
        return said + "." + base64url({reinterpret_cast<const char*>(signature.data()), size});
    const unsigned char* at = signature.data(); // DER; a JWS has the two numbers one after the other
    const Handle<ECDSA_SIG, ECDSA_SIG_free> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    return said + "." +
           base64url(bytes_of(ECDSA_SIG_get0_r(pair.get()), 32) + bytes_of(ECDSA_SIG_get0_s(pair.get()), 32));
}

std::string base64url(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int n =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(n));
    while (out.ends_with('=')) out.pop_back();
    for (auto& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return out;
}

} // namespace docket::testing
