#include "pipeline/access/by_provider.hpp"
#include "tests/support/http_house.hpp"
#include "tests/support/scripted_provider.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using access::ByProvider;
using ::testing::HasSubstr;
using ::testing::Not;

struct TheProvider : ::testing::Test {
    HttpHouse office;
    ScriptedProvider provider;
    ByProvider by{office.ports, office.door, provider};
    const std::string peer = "192.0.2.9", back = "https://docket.example/login/back";

    ByProvider::Away leave() { return by.leave(back, "/register", peer).value(); }
    static ByProvider::Answer answer(const ByProvider::Away& away, const std::string& code) {
        return {away.token, away.token, code, "", ""};
    }
    Result<ByProvider::Back> comes_back(const std::string& code) {
        return by.come_back(answer(leave(), code), peer);
    }
    std::string code_of(const ByProvider::Answer& said) {
        const auto entered = by.come_back(said, peer);
        return entered ? "in" : entered.error().code;
    }
    void bind(const std::string& person, const std::string& subject) {
        ASSERT_TRUE(office.accounts.bind(person, {provider.issuer_, subject}, "admin-1"));
    }
    void SetUp() override {
        provider.subjects = {{"code-1", "subject-1"}, {"code-2", "subject-2"}};
        bind("clerk-1", "subject-1");
    }
};

TEST_F(TheProvider, Lets_in_whom_an_administrator_bound_and_the_record_says_how) {
    const auto returned = comes_back("code-1").value();
    EXPECT_EQ(returned.wanted, "/register");
    const auto& entered = returned.entered;
    EXPECT_EQ(entered.visit.person.id, "clerk-1");
    EXPECT_TRUE(office.door.visit(entered.token, true).value());
    const auto events = office.ports.record.of("person:clerk-1").value();
    EXPECT_EQ(events.back().act, "sign_in");
    EXPECT_THAT(events.back().detail, HasSubstr(R"("mode":"provider")"));
}

TEST_F(TheProvider, Is_told_a_new_nonce_and_verifier_each_time_and_asked_with_those_of_the_same_departure) {
    const auto first = leave(), second = leave();
    EXPECT_NE(first.token, second.token);
    EXPECT_NE(provider.errands[0].nonce, provider.errands[1].nonce);
    EXPECT_NE(provider.errands[0].verifier, provider.errands[1].verifier);
    EXPECT_GE(provider.errands[0].verifier.size(), 43U) << "RFC 7636, 4.1";
    EXPECT_EQ(code_of(answer(first, "code-1")), "in");
    EXPECT_EQ(provider.redeemed.back().verifier, provider.errands[0].verifier);
    EXPECT_EQ(provider.redeemed.back().back, back);
}

TEST_F(TheProvider, Lets_nobody_in_whom_nobody_bound_and_says_what_to_tell_the_administrator) {
    const auto entered = comes_back("code-2");
    ASSERT_FALSE(entered);
    EXPECT_EQ(entered.error().code, "access.identity_unbound");
    EXPECT_THAT(entered.error().detail, HasSubstr("subject-2"));
    const auto events = office.ports.record.of("access").value();
    EXPECT_EQ(events.back().act, "sign_in_failed");
}

TEST_F(TheProvider, Lets_nobody_in_from_another_browser_twice_or_too_late) {
    const auto away = leave();
    auto strange = answer(away, "code-1");
    strange.token = std::string(64, '0');
    EXPECT_EQ(code_of(strange), "access.departure_unknown");
    strange.token.clear();
    EXPECT_EQ(code_of(strange), "access.departure_unknown");
    strange.state.clear();
    EXPECT_EQ(code_of(strange), "access.departure_unknown");
    EXPECT_EQ(code_of(answer(away, "code-1")), "in");
    EXPECT_EQ(code_of(answer(away, "code-1")), "access.departure_unknown");
    const auto late = leave();
    office.premises.clock.advance(access::departure_lasts);
    EXPECT_EQ(code_of(answer(late, "code-1")), "access.departure_unknown");
    EXPECT_EQ(provider.redeemed.size(), 1U) << "the provider is not asked for those";
}

TEST_F(TheProvider, Is_not_asked_when_it_refused_or_when_another_one_answers) {
    auto said = answer(leave(), "");
    said.error = "access_denied";
    EXPECT_EQ(code_of(said), "access.provider_refused");
    said = answer(leave(), "code-1");
    said.issuer = "https://sso.other.example";
    EXPECT_EQ(code_of(said), "access.provider_refused");
    said = answer(leave(), "code-1");
    said.issuer = provider.issuer_;
    EXPECT_EQ(code_of(said), "in");
    EXPECT_EQ(code_of(answer(leave(), "forged")), "access.provider_refused");
}

