#include "pipeline/access/totp.hpp"
#include "tests/support/http_house.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

struct TwoFactors : ::testing::Test {
    HttpHouse office;
    access::Doorkeeper& door = office.door;
    const std::string peer = "192.0.2.9";
    access::Visit visit = door.sign_in("leader-1", a_password, peer)->visit;
    std::string secret;
    std::vector<std::string> paper;

    template <class T> static std::string code(const Result<T>& result) {
        return result ? "done" : result.error().code;
    }
    // What the telephone shows, computed here from the secret alone.
    std::string shown() const {
        return access::code_of(secret, access::step_of(office.premises.clock.now()));
    }
    std::string next() {
        office.premises.clock.advance(30s);
        return shown();
    }
    void enrol() {
        secret = door.enrol(visit)->secret;
        paper = door.finish_enrolment(visit, a_password, shown(), peer).value();
    }
    std::string tried(const std::string& typed) {
        return code(door.sign_in("leader-1", a_password, peer, typed));
    }
    std::vector<std::string> acts() {
        std::vector<std::string> out;
        const auto events = office.ports.record.of("person:leader-1").value();
        for (const auto& event : events) out.push_back(event.act);
        return out;
    }
};

TEST_F(TwoFactors, Is_asked_for_once_it_is_confirmed_and_not_before) {
    secret = door.enrol(visit)->secret;
    EXPECT_EQ(tried(""), "done") << "not confirmed";
    EXPECT_EQ(code(door.finish_enrolment(visit, "a guess", shown(), peer)), "access.password_wrong");
    EXPECT_EQ(code(door.finish_enrolment(visit, a_password, "000000", peer)), "access.code_wrong");
    EXPECT_THAT(door.finish_enrolment(visit, a_password, shown(), peer).value(), SizeIs(10));
    EXPECT_EQ(tried(""), "access.code_wanted");
    EXPECT_EQ(tried(next()), "done");
    EXPECT_THAT(acts(), Contains("set_second_factor"));
    EXPECT_EQ(code(door.enrol(visit)), "access.second_factor_set") << "the secret is never shown again";
}

TEST_F(TwoFactors, Says_nothing_of_it_to_whoever_does_not_know_the_password) {
    enrol();
    EXPECT_EQ(code(door.sign_in("leader-1", "a guess", peer)), "access.refused");
    EXPECT_EQ(code(door.sign_in("leader-1", "a guess", peer, next())), "access.refused");
}

TEST_F(TwoFactors, Accepts_each_code_once_on_whatever_host) {
    enrol();
    access::DoorSettings settings;
    settings.cost = cheap;
    access::Doorkeeper elsewhere(office.ports, settings);
    EXPECT_EQ(tried(shown()), "access.code_wrong") << "it confirmed the enrolment";
    const auto once = next();
    EXPECT_EQ(tried(once), "done");
    EXPECT_EQ(code(elsewhere.sign_in("leader-1", a_password, peer, once)), "access.code_wrong");
    std::atomic<int> in = 0;
    const auto at_once = next();
    {
        std::vector<std::jthread> hosts;
        for (auto* host : {&door, &elsewhere})
            hosts.emplace_back(
                [&, host] { in += host->sign_in("leader-1", a_password, peer, at_once) ? 1 : 0; });
    }
    EXPECT_EQ(in, 1);
}

TEST_F(TwoFactors, Makes_who_guesses_codes_wait_however_often_the_password_is_right) {
    enrol();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(tried(""), "access.code_wanted");
        EXPECT_EQ(tried("000000"), "access.code_wrong");
    }
    EXPECT_EQ(tried(""), "access.code_wanted");
    EXPECT_EQ(tried(shown()), "access.throttled");
    EXPECT_GT(door.wait("leader-1", peer).value(), 0ms);
    EXPECT_THAT(acts(), Contains("second_factor_failed"));
}

TEST_F(TwoFactors, A_code_on_paper_opens_once_however_it_is_copied) {
    enrol();
    auto copied = paper[0];
    copied[0] = static_cast<char>(std::toupper(copied[0]));
    EXPECT_EQ(tried(" " + copied), "done");
    EXPECT_EQ(tried(paper[0]), "access.code_wrong");
    EXPECT_EQ(tried(paper[1]), "done");
    EXPECT_EQ(door.second_factor(visit)->recovery_left, 8);
    EXPECT_THAT(acts(), Contains("use_recovery_code"));
}

TEST_F(TwoFactors, Is_removed_with_password_and_code) {
    enrol();
    EXPECT_EQ(code(door.remove_second_factor(visit, "a guess", next(), peer)), "access.password_wrong");
    EXPECT_EQ(code(door.remove_second_factor(visit, a_password, "000000", peer)), "access.code_wrong");
    EXPECT_EQ(code(door.remove_second_factor(visit, a_password, shown(), peer)), "done");
    EXPECT_EQ(tried(""), "done");
    EXPECT_THAT(acts(), Contains("remove_second_factor"));
}

TEST_F(TwoFactors, An_administrator_takes_it_from_a_lost_telephone_but_not_from_himself) {
    enrol();
    EXPECT_EQ(code(office.accounts.reset_second_factor("leader-1", "leader-1")), "access.oneself");
    EXPECT_EQ(code(office.accounts.reset_second_factor("clerk-1", "admin-1")),
              "access.second_factor_missing");
    EXPECT_EQ(code(office.accounts.reset_second_factor("leader-1", "admin-1")), "done");
    EXPECT_EQ(tried(""), "done");
    enrol();
    using Is = access::Administration::SecondFactorIs;
    const std::string another = "另一个虚构的密码-9";
    EXPECT_EQ(code(office.accounts.reset("leader-1", another, "admin-1", Is::kept)), "done");
    EXPECT_EQ(code(door.sign_in("leader-1", another, peer)), "access.code_wanted");
    EXPECT_EQ(code(office.accounts.reset("leader-1", another, "admin-1")), "done");
    EXPECT_EQ(code(door.sign_in("leader-1", another, peer)), "done");
}

TEST_F(TwoFactors, Ends_the_other_sessions_when_it_is_set) {
    const auto other = door.sign_in("leader-1", a_password, peer)->token;
    enrol();
    EXPECT_FALSE(door.visit(other, true).value());
}

TEST_F(TwoFactors, A_role_that_must_have_one_is_led_to_set_it_up) {
    access::DoorSettings settings;
    settings.cost = cheap;
    settings.second_factor_of = {review::Role::leader};
    access::Doorkeeper strict(office.ports, settings);
    const auto entered = strict.sign_in("leader-1", a_password, peer).value();
    EXPECT_TRUE(entered.visit.must_enrol);
    EXPECT_FALSE(strict.sign_in("clerk-1", a_password, peer)->visit.must_enrol);
    visit = entered.visit;
    enrol();
    EXPECT_FALSE(strict.visit(entered.token, true).value()->must_enrol);
}

TEST_F(TwoFactors, Leaves_neither_secret_nor_codes_in_the_record) {
    enrol();
    tried(paper[0]);
    tried(next());
    std::vector<std::string> details;
    ASSERT_TRUE(office.ports.record.walk([&](const review::Event& event) -> Result<void> {
        details.push_back(event.subject + event.detail);
        return {};
    }));
    EXPECT_THAT(details, Each(Not(HasSubstr(secret))));
    EXPECT_THAT(details, Each(Not(HasSubstr(paper[0]))));
    for (const auto& row : office.premises.ask("SELECT digest FROM recovery_code"))
        EXPECT_EQ(row[0].size(), 64U);
}

} // namespace
} // namespace docket::testing
