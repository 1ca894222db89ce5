#include "pipeline/openid/id_token.hpp"
#include "tests/unit/pipeline/openid/signed_token.hpp"

#include <gtest/gtest.h>

namespace docket::testing {
namespace {

using openid::Expected;

const SigningKey& rsa() {
    static const SigningKey key(SigningKey::Kind::rsa, "rsa-1");
    return key;
}
const SigningKey& ec() {
    static const SigningKey key(SigningKey::Kind::ec, "ec-1");
    return key;
}

struct IdToken : ::testing::Test {
    const std::int64_t now_s = 1'780'000'000;
    const Expected expected{"https://sso.example", "docket", "the-nonce", Instant{Millis{now_s * 1000}}};
    json::Object claims{{"iss", "https://sso.example"}, {"aud", "docket"}, {"sub", "subject-1"},
                        {"nonce", "the-nonce"},         {"iat", now_s},    {"exp", now_s + 300}};
    json::Value keys = json::Object{{"keys", json::Array{ec().published(), rsa().published()}}};

    std::string read(const std::string& token) {
        const auto identity = openid::read_id_token(token, keys, expected);
        return identity ? identity->issuer + " " + identity->subject : identity.error().code;
    }
    std::string with(const char* claim, json::Value value) {
        auto other = claims;
        other.set(claim, std::move(value));
        return read(rsa().token(other));
    }
    const std::string in = "https://sso.example subject-1", refused = "access.provider_refused";
};

TEST_F(IdToken, Says_who_it_is_under_either_kind_of_signature) {
    EXPECT_EQ(read(rsa().token(claims)), in);
    EXPECT_EQ(read(ec().token(claims)), in);
}

TEST_F(IdToken, Is_worth_nothing_without_a_signature_or_with_one_that_anybody_can_make) {
    const auto body = base64url(json::dump(claims));
    EXPECT_EQ(read(base64url(R"({"alg":"none"})") + "." + body + "."), refused);
    EXPECT_EQ(read(rsa().token(claims, "HS256")), refused);
    EXPECT_EQ(read(rsa().token(claims, "none")), refused);
    EXPECT_EQ(read(ec().token(claims, "RS256")), refused) << "a key of the other kind";
    for (const auto* rubbish : {"", ".", "..", "a.b.c", "not a token"}) EXPECT_EQ(read(rubbish), refused);
}

TEST_F(IdToken, Is_worth_nothing_once_a_letter_of_it_is_changed) {
    const auto good = rsa().token(claims);
    auto other = claims;
    other.set("sub", "subject-2");
    const auto forged = rsa().token(other);
    const auto body = [](const std::string& token) { return token.substr(0, token.rfind('.')); };
    EXPECT_EQ(read(body(forged) + good.substr(good.rfind('.'))), refused);
}

TEST_F(IdToken, Must_be_signed_by_a_key_that_is_published_for_signing) {
    const SigningKey stranger(SigningKey::Kind::rsa, "rsa-2");
    EXPECT_EQ(read(stranger.token(claims)), "openid.key_unknown");
    const SigningKey pretender(SigningKey::Kind::rsa, "rsa-1");
    EXPECT_EQ(read(pretender.token(claims)), refused);
    auto published = stranger.published();
    published.object()->set("use", "enc");
    keys = json::Object{{"keys", json::Array{published}}};
    EXPECT_EQ(read(stranger.token(claims)), "openid.key_unknown");
    // A shared secret among the keys signs nothing.
    keys = json::Object{
        {"keys", json::Array{json::Object{{"kty", "oct"}, {"kid", "rsa-1"}, {"k", base64url("secret")}}}}};
    EXPECT_EQ(read(rsa().token(claims)), "openid.key_unknown");
}

TEST_F(IdToken, Must_come_from_this_provider_for_this_office_and_this_departure) {
    EXPECT_EQ(with("iss", "https://sso.example/"), refused);
    EXPECT_EQ(with("aud", "another"), refused);
    EXPECT_EQ(with("aud", json::Array{"another", "docket"}), refused) << "for many, and no party named";
    EXPECT_EQ(with("aud", json::Array{"docket"}), in);
    EXPECT_EQ(with("azp", "another"), refused);
    EXPECT_EQ(with("nonce", "of yesterday"), refused);
    EXPECT_EQ(with("nonce", nullptr), refused);
    EXPECT_EQ(with("sub", ""), refused);
    EXPECT_EQ(with("sub", std::string(256, 'x')), refused);
    claims.set("aud", json::Array{"another", "docket"});
    EXPECT_EQ(with("azp", "docket"), in);
}

TEST_F(IdToken, Holds_for_its_time_with_a_minute_for_clocks_that_differ) {
    EXPECT_EQ(with("exp", now_s - 59), in);
    EXPECT_EQ(with("exp", now_s - 60), refused);
    EXPECT_EQ(with("exp", nullptr), refused);
    EXPECT_EQ(with("exp", 1e300), in) << "no time at all, and no crash";
    EXPECT_EQ(with("iat", now_s + 60), in);
    EXPECT_EQ(with("iat", now_s + 61), refused);
}

TEST_F(IdToken, Has_the_challenge_of_the_example_in_rfc_7636) {
    EXPECT_EQ(openid::challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

} // namespace
} // namespace docket::testing
