#include "pipeline/access/doorkeeper.hpp"
#include "tests/support/http_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct Door : ::testing::Test {
    HttpHouse office;
    access::Doorkeeper& door = office.door;
    const std::string peer = "192.0.2.9";

    std::string tried(const std::string& user, const std::string& password) {
        const auto entered = door.sign_in(user, password, peer);
        return entered ? "in" : entered.error().code;
    }
    bool is_in(const std::string& token, bool active = true) {
        return door.visit(token, active).value().has_value();
    }
    std::vector<std::string> acts_of(const std::string& subject) {
        std::vector<std::string> out;
        const auto events = office.ports.record.of(subject).value();
        for (const auto& event : events) out.push_back(event.act + " by " + event.actor);
        return out;
    }
};

TEST_F(Door, Opens_to_the_right_password_and_to_no_other) {
    EXPECT_EQ(tried("clerk-1", a_password), "in");
    EXPECT_EQ(tried("Clerk-1", a_password), "in") << "letters of a user name are alike";
    EXPECT_EQ(tried("clerk-1", "somebody else's"), "access.refused");
    EXPECT_EQ(tried("clerk-1", ""), "access.refused");
    EXPECT_FALSE(is_in(""));
    EXPECT_FALSE(is_in(std::string(64, '0')));
}

TEST_F(Door, Says_the_same_to_an_unknown_user_a_disabled_one_and_a_wrong_password) {
    ASSERT_TRUE(office.accounts.disable("clerk-2"));
    const auto wrong = door.sign_in("clerk-1", "wrong", "192.0.2.1").error();
    const auto unknown = door.sign_in("nobody", a_password, "192.0.2.2").error();
    const auto disabled = door.sign_in("clerk-2", a_password, "192.0.2.3").error();
    const auto malformed = door.sign_in("two words", a_password, "192.0.2.4").error();
    for (const auto& one : {unknown, disabled, malformed}) {
        EXPECT_EQ(one.code, wrong.code);
        EXPECT_EQ(one.detail, wrong.detail);
        EXPECT_EQ(one.kind, wrong.kind);
    }
}

TEST_F(Door, Keeps_neither_token_nor_password_only_their_digests) {
    const auto entered = door.sign_in("clerk-1", a_password, peer).value();
    EXPECT_EQ(entered.token.size(), 64U);
    EXPECT_EQ(entered.visit.session.id, sha256(entered.token).hex());
    const auto account = office.ports.accounts.of_person("clerk-1").value();
    EXPECT_TRUE(account->hash.starts_with("$argon2id$v=19$"));
    EXPECT_EQ(account->hash.find(a_password), std::string::npos);
}

TEST_F(Door, Ends_a_session_after_thirty_idle_minutes_and_not_before) {
    const auto token = door.sign_in("clerk-1", a_password, peer)->token;
    office.premises.clock.advance(29min);
    EXPECT_TRUE(is_in(token));
    office.premises.clock.advance(29min);
    EXPECT_TRUE(is_in(token)) << "it was used";
    office.premises.clock.advance(29min);
    EXPECT_TRUE(is_in(token, false)) << "a look that is no use";
    office.premises.clock.advance(1min);
    EXPECT_FALSE(is_in(token));
    EXPECT_FALSE(is_in(token));
}

TEST_F(Door, Ends_a_session_when_the_role_changes_or_the_account_is_disabled) {
    const auto first = door.sign_in("clerk-1", a_password, peer)->token;
    auto person = office.house.person("clerk-1");
    person.role = review::Role::leader;
    office.house.put(person);
    EXPECT_FALSE(is_in(first));
    const auto second = door.sign_in("clerk-1", a_password, peer)->token;
    EXPECT_EQ(door.visit(second, true).value()->person.role, review::Role::leader);
    ASSERT_TRUE(office.accounts.disable("clerk-1"));
    EXPECT_FALSE(is_in(second));
}

TEST_F(Door, Ends_every_other_session_when_the_password_changes) {
    const auto here = door.sign_in("clerk-1", a_password, peer).value();
    const auto there = door.sign_in("clerk-1", a_password, peer).value();
    const auto change = [&](const char* old, const char* fresh) {
        const auto done = door.change_password(here.visit, old, fresh, peer);
        return done ? "done" : done.error().code;
    };
    EXPECT_EQ(change("wrong", "十个字以上的新密码啊啊"), "access.password_wrong");
    EXPECT_EQ(change(a_password, "short"), "access.password_weak");
    EXPECT_EQ(change(a_password, a_password), "access.password_same");
    EXPECT_TRUE(is_in(there.token));
    EXPECT_EQ(change(a_password, "十个字以上的新密码啊啊"), "done");
    EXPECT_TRUE(is_in(here.token));
    EXPECT_FALSE(is_in(there.token));
    EXPECT_EQ(tried("clerk-1", a_password), "access.refused");
    EXPECT_EQ(tried("clerk-1", "十个字以上的新密码啊啊"), "in");
}

TEST_F(Door, Lets_sessions_survive_a_restart_of_the_server) {
    const auto token = door.sign_in("clerk-1", a_password, peer)->token;
    access::DoorSettings settings;
    settings.cost = cheap;
    access::Doorkeeper again(office.ports, settings);
    EXPECT_TRUE(again.visit(token, true).value());
}

