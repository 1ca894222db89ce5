#include "pipeline/access/totp.hpp"
#include "pipeline/http/api/api.hpp"
#include "pipeline/http/dispatch.hpp"
#include "tests/support/http_house.hpp"
#include "tests/support/scripted_provider.hpp"

#include <gtest/gtest.h>

#include <array>

namespace docket::testing {
namespace {

using http::About;
using http::Method;
using http::Takes;

constexpr std::array session_table{
    http::Route{Method::get, "/about", "about", http::anyone, About::nothing, Takes::nothing, 0,
                http::api::about},
    http::Route{Method::post, "/session", "sign_in", http::anyone, About::nothing, Takes::json, 1024,
                http::api::sign_in},
    http::Route{Method::post, "/session/provider", "leave_for_provider", http::anyone, About::nothing,
                Takes::json, 1024, http::api::leave_for_provider},
    http::Route{Method::post, "/session/provider/return", "return_from_provider", http::anyone,
                About::nothing, Takes::json, 1024, http::api::return_from_provider},
    http::Route{Method::get, "/session", "session", http::signed_in, About::nothing, Takes::nothing, 0,
                http::api::session_view},
    http::Route{Method::del, "/session", "sign_out", http::signed_in, About::nothing, Takes::nothing, 0,
                http::api::sign_out},
    http::Route{Method::post, "/session/password", "change_password", http::signed_in, About::nothing,
                Takes::json, 1024, http::api::change_password},
    http::Route{Method::post, "/session/second-factor", "enrol", http::signed_in, About::nothing, Takes::json,
                1024, http::api::enrol},
    http::Route{Method::post, "/session/second-factor/confirmation", "finish_enrolment", http::signed_in,
                About::nothing, Takes::json, 1024, http::api::finish_enrolment},
    http::Route{Method::get, "/words", "words", http::signed_in, About::nothing, Takes::nothing, 0,
                [](const http::Request&, const http::House&) -> Result<http::Response> {
                    return http::Response::of(json::Object{});
                }},
};

struct SessionEndpoints : ::testing::Test {
    HttpHouse office;
    http::Dispatcher dispatcher{office.rooms, session_table};

    static json::Value value(const http::Response& response) {
        return json::parse(std::get<std::string>(response.body)).value();
    }
    http::Response sign_in(const std::string& user, const std::string& password) {
        return dispatcher.answer(office.request(
            Method::post, "/session", "", json::dump(json::Object{{"user", user}, {"password", password}})));
    }
};

TEST_F(SessionEndpoints, Tell_anyone_what_the_sign_in_page_shows) {
    const auto about = value(dispatcher.answer(office.request(Method::get, "/about")));
    EXPECT_EQ(about.text_at("today_words"), "2026-06-10（星期三，工作日）");
    EXPECT_EQ(about.text_at("office"), office.premises.office.name);
    EXPECT_TRUE(about.bool_at("demo"));
}

TEST_F(SessionEndpoints, Begin_and_end_a_session_with_a_cookie_that_scripts_cannot_read) {
    const auto in = sign_in("clerk-1", a_password);
    ASSERT_EQ(in.status, 200);
    const auto set = in.headers.at("Set-Cookie");
    EXPECT_TRUE(set.starts_with("docket="));
    for (const auto* part : {"; HttpOnly", "; SameSite=Strict", "; Path=/"})
        EXPECT_NE(set.find(part), std::string::npos) << set;
    EXPECT_EQ(set.find("Secure"), std::string::npos);
    auto request = office.request(Method::get, "/session");
    request.headers["cookie"] = set.substr(0, set.find(';'));
    const auto session = value(dispatcher.answer(request));
    EXPECT_EQ(session.at("person").text_at("id"), "clerk-1");
    EXPECT_EQ(session.int_at("left_s"), 1800);
    request.method = Method::del;
    request.headers["x-csrf-token"] = session.text_at("csrf");
    const auto out = dispatcher.answer(request);
    EXPECT_EQ(out.status, 204);
    EXPECT_NE(out.headers.at("Set-Cookie").find("Max-Age=0"), std::string::npos);
    request.method = Method::get;
    EXPECT_EQ(dispatcher.answer(request).status, 401);
}

TEST_F(SessionEndpoints, Send_the_cookie_over_tls_only_behind_a_proxy) {
    office.rooms.site.secure = true;
    const auto set = sign_in("clerk-1", a_password).headers.at("Set-Cookie");
    EXPECT_TRUE(set.starts_with("__Host-docket="));
    EXPECT_NE(set.find("; Secure"), std::string::npos);
}

TEST_F(SessionEndpoints, Say_how_long_a_guesser_waits) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in("clerk-1", "guess").status, 401);
    const auto throttled = sign_in("clerk-1", a_password);
    EXPECT_EQ(throttled.status, 429);
    EXPECT_EQ(value(throttled).int_at("retry_after_s"), 1);
    EXPECT_EQ(throttled.headers.at("Retry-After"), "1");
}

