#include "pipeline/access/administration.hpp"
#include "tests/support/http_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Administering : ::testing::Test {
    HttpHouse office;
    access::Administration& accounts = office.accounts;
    access::Doorkeeper& door = office.door;

    template <class T> static std::string code(const Result<T>& result) {
        return result ? "done" : result.error().code;
    }
    std::string token_of(const std::string& person, const std::string& password = a_password) {
        const auto entered = door.sign_in(person, password, "192.0.2.9");
        return entered ? entered->token : "";
    }
    bool is_in(const std::string& token) { return door.visit(token, true).value().has_value(); }
    std::string last_of(const std::string& person) {
        const auto events = office.ports.record.of("person:" + person).value();
        return events.back().act + " by " + events.back().actor;
    }
};

TEST_F(Administering, A_disabled_person_is_out_at_the_next_request_and_not_in_again_before_being_enabled) {
    const auto token = token_of("clerk-1");
    ASSERT_TRUE(is_in(token));
    ASSERT_TRUE(accounts.disable("clerk-1", "admin-1"));
    EXPECT_FALSE(is_in(token));
    EXPECT_EQ(last_of("clerk-1"), "disable_account by admin-1");
    EXPECT_EQ(token_of("clerk-1"), "");
    ASSERT_TRUE(accounts.enable("clerk-1", "admin-1"));
    EXPECT_FALSE(is_in(token)) << "what ended stays ended";
    EXPECT_NE(token_of("clerk-1"), "");
}

TEST_F(Administering, A_disabled_person_is_out_on_every_host) {
    access::DoorSettings settings;
    settings.cost = cheap;
    access::Doorkeeper elsewhere(office.ports, settings);
    const auto token = token_of("clerk-1");
    ASSERT_TRUE(elsewhere.visit(token, true).value());
    ASSERT_TRUE(accounts.disable("clerk-1"));
    EXPECT_FALSE(elsewhere.visit(token, true).value());
}

TEST_F(Administering, A_reset_account_opens_to_the_new_password_only_which_must_be_changed) {
    const auto token = token_of("clerk-1");
    const auto given = accounts.reset("clerk-1", {}, "admin-1").value();
    EXPECT_EQ(last_of("clerk-1"), "reset_account by admin-1");
    EXPECT_FALSE(is_in(token));
    EXPECT_EQ(token_of("clerk-1"), "");
    EXPECT_TRUE(door.sign_in("clerk-1", given.password, "192.0.2.8")->visit.must_change);
}

TEST_F(Administering, Nobody_changes_his_or_her_own_account) {
    EXPECT_EQ(code(accounts.disable("admin-1", "admin-1")), "access.oneself");
    EXPECT_EQ(code(accounts.enable("admin-1", "admin-1")), "access.oneself");
    EXPECT_EQ(code(accounts.reset("admin-1", {}, "admin-1")), "access.oneself");
    EXPECT_NE(token_of("admin-1"), "");
}

TEST_F(Administering, One_session_of_a_person_can_be_ended_and_the_others_go_on) {
    const auto here = token_of("clerk-1"), there = token_of("clerk-1"), other = token_of("clerk-2");
    EXPECT_THAT(accounts.sessions_of("clerk-1").value(), SizeIs(2));
    ASSERT_TRUE(accounts.end_session("clerk-1", sha256(there).hex(), "admin-1"));
    EXPECT_EQ(last_of("clerk-1"), "end_session by admin-1");
    ASSERT_TRUE(accounts.end_session("clerk-1", sha256(other).hex(), "admin-1")) << "not a session of theirs";
    EXPECT_TRUE(is_in(here));
    EXPECT_FALSE(is_in(there));
    EXPECT_TRUE(is_in(other));
    EXPECT_EQ(code(accounts.sessions_of("nobody")), "account.unknown");
}

} // namespace
} // namespace docket::testing
