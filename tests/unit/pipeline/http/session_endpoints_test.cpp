#include "pipeline/http/api/api.hpp"
#include "pipeline/http/dispatch.hpp"
#include "tests/support/http_house.hpp"

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
    http::Route{Method::get, "/session", "session", http::signed_in, About::nothing, Takes::nothing, 0,
                http::api::session_view},
    http::Route{Method::del, "/session", "sign_out", http::signed_in, About::nothing, Takes::nothing, 0,
                http::api::sign_out},
    http::Route{Method::post, "/session/password", "change_password", http::signed_in, About::nothing,
                Takes::json, 1024, http::api::change_password},
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

} // namespace
} // namespace docket::testing
