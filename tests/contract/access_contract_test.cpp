// What every adapter of access::Accounts, Sessions and OnceBook promises: once for SQL, once for memory.
#include "tests/contract/access_ports.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using access::Account;
using access::OnceAnswer;
using access::Session;
using ::testing::SizeIs;

constexpr Instant t0{Millis{1'780'000'000'000}};
constexpr Millis minute{60'000};

class AccessContract : public ::testing::TestWithParam<AccessEngine> {
  protected:
    std::unique_ptr<AccessPorts> ports = access_ports(GetParam());
    template <class Act> std::string commit(const Act& act) {
        const auto done = ports->work().transact(act);
        return done ? "done" : done.error().code;
    }
    std::string save(const Account& account) {
        return commit([&](Transaction& tx) { return ports->accounts().save(tx, account); });
    }
    std::string begin(const Session& session) {
        return commit([&](Transaction& tx) { return ports->sessions().begin(tx, session); });
    }
    bool lives(const std::string& id) { return ports->sessions().find(id).value().has_value(); }
};
INSTANTIATE_TEST_SUITE_P(Access, AccessContract, access_engines(), access_engine_name);

Account account(const std::string& person, const std::string& user) {
    return {person, user, "$argon2id$" + user, true, false, t0};
}

TEST_P(AccessContract, An_account_is_found_by_its_person_and_by_its_user_name) {
    ASSERT_EQ(save(account("clerk-1", "chen")), "done");
    EXPECT_FALSE(ports->accounts().of_user("nobody").value());
    const auto found = ports->accounts().of_user("chen").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->person, "clerk-1");
    EXPECT_EQ(found->hash, "$argon2id$chen");
    EXPECT_TRUE(found->must_change);
    EXPECT_FALSE(found->disabled);
    EXPECT_EQ(found->changed, t0);
    EXPECT_EQ(ports->accounts().of_person("clerk-1").value()->user, "chen");
}

TEST_P(AccessContract, Saving_again_replaces_and_a_taken_user_name_is_refused) {
    auto mine = account("clerk-1", "chen");
    ASSERT_EQ(save(mine), "done");
    mine.disabled = true;
    mine.user = "chen2";
    ASSERT_EQ(save(mine), "done");
    EXPECT_THAT(ports->accounts().all().value(), SizeIs(1));
    EXPECT_TRUE(ports->accounts().of_user("chen2").value()->disabled);
    EXPECT_EQ(save(account("clerk-2", "chen2")), "account.user_taken");
    EXPECT_EQ(save(account("clerk-2", "chen")), "done");
}

TEST_P(AccessContract, A_session_lives_from_its_beginning_to_its_end) {
    const Session session{"a", "clerk-1", review::Role::clerk, "csrf", t0, t0};
    ASSERT_EQ(begin(session), "done");
    ASSERT_EQ(commit([&](Transaction& tx) { return ports->sessions().touch(tx, "a", t0 + minute); }), "done");
    const auto found = ports->sessions().find("a").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->csrf, "csrf");
    EXPECT_EQ(found->role, review::Role::clerk);
    EXPECT_EQ(found->begun, t0);
    EXPECT_EQ(found->seen, t0 + minute);
    ASSERT_EQ(commit([&](Transaction& tx) { return ports->sessions().end(tx, "a"); }), "done");
    EXPECT_FALSE(lives("a"));
    EXPECT_EQ(commit([&](Transaction& tx) { return ports->sessions().end(tx, "a"); }), "done")
        << "twice is once";
}

TEST_P(AccessContract, The_other_sessions_of_a_person_end_and_those_of_others_do_not) {
    for (const auto* id : {"a", "b"}) begin({id, "clerk-1", review::Role::clerk, "", t0, t0});
    begin({"c", "clerk-2", review::Role::clerk, "", t0, t0 + minute});
    commit([&](Transaction& tx) { return ports->sessions().end_others(tx, "clerk-1", "b"); });
    EXPECT_FALSE(lives("a"));
    EXPECT_TRUE(lives("b"));
    EXPECT_TRUE(lives("c"));
    commit([&](Transaction& tx) { return ports->sessions().forget_before(tx, t0 + minute); });
    EXPECT_FALSE(lives("b"));
    EXPECT_TRUE(lives("c"));
}

TEST_P(AccessContract, The_sessions_of_a_person_are_listed_with_the_latest_begun_first) {
    for (const auto* id : {"b", "a"}) begin({id, "clerk-1", review::Role::clerk, "", t0, t0 + minute});
    begin({"d", "clerk-1", review::Role::clerk, "", t0 + minute, t0 + minute});
    begin({"c", "clerk-2", review::Role::clerk, "", t0, t0});
    std::string ids;
    const auto sessions = ports->sessions().of("clerk-1").value();
    for (const auto& session : sessions) ids += session.id;
    EXPECT_EQ(ids, "dab");
    EXPECT_THAT(ports->sessions().of("nobody").value(), SizeIs(0));
}

TEST_P(AccessContract, What_a_transaction_did_goes_back_when_it_fails) {
    EXPECT_EQ(
        commit([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(ports->sessions().begin(tx, {"a", "clerk-1", review::Role::clerk, "", t0, t0}));
            return fail(Kind::conflict, "test.no", "no");
        }),
        "test.no");
    EXPECT_FALSE(lives("a"));
}

TEST_P(AccessContract, An_answer_is_kept_once_for_a_person_a_route_and_a_key) {
    const auto keep = [&](const access::OnceKey& key, const OnceAnswer& answer) {
        return commit([&](Transaction& tx) { return ports->once().keep(tx, key, answer); });
    };
    const access::OnceKey key{"clerk-1", "act", "key-0001"};
    EXPECT_FALSE(ports->once().find(key).value());
    EXPECT_EQ(keep(key, {"asked", 201, "application/json", "{}", t0}), "done");
    EXPECT_EQ(keep(key, {"other", 200, "application/json", "[]", t0}), "once.answered");
    EXPECT_EQ(keep({"clerk-2", "act", "key-0001"}, {"other", 200, "t", "b", t0 + minute}), "done");
    EXPECT_EQ(keep({"clerk-1", "verify", "key-0001"}, {"other", 200, "t", "b", t0 + minute}), "done");
    const auto found = ports->once().find(key).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->asked, "asked");
    EXPECT_EQ(found->status, 201);
    EXPECT_EQ(found->body, "{}");
    commit([&](Transaction& tx) { return ports->once().forget_before(tx, t0 + minute); });
    EXPECT_FALSE(ports->once().find(key).value());
    EXPECT_TRUE(ports->once().find({"clerk-2", "act", "key-0001"}).value());
}

} // namespace
} // namespace docket::testing
