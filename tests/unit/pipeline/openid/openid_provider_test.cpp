#include "pipeline/openid/id_token.hpp"
#include "pipeline/openid/openid_provider.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/pipeline/openid/signed_token.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <vector>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using openid::Asked;
using openid::Told;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string issuer = "https://sso.example/realm";

struct AProvider : ::testing::Test {
    ManualClock clock{Instant{Millis{1'780'000'000'000}}};
    SigningKey key{SigningKey::Kind::ec, "ec-1"};
    std::map<std::string, Told> answers; // by address
    std::vector<Asked> asked;
    TemporaryFolder folder;
    openid::ProviderSettings settings{issuer, "dock et", "虚构平台", {}, {}};
    const access::Errand errand{"the-nonce", std::string(64, 'v'), "https://docket.example/login/back"};

    void publish(const SigningKey& one) {
        answers["https://sso.example/keys"] = {
            200, json::dump(json::Object{{"keys", json::Array{one.published()}}})};
    }
    void say_token(const SigningKey& by) {
        const auto now = to_ms(clock.now()) / 1000;
        const auto token = by.token(json::Object{{"iss", issuer},
                                                 {"aud", "dock et"},
                                                 {"sub", "subject-1"},
                                                 {"nonce", "the-nonce"},
                                                 {"iat", now},
                                                 {"exp", now + 60}});
        answers["https://sso.example/token"] = {200, json::dump(json::Object{{"id_token", token}})};
    }
    json::Object about{{"issuer", issuer},
                       {"authorization_endpoint", "https://sso.example/authorise?tenant=1"},
                       {"token_endpoint", "https://sso.example/token"},
                       {"jwks_uri", "https://sso.example/keys"}};
    void SetUp() override {
        say_about();
        publish(key);
        say_token(key);
    }
    void say_about() { answers[issuer + "/.well-known/openid-configuration"] = {200, json::dump(about)}; }
    openid::OpenIdProvider provider() {
        return {settings, clock, [this](const Asked& one) -> Result<Told> {
                    asked.push_back(one);
                    const auto found = answers.find(one.url);
                    return found == answers.end() ? Result<Told>(openid::away("no answer")) : found->second;
                }};
    }
    template <class T> static std::string code(const Result<T>& result) {
        return result ? "done" : result.error().code;
    }
};

TEST_F(AProvider, Is_left_for_with_a_challenge_and_never_with_the_verifier) {
    auto one = provider();
    const auto address = one.address("the state", errand).value();
    EXPECT_THAT(address, StartsWith("https://sso.example/authorise?tenant=1&response_type=code&"));
    EXPECT_THAT(address, AllOf(HasSubstr("client_id=dock%20et"), HasSubstr("state=the%20state"),
                               HasSubstr("nonce=the-nonce"), HasSubstr("code_challenge_method=S256"),
                               HasSubstr("redirect_uri=https%3A%2F%2Fdocket.example%2Flogin%2Fback"),
                               HasSubstr("code_challenge=" + openid::challenge_of(errand.verifier)),
                               Not(HasSubstr(errand.verifier))));
}

TEST_F(AProvider, Says_who_it_is_for_a_code_and_the_verifier) {
    auto one = provider();
    const auto identity = one.redeem("a/code", errand).value();
    EXPECT_EQ(identity, (access::Identity{issuer, "subject-1"}));
    const auto& request = asked[1];
    EXPECT_EQ(request.url, "https://sso.example/token");
    EXPECT_THAT(request.form, AllOf(HasSubstr("grant_type=authorization_code"), HasSubstr("code=a%2Fcode"),
                                    HasSubstr("code_verifier=" + errand.verifier),
                                    HasSubstr("client_id=dock%20et"), Not(HasSubstr("secret"))));
    EXPECT_THAT(request.user, IsEmpty());
}

TEST_F(AProvider, Is_told_the_secret_in_the_way_it_wants_and_reads_it_anew_each_time) {
    settings.secret = folder.path() / "secret";
    const auto write = [&](const char* text) {
        std::ofstream(settings.secret) << text;
        std::filesystem::permissions(settings.secret, std::filesystem::perms::owner_read |
                                                          std::filesystem::perms::owner_write);
    };
    write("s:ecret\n");
    auto one = provider();
    ASSERT_TRUE(one.redeem("code", errand));
    EXPECT_EQ(asked[1].user, "dock%20et");
    EXPECT_EQ(asked[1].password, "s%3Aecret");
    EXPECT_THAT(asked[1].form, Not(HasSubstr("ecret")));
    write("another\n");
    about.set("token_endpoint_auth_methods_supported", json::Array{"client_secret_post"});
    say_about();
    clock.advance(61min);
    say_token(key);
    ASSERT_TRUE(one.redeem("code", errand));
    const auto form = std::ranges::find_if(asked.rbegin(), asked.rend(),
                                           [](const Asked& each) { return !each.form.empty(); });
    EXPECT_THAT(form->form, EndsWith("&client_secret=another"));
    EXPECT_THAT(form->user, IsEmpty());
}

TEST_F(AProvider, Is_asked_once_an_hour_what_it_is_and_anew_for_a_key_that_is_new) {
    auto one = provider();
    ASSERT_TRUE(one.redeem("code", errand));
    EXPECT_EQ(asked.size(), 3U) << "what it is, the token, the keys";
    ASSERT_TRUE(one.redeem("code", errand));
    EXPECT_EQ(asked.size(), 4U);
    const SigningKey fresh(SigningKey::Kind::ec, "ec-2");
    say_token(fresh);
    EXPECT_EQ(code(one.redeem("code", errand)), "access.provider_refused");
    EXPECT_EQ(asked.size(), 5U) << "not again within a minute";
    clock.advance(1min);
    publish(fresh);
    EXPECT_EQ(code(one.redeem("code", errand)), "done");
    EXPECT_EQ(asked.size(), 7U);
}

TEST_F(AProvider, Is_refused_or_away_and_says_which) {
    auto one = provider();
    answers["https://sso.example/token"] = {400, R"({"error":"invalid_grant"})"};
    EXPECT_EQ(code(one.redeem("code", errand)), "access.provider_refused");
    answers["https://sso.example/token"] = {401, R"({"error":"invalid_client"})"};
    EXPECT_THAT(one.redeem("code", errand).error().detail, HasSubstr("invalid_client"));
    answers["https://sso.example/token"] = {502, "<html>"};
    EXPECT_EQ(code(one.redeem("code", errand)), "access.provider_away");
    answers["https://sso.example/token"] = {200, "{}"};
    EXPECT_EQ(code(one.redeem("code", errand)), "access.provider_refused");
    answers.clear();
    auto other = provider();
    EXPECT_EQ(code(other.address("s", errand)), "access.provider_away");
}

TEST_F(AProvider, Is_not_believed_when_it_calls_itself_otherwise_or_leads_off_the_safe_ways) {
    about.set("issuer", "https://sso.other.example");
    say_about();
    auto one = provider();
    EXPECT_EQ(code(one.address("s", errand)), "access.provider_away");
    about.set("issuer", issuer).set("token_endpoint", "http://sso.example/token");
    say_about();
    EXPECT_EQ(code(one.address("s", errand)), "access.provider_away");
}

} // namespace
} // namespace docket::testing