TEST_F(SessionEndpoints, Let_a_person_with_a_made_up_password_do_nothing_before_changing_it) {
    const auto given = office.accounts.reset("clerk-2", {}).value();
    const auto in = sign_in("clerk-2", given.password);
    EXPECT_TRUE(value(in).bool_at("must_change_password"));
    auto request = office.request(Method::get, "/words");
    const auto set = in.headers.at("Set-Cookie");
    request.headers["cookie"] = set.substr(0, set.find(';'));
    EXPECT_EQ(value(dispatcher.answer(request)).text_at("code"), "access.password_must_change");
    auto change = request;
    change.method = Method::post;
    change.path = "/session/password";
    change.headers["x-csrf-token"] = value(in).text_at("csrf");
    change.body = json::dump(json::Object{{"old", given.password}, {"new", "另一个虚构的密码-2"}});
    EXPECT_EQ(dispatcher.answer(change).status, 200);
    EXPECT_EQ(dispatcher.answer(request).status, 200);
}

TEST_F(SessionEndpoints, Let_a_person_who_must_have_a_second_factor_do_nothing_before_setting_it_up) {
    access::DoorSettings strict;
    strict.cost = cheap;
    strict.second_factor_of = {review::Role::leader};
    access::Doorkeeper door(office.ports, strict);
    http::House rooms{
        office.house.tools(), door, office.house.store().once, nullptr, {"test", true, false}, {}, {}};
    http::Dispatcher at(rooms, session_table);
    const auto entered =
        at.answer(office.request(Method::post, "/session", "",
                                 json::dump(json::Object{{"user", "leader-1"}, {"password", a_password}})));
    EXPECT_TRUE(value(entered).bool_at("must_set_second_factor"));
    auto request = office.request(Method::get, "/words");
    const auto set = entered.headers.at("Set-Cookie");
    request.headers["cookie"] = set.substr(0, set.find(';'));
    request.headers["x-csrf-token"] = value(entered).text_at("csrf");
    EXPECT_EQ(value(at.answer(request)).text_at("code"), "access.second_factor_must");
    auto enrol = request;
    enrol.method = Method::post;
    enrol.path = "/session/second-factor";
    enrol.body = "{}";
    auto secret = value(at.answer(enrol)).text_at("secret");
    EXPECT_EQ(secret.size(), 39U) << "eight groups of four";
    std::erase(secret, ' ');
    enrol.path += "/confirmation";
    const auto code = access::code_of(secret, access::step_of(office.premises.clock.now()));
    enrol.body = json::dump(json::Object{{"password", a_password}, {"code", code}});
    EXPECT_EQ(value(at.answer(enrol)).array_at("recovery_codes").size(), 10U);
    EXPECT_EQ(at.answer(request).status, 200);
    const auto again =
        at.answer(office.request(Method::post, "/session", "",
                                 json::dump(json::Object{{"user", "leader-1"}, {"password", a_password}})));
    EXPECT_EQ(again.status, 401);
    EXPECT_EQ(value(again).text_at("code"), "access.code_wanted");
}

