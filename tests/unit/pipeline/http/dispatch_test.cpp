#include "pipeline/http/dispatch.hpp"
#include "tests/support/http_house.hpp"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <thread>

namespace docket::testing {
namespace {

using http::About;
using http::Method;
using http::Request;
using http::Response;
using http::Takes;
using namespace std::chrono_literals;

std::atomic<int> done = 0;

Result<Response> do_it(const Request& request, const http::House&) {
    std::this_thread::sleep_for(5ms);
    return Response::of(json::Object{{"n", ++done}, {"body", request.body}}, 201);
}
Result<Response> do_it_in_a_transaction(const Request& request, const http::House& house) {
    const auto response = Response::of(json::Object{{"n", ++done}}, 201);
    DOCKET_CHECK(house.tools.work.transact([&](Transaction& tx) { return request.keep(tx, response); }));
    return response;
}
Result<Response> refuse(const Request&, const http::House&) {
    ++done;
    return fail(Kind::conflict, "case.stale", "somebody was faster");
}
Result<Response> lose_a_case(const Request&, const http::House&) {
    return fail(Kind::not_found, "case.unknown", "no case has the number LX1");
}
Result<Response> break_down(const Request&, const http::House&) { throw std::runtime_error("inside"); }
Result<Response> break_strangely(const Request&, const http::House&) { throw 7; }

constexpr std::array table{
    http::Route{Method::get, "/things", "things", http::signed_in, About::nothing, Takes::nothing, 0, do_it},
    http::Route{Method::get, "/changes", "changes", http::signed_in, About::nothing, Takes::nothing, 0,
                do_it},
    http::Route{Method::post, "/things", "make", http::clerk, About::nothing, Takes::json, 1024, do_it, true},
    http::Route{Method::post, "/atomic", "make_atomically", http::clerk, About::nothing, Takes::json, 1024,
                do_it_in_a_transaction, true},
    http::Route{Method::post, "/refused", "refused", http::clerk, About::nothing, Takes::json, 1024, refuse,
                true},
    http::Route{Method::get, "/lost", "lost", http::clerk, About::nothing, Takes::nothing, 0, lose_a_case},
    http::Route{Method::get, "/broken", "broken", http::clerk, About::nothing, Takes::nothing, 0, break_down},
    http::Route{Method::get, "/strange", "strange", http::clerk, About::nothing, Takes::nothing, 0,
                break_strangely},
};

struct Dispatching : ::testing::Test {
    Dispatching() { done = 0; }
    HttpHouse office;
    http::Dispatcher dispatcher{office.rooms, table};

