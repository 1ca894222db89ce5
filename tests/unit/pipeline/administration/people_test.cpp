#include "pipeline/flow/counsel.hpp"
#include "tests/support/scripted_provider.hpp"
#include "tests/unit/pipeline/administration/office.hpp"

namespace docket::testing {
namespace {

using review::Act;
using review::Role;
using review::Stage;

struct People : AdministeredOffice {
    json::Value row(const std::string& id, const std::string& by = "admin-1") {
        return row_of(administration::people(tools(), ports(), who(by)).value(), "id", id);
    }
    json::Object typed(const std::string& id) {
        const auto seen = row(id);
        return {{"name", seen.text_at("name")},   {"role", seen.text_at("role")},
                {"organ", seen.text_at("organ")}, {"firm", seen.text_at("firm")},
                {"version", seen.at("version")},  {"reason", "岗位调整"}};
    }
    Result<json::Value> change(const std::string& id, const json::Object& input,
                               const std::string& by = "admin-1") {
        return administration::change_person(tools(), ports(), who(by), id, input);
    }
    Result<json::Value> account(const std::string& id, const char* deed, const std::string& by = "admin-1") {
        return administration::change_account(tools(), ports(), who(by), id,
                                              json::Object{{"do", deed}, {"reason", "岗位调整"}});
    }
    // A case at counsel that lawyer-2 holds.
    std::string held_case() {
        const auto number = office.house.register_letter(review_application());
        carry(office.house, number, Stage::drafted);
        EXPECT_TRUE(office.house.act(number, Act::submit, "clerk-1"));
        EXPECT_TRUE(office.house.act(number, Act::claim, "lawyer-2", json::Object{{"declaration", true}}));
        return number;
    }
    void add_administrator() {
        office.house.put({"admin-2", "林某（虚构）", Role::administrator, "", {}});
        ASSERT_TRUE(office.accounts.add("admin-2", "admin-2", a_password));
    }
};

TEST_F(People, Somebody_new_gets_an_account_and_a_password_that_is_shown_once) {
    const auto added = administration::add_person(
        tools(), ports(), who("admin-1"),
        json::Object{{"name", "许某（虚构）"}, {"role", "clerk"}, {"organ", "bureau"}, {"user", "Xu"}});
    ASSERT_TRUE(added) << added.error().detail;
    const auto given = added->at("given");
    EXPECT_EQ(given.text_at("person"), "clerk-3") << "the first that nobody has";
    EXPECT_EQ(row("clerk-3").text_at("account"), "must_change");
    EXPECT_EQ(row("clerk-3").text_at("organ"), "bureau");
    EXPECT_TRUE(office.door.sign_in("xu", given.text_at("password"), "192.0.2.1"));
    EXPECT_EQ(events("person:clerk-3").front().act, "add_person");
    EXPECT_EQ(events("person:clerk-3").front().actor, "admin-1");
    for (const auto& event : events("person:clerk-3"))
        EXPECT_EQ(event.detail.find(given.text_at("password")), std::string::npos);
}

TEST_F(People, An_identity_is_bound_with_a_reason_where_the_office_has_a_provider) {
    const auto bind = [&](const administration::Ports& to, const char* deed, const char* identity) {
        return code(administration::change_account(
            tools(), to, who("admin-1"), "clerk-1",
            json::Object{{"do", deed}, {"identity", identity}, {"reason", "接入统一身份平台"}}));
    };
    EXPECT_EQ(bind(ports(), "bind", "u-1"), "administration.no_provider");
    ScriptedProvider provider;
    administration::Ports with = ports();
    with.provider = &provider;
    EXPECT_EQ(bind(with, "bind", " "), "access.identity_malformed");
    EXPECT_EQ(bind(with, "bind", " u-1 "), "done");
    EXPECT_EQ(row("clerk-1").text_at("identity"), "u-1");
    EXPECT_EQ(events("person:clerk-1").back().act, "bind_identity");
    EXPECT_EQ(bind(with, "unbind", ""), "done");
    EXPECT_EQ(row("clerk-1").text_at("identity"), "");
    EXPECT_EQ(bind(with, "unbind", ""), "access.identity_missing");
}

TEST_F(People, A_user_name_that_is_taken_adds_nobody) {
    const auto before = office.house.store().directory.people().value().size();
    EXPECT_EQ(code(administration::add_person(
                  tools(), ports(), who("admin-1"),
                  json::Object{{"name", "许某（虚构）"}, {"role", "clerk"}, {"user", "clerk-1"}})),
              "account.user_taken");
    EXPECT_EQ(office.house.store().directory.people().value().size(), before);
}

TEST_F(People, A_change_is_an_event_with_old_and_new_and_the_second_who_saves_is_refused) {
    auto mine = typed("clerk-2"), hers = typed("clerk-2");
    mine.set("organ", "bureau");
    ASSERT_TRUE(change("clerk-2", mine));
    hers.set("name", "别的名字（虚构）");
    EXPECT_EQ(code(change("clerk-2", hers)), "person.stale");
    const auto events = this->events("person:clerk-2");
    const auto detail = json::parse(events.back().detail).value();
    EXPECT_EQ(events.back().act, "change_person");
    EXPECT_EQ(detail.at("old").text_at("organ"), "");
    EXPECT_EQ(detail.at("new").text_at("organ"), "bureau");
    EXPECT_EQ(detail.text_at("reason"), "岗位调整");
}

TEST_F(People, Whoever_gets_another_post_signs_in_anew_and_gives_back_what_was_in_hand) {
    const auto number = held_case();
    const auto ticket = office.ticket("lawyer-2");
    EXPECT_EQ(row("lawyer-2").int_at("tasks"), 1);
    const auto effects = administration::effects(tools(), ports(), "lawyer-2").value();
    EXPECT_EQ(effects.int_at("tasks"), 1);
    EXPECT_EQ(effects.int_at("colleagues"), 1);
    EXPECT_EQ(effects.int_at("sessions"), 1);
    auto input = typed("lawyer-2");
    input.set("role", "clerk");
    ASSERT_TRUE(change("lawyer-2", input));
    EXPECT_FALSE(office.door.visit(ticket.token, true).value());
    EXPECT_FALSE(flow::held_task(office.house.load(number), tools()).value());
    EXPECT_EQ(office.house.record_of(number).back().act, "return_task");
    EXPECT_EQ(code_of(office.house.act(number, Act::claim, "lawyer-1", json::Object{{"declaration", true}})),
              "done")
        << "it is offered to the others again";
    EXPECT_TRUE(office.house.faults().empty());
}

TEST_F(People, A_disabled_person_is_out_at_the_next_request_and_what_was_in_hand_is_offered_again) {
    const auto number = held_case();
    EXPECT_EQ(ask(http::Method::get, "/session", "lawyer-2").status, 200);
    ASSERT_TRUE(account("lawyer-2", "disable"));
    EXPECT_EQ(ask(http::Method::get, "/session", "lawyer-2").status, 401);
    EXPECT_FALSE(flow::held_task(office.house.load(number), tools()).value());
    EXPECT_EQ(row("lawyer-2").text_at("account"), "disabled");
    ASSERT_TRUE(account("lawyer-2", "enable"));
    office.forget_tickets();
    EXPECT_EQ(ask(http::Method::get, "/session", "lawyer-2").status, 200);
    const auto events = this->events("person:lawyer-2");
    EXPECT_TRUE(std::ranges::any_of(events, [](const review::Event& event) {
        return event.act == "disable_account" && event.actor == "admin-1" &&
               event.detail.find("岗位调整") != std::string::npos;
    }));
}

TEST_F(People, Nobody_changes_the_own_post_or_account) {
    auto input = typed("admin-1");
    input.set("role", "clerk");
    EXPECT_EQ(code(change("admin-1", input)), "administration.own_role");
    for (const auto* deed : {"disable", "reset", "enable"})
        EXPECT_EQ(code(account("admin-1", deed)), "access.oneself") << deed;
}

TEST_F(People, The_last_administrator_who_can_sign_in_stays) {
    add_administrator();
    ASSERT_TRUE(account("admin-2", "disable"));
    auto input = typed("admin-1");
    input.set("role", "clerk");
    EXPECT_EQ(code(change("admin-1", input, "admin-2")), "administration.last");
    EXPECT_EQ(code(account("admin-1", "disable", "admin-2")), "administration.last");
    ASSERT_TRUE(account("admin-2", "enable"));
    EXPECT_EQ(code(account("admin-1", "disable", "admin-2")), "done");
    EXPECT_EQ(code(account("admin-2", "disable", "clerk-1")), "administration.last");
}

TEST_F(People, A_reset_password_is_new_and_ends_the_sessions) {
    const auto ticket = office.ticket("clerk-1");
    const auto reset = account("clerk-1", "reset");
    ASSERT_TRUE(reset);
    EXPECT_FALSE(office.door.visit(ticket.token, true).value());
    EXPECT_FALSE(office.door.sign_in("clerk-1", a_password, "192.0.2.1"));
    EXPECT_TRUE(office.door.sign_in("clerk-1", reset->at("given").text_at("password"), "192.0.2.1"));
    const auto events = this->events("person:clerk-1");
    EXPECT_TRUE(std::ranges::any_of(events, [](const review::Event& event) {
        return event.act == "reset_account" && event.actor == "admin-1" &&
               event.detail.find("岗位调整") != std::string::npos;
    }));
    EXPECT_FALSE(row("clerk-1").bool_at("second_factor", true));
    EXPECT_EQ(code(account("clerk-1", "reset_factor")), "access.second_factor_missing");
}

TEST_F(People, One_session_of_somebody_is_ended_and_the_others_stay) {
    const auto first = office.door.sign_in("clerk-1", a_password, "192.0.2.1").value();
    const auto second = office.door.sign_in("clerk-1", a_password, "192.0.2.2").value();
    ASSERT_TRUE(
        administration::end_session(tools(), ports(), who("admin-1"), "clerk-1", first.visit.session.id));
    EXPECT_FALSE(office.door.visit(first.token, true).value());
    EXPECT_TRUE(office.door.visit(second.token, true).value());
    EXPECT_EQ(row("clerk-1").array_at("sessions").size(), 1U);
}

TEST_F(People, What_is_typed_wrong_is_refused_by_name) {
    auto input = typed("clerk-1");
    EXPECT_EQ(code(change("clerk-1", json::Object(input).set("name", " "))), "people.malformed");
    EXPECT_EQ(code(change("clerk-1", json::Object(input).set("role", "system"))), "role.unknown");
    EXPECT_EQ(code(change("clerk-1", json::Object(input).set("organ", "nowhere"))), "people.malformed");
    EXPECT_EQ(code(change("clerk-1", json::Object(input).set("reason", ""))),
              "administration.reason_missing");
    EXPECT_EQ(code(change("nobody", input)), "person.unknown");
    EXPECT_EQ(code(account("clerk-1", "promote")), "administration.deed_unknown");
}

} // namespace
} // namespace docket::testing