TEST_F(SessionEndpoints, Know_no_provider_where_the_office_has_none) {
    const auto about = value(dispatcher.answer(office.request(Method::get, "/about")));
    EXPECT_EQ(about.text_at("provider"), "");
    for (const auto* path : {"/session/provider", "/session/provider/return"}) {
        const auto answer = dispatcher.answer(office.request(Method::post, path, "", "{}"));
        EXPECT_EQ(answer.status, 404);
        EXPECT_EQ(value(answer).text_at("code"), "http.no_provider");
    }
}

struct ProviderEndpoints : SessionEndpoints {
    ScriptedProvider provider;
    access::ByProvider by{office.ports, office.door, provider};
    void SetUp() override {
        office.rooms.by_provider = &by;
        provider.subjects = {{"code-1", "subject-1"}};
        ASSERT_TRUE(office.accounts.bind("clerk-1", {provider.issuer_, "subject-1"}, "admin-1"));
    }
    http::Response leave(const char* wanted) {
        return dispatcher.answer(office.request(Method::post, "/session/provider", "",
                                                json::dump(json::Object{{"wanted", wanted}})));
    }
    // With the cookie that leaving set.
    http::Response come_back(const http::Response& left, const std::string& code) {
        const auto address = value(left).text_at("address");
        auto request = office.request(
            Method::post, "/session/provider/return", "",
            json::dump(json::Object{{"state", address.substr(address.rfind('=') + 1)}, {"code", code}}));
        const auto set = left.headers.at("Set-Cookie");
        request.headers["cookie"] = set.substr(0, set.find(';'));
        return dispatcher.answer(request);
    }
};

TEST_F(ProviderEndpoints, Send_the_browser_away_and_lead_it_to_the_page_it_left) {
    const auto left = leave("/register?stage=drafted");
    ASSERT_EQ(left.status, 200);
    const auto cookie = left.headers.at("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("docket-away="));
    for (const auto* part : {"; HttpOnly", "; SameSite=Strict", "; Max-Age=600"})
        EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
    EXPECT_EQ(provider.errands.back().back, "http://127.0.0.1:8765/login/back");
    const auto back = come_back(left, "code-1");
    ASSERT_EQ(back.status, 200);
    EXPECT_EQ(value(back).text_at("wanted"), "/register?stage=drafted");
    EXPECT_EQ(value(back).at("session").at("person").text_at("id"), "clerk-1");
    auto request = office.request(Method::get, "/session");
    const auto set = back.headers.at("Set-Cookie");
    request.headers["cookie"] = set.substr(0, set.find(';'));
    EXPECT_EQ(dispatcher.answer(request).status, 200);
}

TEST_F(ProviderEndpoints, Lead_nowhere_else_and_take_the_cookie_back_from_whoever_is_refused) {
    const auto left = leave("https://elsewhere.example/");
    const auto back = come_back(left, "forged");
    EXPECT_EQ(back.status, 403);
    EXPECT_NE(back.headers.at("Set-Cookie").find("docket-away=; "), std::string::npos);
    EXPECT_NE(back.headers.at("Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(value(come_back(leave("https://elsewhere.example/"), "code-1")).text_at("wanted"), "/");
}

TEST_F(ProviderEndpoints, Come_back_over_tls_behind_a_proxy) {
    office.rooms.site.secure = true;
    const auto left = leave("/");
    EXPECT_TRUE(left.headers.at("Set-Cookie").starts_with("__Host-docket-away="));
    EXPECT_EQ(provider.errands.back().back, "https://127.0.0.1:8765/login/back");
    EXPECT_EQ(come_back(left, "code-1").status, 200);
}

} // namespace
} // namespace docket::testing