    static json::Value value(const Response& response) {
        return json::parse(std::get<std::string>(response.body)).value();
    }
    static std::string code(const Response& response) { return value(response).text_at("code"); }
    Request keyed(const std::string& key, const std::string& path = "/things",
                  const std::string& body = "{}") {
        auto request = office.request(Method::post, path, "clerk-1", body);
        request.headers["idempotency-key"] = key;
        return request;
    }
};

TEST_F(Dispatching, Asks_who_is_there_before_anything_else) {
    EXPECT_EQ(code(dispatcher.answer(office.request(Method::get, "/things"))), "http.not_signed_in");
    auto stranger = office.request(Method::get, "/things", "clerk-1");
    stranger.headers["cookie"] = "docket=" + std::string(64, 'a');
    EXPECT_EQ(dispatcher.answer(stranger).status, 401);
    EXPECT_EQ(dispatcher.answer(office.request(Method::get, "/things", "clerk-1")).status, 201);
    EXPECT_EQ(code(dispatcher.answer(office.request(Method::post, "/things", "leader-1"))),
              "http.wrong_role");
    EXPECT_EQ(done, 1);
}

TEST_F(Dispatching, Knows_no_other_address_and_no_other_method) {
    EXPECT_EQ(dispatcher.answer(office.request(Method::get, "/thing", "clerk-1")).status, 404);
    EXPECT_EQ(dispatcher.answer(office.request(Method::get, "/things/1", "clerk-1")).status, 404);
    EXPECT_EQ(dispatcher.answer(office.request(Method::del, "/things", "clerk-1")).status, 405);
}

TEST_F(Dispatching, Takes_no_change_without_the_token_of_the_session) {
    auto request = keyed("key-00000001");
    request.headers.erase("x-csrf-token");
    EXPECT_EQ(code(dispatcher.answer(request)), "http.csrf");
    request.headers["x-csrf-token"] = office.ticket("clerk-2").csrf;
    EXPECT_EQ(code(dispatcher.answer(request)), "http.csrf") << "somebody else's";
    EXPECT_EQ(done, 0);
}

TEST_F(Dispatching, Answers_only_to_its_own_names_and_its_own_pages) {
    auto request = keyed("key-00000001");
    for (const auto* host : {"evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8765"}) {
        request.headers["host"] = host;
        EXPECT_EQ(code(dispatcher.answer(request)), "http.host_unknown") << host;
    }
    request.headers["host"] = "localhost:8765";
    for (const auto* origin :
         {"http://evil.example", "null", "http://localhost", "http://localhost:8765.evil.example"}) {
        request.headers["origin"] = origin;
        EXPECT_EQ(code(dispatcher.answer(request)), "http.origin_unknown") << origin;
    }
    request.headers["origin"] = "http://localhost:8765";
    EXPECT_EQ(dispatcher.answer(request).status, 201);
    request.headers.erase("origin");
    request.headers["sec-fetch-site"] = "cross-site";
    EXPECT_EQ(code(dispatcher.answer(request)), "http.origin_unknown");
}

TEST_F(Dispatching, Ends_a_session_that_only_the_page_itself_kept_asking_in) {
    const auto idle = office.request(Method::get, "/changes", "clerk-1");
    for (int minute = 0; minute < 29; ++minute) {
        office.premises.clock.advance(1min);
        ASSERT_EQ(dispatcher.answer(idle).status, 201);
    }
    office.premises.clock.advance(1min);
    EXPECT_EQ(dispatcher.answer(idle).status, 401);
}

TEST_F(Dispatching, Does_once_what_is_sent_twice) {
    for (const auto* path : {"/things", "/atomic"}) {
        done = 0;
        const auto first = dispatcher.answer(keyed("key-00000001", path));
        const auto second = dispatcher.answer(keyed("key-00000001", path));
        EXPECT_EQ(done, 1) << path;
        EXPECT_EQ(second.status, 201);
        EXPECT_EQ(std::get<std::string>(second.body), std::get<std::string>(first.body));
        EXPECT_EQ(second.headers.at("Idempotency-Replayed"), "true");
        EXPECT_EQ(dispatcher.answer(keyed("key-00000002", path)).status, 201);
        EXPECT_EQ(done, 2) << "another key is another request";
    }
}

TEST_F(Dispatching, Does_once_what_is_sent_many_times_at_once) {
    std::array<int, 8> statuses{};
    {
        const auto request = keyed("key-00000001");
        std::vector<std::jthread> senders;
        for (auto& status : statuses)
            senders.emplace_back([&] { status = dispatcher.answer(request).status; });
    }
    EXPECT_EQ(done, 1);
    EXPECT_THAT(statuses, ::testing::Each(201));
}

TEST_F(Dispatching, Refuses_a_key_that_was_used_for_something_else) {
    ASSERT_EQ(dispatcher.answer(keyed("key-00000001", "/things", R"({"a":1})")).status, 201);
    const auto other = dispatcher.answer(keyed("key-00000001", "/things", R"({"a":2})"));
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(code(other), "http.key_reused");
    EXPECT_EQ(done, 1);
}

TEST_F(Dispatching, Keeps_no_answer_of_what_was_not_done) {
    EXPECT_EQ(dispatcher.answer(keyed("key-00000001", "/refused")).status, 409);
    EXPECT_EQ(dispatcher.answer(keyed("key-00000001", "/refused")).status, 409);
    EXPECT_EQ(done, 2);
}

TEST_F(Dispatching, Wants_a_key_where_the_table_says_so) {
    EXPECT_EQ(code(dispatcher.answer(office.request(Method::post, "/things", "clerk-1", "{}"))),
              "http.key_missing");
    for (const auto* key : {"short", "has space in it", "semi;colon-key"})
        EXPECT_EQ(code(dispatcher.answer(keyed(key))), "http.key_malformed") << key;
    EXPECT_EQ(done, 0);
}

TEST_F(Dispatching, Forgets_kept_answers_after_two_days) {
    ASSERT_EQ(dispatcher.answer(keyed("key-00000001")).status, 201);
    office.premises.clock.advance(49h);
    ASSERT_TRUE(dispatcher.sweep());
    office.forget_tickets();
    ASSERT_EQ(dispatcher.answer(keyed("key-00000001")).status, 201);
    EXPECT_EQ(done, 2);
}

TEST_F(Dispatching, Answers_what_breaks_with_a_mark_and_without_what_happened_inside) {
    for (const auto* path : {"/broken", "/strange"}) {
        const auto request = office.request(Method::get, path, "clerk-1");
        const auto admission = dispatcher.admit(request);
        const auto answer = dispatcher.serve(admission, request);
        EXPECT_EQ(answer.response.status, 500);
        const auto problem = value(answer.response);
        EXPECT_EQ(problem.text_at("code"), "http.internal");
        EXPECT_EQ(problem.text_at("mark"), admission.mark);
        EXPECT_EQ(std::get<std::string>(answer.response.body).find("inside"), std::string::npos);
        EXPECT_NE(answer.trouble, "");
    }
}

TEST_F(Dispatching, Says_of_what_is_unknown_to_an_endpoint_only_that_it_is_not_there) {
    const auto lost = value(dispatcher.answer(office.request(Method::get, "/lost", "clerk-1")));
    EXPECT_EQ(lost.text_at("code"), "http.not_found");
    EXPECT_EQ(lost.text_at("detail").find("LX1"), std::string::npos);
}

} // namespace
} // namespace docket::testing
