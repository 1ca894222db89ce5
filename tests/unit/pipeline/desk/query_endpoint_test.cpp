// Asking with a query code over HTTP: by anyone, only so often, and without a trace of the code; and who of
// the office is told it.
#include "pipeline/http/dispatch.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using review::Act;
using review::Stage;
using ::testing::HasSubstr;
using ::testing::Not;

struct QueryEndpoint : ::testing::Test {
    DeskHouse d;
    http::Dispatcher dispatcher{d.rooms, http::routes()};
    const std::string number = d.house.register_letter(review_application());

    std::string printed() { return d.house.load(number).query_code.value().printed(); }
    http::Response ask(const std::string& typed, const std::string& peer = "192.0.2.7") {
        auto request = d.request(http::Method::post, "/query", "", json::dump(json::Object{{"code", typed}}));
        request.peer = peer;
        return dispatcher.answer(std::move(request));
    }
    static json::Value value(const http::Response& response) {
        return json::parse(std::get<std::string>(response.body)).value();
    }
    std::string page_for(const std::string& who) {
        const auto page = desk::document_page(d.desk, d.who(who), number, "notice-1", 1).value();
        return {page.begin(), page.end()};
    }
};

TEST_F(QueryEndpoint, Tells_anyone_with_the_code_types_and_dates_and_no_other_member) {
    carry(d.house, number, Stage::accepted);
    const auto answer = ask(printed());
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(
        std::get<std::string>(answer.body),
        json::dump(json::Object{{"documents", json::Array{json::Object{{"type", "信访事项复查申请受理告知书"},
                                                                       {"date", "2026-06-10"}}}}}));
}

TEST_F(QueryEndpoint, Answers_a_wrong_code_without_repeating_it) {
    const auto answer = ask("2345-6789-ABCD-EFGH");
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(value(answer).text_at("code"), "query.no_such_code");
    EXPECT_THAT(std::get<std::string>(answer.body), Not(HasSubstr("EFGH")));
    auto request = d.request(http::Method::post, "/query", "", R"({"code":"2345-6789-ABCD-EFGH"})");
    const auto logged = dispatcher.serve(dispatcher.admit(request), request);
    EXPECT_EQ(logged.trouble, "query.no_such_code") << "this is what a line of the log says";
}

TEST_F(QueryEndpoint, Makes_an_address_that_guesses_wait_longer_each_time) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(ask("2222-2222-2222-2222").status, 404) << i;
    auto waiting = ask(printed());
    EXPECT_EQ(waiting.status, 429) << "even with the right one";
    EXPECT_EQ(value(waiting).text_at("code"), "access.throttled");
    EXPECT_EQ(value(waiting).int_at("retry_after_s"), 1);
    EXPECT_EQ(waiting.headers.at("Retry-After"), "1");
    EXPECT_EQ(ask(printed(), "198.51.100.1").status, 200) << "nobody else waits";
    d.premises.clock.advance(1s);
    EXPECT_EQ(ask("no code at all").status, 404);
    EXPECT_EQ(value(ask(printed())).int_at("retry_after_s"), 2);
    d.premises.clock.advance(2s);
    EXPECT_EQ(ask(printed()).status, 200);
    EXPECT_TRUE(d.door.sign_in("clerk-1", a_password, "192.0.2.7")) << "signing in is counted apart";
}

TEST_F(QueryEndpoint, Lets_many_petitioners_ask_from_one_address) {
    for (int i = 0; i < 40; ++i) ASSERT_EQ(ask(printed()).status, 200) << i;
}

TEST_F(QueryEndpoint, Refuses_what_comes_from_another_site) {
    auto request = d.request(http::Method::post, "/query", "", "{}");
    request.headers["origin"] = "https://elsewhere.example";
    EXPECT_EQ(dispatcher.answer(request).status, 403);
}

TEST_F(QueryEndpoint, Has_its_code_told_to_clerks_and_neither_to_others_nor_in_a_lawyers_copy) {
    carry(d.house, number, Stage::at_counsel);
    ASSERT_TRUE(d.house.act(number, Act::claim, "lawyer-2", declared()));
    const auto shown = [&](const char* who) {
        return desk::case_view(d.desk, d.who(who), number)->text_at("query_code");
    };
    EXPECT_EQ(shown("clerk-1"), printed());
    for (const auto* who : {"mailroom-1", "leader-1", "auditor-1"}) EXPECT_EQ(shown(who), "") << who;
    EXPECT_THAT(page_for("clerk-1"), HasSubstr(printed()));
    EXPECT_THAT(page_for("lawyer-2"), Not(HasSubstr(printed())));
}

} // namespace
} // namespace docket::testing