TEST_F(TheProvider, Opens_to_no_disabled_account_and_ends_with_it) {
    const auto token = comes_back("code-1")->entered.token;
    ASSERT_TRUE(office.accounts.disable("clerk-1", "admin-1"));
    EXPECT_FALSE(office.door.visit(token, true).value());
    EXPECT_EQ(comes_back("code-1").error().code, "access.disabled");
    ASSERT_TRUE(office.accounts.enable("clerk-1", "admin-1"));
    EXPECT_TRUE(comes_back("code-1"));
}

TEST_F(TheProvider, Is_said_to_be_away_and_the_password_still_opens) {
    provider.away = true;
    EXPECT_EQ(by.leave(back, "/register", peer).error().code, "access.provider_away");
    EXPECT_TRUE(office.door.sign_in("clerk-1", a_password, peer));
}

TEST_F(TheProvider, Slows_an_address_that_leaves_and_never_comes_back) {
    std::string code = "left";
    int left = 0;
    for (; left < 40; ++left)
        if (const auto away = by.leave(back, "/register", peer); !away) {
            code = away.error().code;
            break;
        }
    EXPECT_EQ(code, "access.throttled");
    EXPECT_EQ(left, 20);
    EXPECT_GT(by.wait(peer).value(), 0ms);
    EXPECT_TRUE(by.leave(back, "/", "192.0.2.10"));
}

TEST_F(TheProvider, Slows_an_address_that_makes_up_answers) {
    std::string code;
    int made_up = 0;
    while (made_up < 40 && code != "access.throttled") {
        const std::string state(64, static_cast<char>('a' + made_up++ % 26));
        code = code_of({state, state, "code-1", "", ""});
    }
    EXPECT_EQ(code, "access.throttled");
    EXPECT_GE(made_up, 20);
    EXPECT_TRUE(provider.redeemed.empty());
}

TEST_F(TheProvider, Does_not_slow_those_who_do_come_back) {
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(comes_back("code-1")) << i;
}

TEST_F(TheProvider, Sees_to_a_second_factor_of_its_own) {
    access::DoorSettings strict;
    strict.cost = cheap;
    strict.second_factor_of = {review::Role::clerk};
    access::Doorkeeper door(office.ports, strict);
    ByProvider strictly(office.ports, door, provider);
    const auto away = strictly.leave(back, "/", peer).value();
    const auto entered = strictly.come_back(answer(away, "code-1"), peer).value().entered;
    EXPECT_FALSE(entered.visit.must_enrol);
    EXPECT_FALSE(door.visit(entered.token, true).value()->must_enrol);
    EXPECT_TRUE(door.sign_in("clerk-1", a_password, peer)->visit.must_enrol);
}

TEST_F(TheProvider, Forgets_departures_that_are_too_late) {
    const auto away = leave();
    office.premises.clock.advance(access::departure_lasts + 1ms);
    ASSERT_TRUE(office.door.sweep());
    office.premises.clock.advance(-access::departure_lasts);
    EXPECT_EQ(code_of(answer(away, "code-1")), "access.departure_unknown");
}

TEST_F(TheProvider, Is_bound_and_unbound_by_others_only_and_each_is_an_event_with_old_and_new) {
    const auto token = comes_back("code-1")->entered.token;
    const auto to = access::Identity{provider.issuer_, "subject-9"};
    EXPECT_EQ(office.accounts.bind("clerk-1", to, "clerk-1").error().code, "access.oneself");
    EXPECT_EQ(office.accounts.bind("clerk-2", {provider.issuer_, "subject-1"}, "admin-1").error().code,
              "access.identity_taken");
    EXPECT_EQ(office.accounts.bind("clerk-1", {provider.issuer_, "两 个"}, "admin-1").error().code,
              "access.identity_malformed");
    ASSERT_TRUE(office.accounts.bind("clerk-1", to, "admin-1", "换了工号"));
    const auto event = office.ports.record.of("person:clerk-1").value().back();
    EXPECT_EQ(event.act, "bind_identity");
    EXPECT_THAT(event.detail, HasSubstr(R"("old":{"identity":"subject-1"},"new":{"identity":"subject-9"})"));
    EXPECT_FALSE(office.door.visit(token, true).value()) << "who sat there signs in anew";
    EXPECT_EQ(comes_back("code-1").error().code, "access.identity_unbound");
    ASSERT_TRUE(office.accounts.unbind("clerk-1", "admin-1"));
    EXPECT_EQ(office.accounts.unbind("clerk-1", "admin-1").error().code, "access.identity_missing");
}

} // namespace
} // namespace docket::testing