TEST_F(Door, Makes_who_guesses_wait_longer_each_time) {
    std::vector<Millis> waits;
    for (int i = 0; i < 8; ++i) {
        EXPECT_EQ(tried("clerk-1", "a guess"), "access.refused");
        const auto wait = door.wait("clerk-1", peer).value();
        if (wait > 0ms) {
            EXPECT_EQ(tried("clerk-1", a_password), "access.throttled") << "even with the right one";
            waits.push_back(wait);
            office.premises.clock.advance(wait);
        }
    }
    ASSERT_THAT(waits, SizeIs(6)) << "the first two are free";
    for (std::size_t i = 1; i < waits.size(); ++i) EXPECT_EQ(waits[i], 2 * waits[i - 1]);
    EXPECT_EQ(tried("clerk-2", a_password), "in") << "nobody else waits";
    EXPECT_EQ(tried("clerk-1", a_password), "in");
    EXPECT_EQ(door.wait("clerk-1", peer).value(), 0ms) << "all is forgiven";
}

TEST_F(Door, Makes_a_peer_that_tries_many_users_wait) {
    for (int i = 0; i < 20; ++i) tried("user-" + std::to_string(i), "a guess");
    EXPECT_EQ(tried("clerk-1", a_password), "access.throttled");
    EXPECT_TRUE(door.sign_in("clerk-1", a_password, "198.51.100.1")) << "from elsewhere";
}

TEST_F(Door, Is_not_opened_to_guessing_by_one_password_that_is_known) {
    for (int i = 0; i < 60; ++i)
        tried(i % 2 == 0 ? "user-" + std::to_string(i) : "clerk-2", i % 2 == 0 ? "guess" : a_password);
    EXPECT_EQ(tried("clerk-1", a_password), "access.throttled");
}

TEST_F(Door, Does_not_hold_it_against_an_office_that_many_sign_in_from_one_address) {
    for (int i = 0; i < 60; ++i) ASSERT_EQ(tried("clerk-1", a_password), "in");
}

TEST_F(Door, Counts_the_wrong_questions_of_an_address_and_forgives_the_right_ones) {
    for (int i = 0; i < 40; ++i) {
        ASSERT_TRUE(door.start_asking(peer)) << i;
        ASSERT_TRUE(door.asked_rightly(peer));
    }
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(door.start_asking(peer)) << i;
    const auto waiting = door.start_asking(peer);
    ASSERT_FALSE(waiting);
    EXPECT_EQ(waiting.error().code, "access.throttled");
    EXPECT_EQ(door.wait_of_asker(peer).value(), 1s);
    EXPECT_TRUE(door.start_asking("198.51.100.1")) << "from elsewhere";
    EXPECT_EQ(tried("clerk-1", a_password), "in") << "signing in is counted apart";
}

TEST_F(Door, Asks_for_the_password_again_and_believes_only_the_right_one) {
    EXPECT_TRUE(door.confirm("leader-1", a_password, peer));
    EXPECT_EQ(door.confirm("leader-1", "a guess", peer).error().code, "access.password_wrong");
    EXPECT_EQ(door.confirm("leader-1", "", peer).error().code, "access.password_wrong");
    EXPECT_EQ(door.confirm("leader-1", "a guess", peer).error().code, "access.password_wrong");
    EXPECT_EQ(door.confirm("leader-1", a_password, peer).error().code, "access.throttled");
}

TEST_F(Door, Writes_who_came_went_and_failed_into_the_record_without_what_was_typed) {
    const auto entered = door.sign_in("clerk-1", a_password, peer).value();
    tried("clerk-1", "geheim-geheim");
    tried("geheim-typed-as-user", "x");
    ASSERT_TRUE(door.sign_out(entered.visit));
    EXPECT_FALSE(is_in(entered.token));
    const auto acts = acts_of("person:clerk-1");
    EXPECT_THAT(
        std::vector<std::string>(acts.end() - 3, acts.end()),
        ::testing::ElementsAre("sign_in by clerk-1", "sign_in_failed by system", "sign_out by clerk-1"));
    EXPECT_THAT(acts_of("access"), ::testing::ElementsAre("sign_in_failed by system"));
    std::vector<std::string> details;
    ASSERT_TRUE(office.ports.record.walk([&](const review::Event& event) -> Result<void> {
        details.push_back(event.subject + event.detail);
        return {};
    }));
    EXPECT_THAT(details, Each(Not(::testing::HasSubstr("geheim"))));
}

TEST_F(Door, Forgets_sessions_that_sat_idle) {
    const auto entered = door.sign_in("clerk-1", a_password, peer).value();
    office.premises.clock.advance(31min);
    ASSERT_TRUE(door.sweep());
    EXPECT_FALSE(office.ports.sessions.find(entered.visit.session.id).value());
}

TEST_F(Door, Gives_accounts_to_people_only_and_once) {
    const auto code = [](const auto& result) { return result ? std::string("done") : result.error().code; };
    EXPECT_EQ(code(office.accounts.add("nobody", "nobody", {})), "person.unknown");
    EXPECT_EQ(code(office.accounts.add("clerk-1", "another", {})), "account.known");
    EXPECT_EQ(code(office.accounts.reset("nobody", {})), "account.unknown");
    const auto given = office.accounts.reset("clerk-1", {}).value();
    EXPECT_THAT(given.password, SizeIs(19));
    const auto entered = door.sign_in("clerk-1", given.password, peer).value();
    EXPECT_TRUE(entered.visit.must_change) << "whoever made it up knows it";
    EXPECT_EQ(code(office.accounts.reset("clerk-1", std::string("short"))), "access.password_weak");
}

} // namespace
} // namespace docket::testing
