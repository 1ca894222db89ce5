// What goes with a refusal, over the table of routes: whoever was slower hears who was faster and when; where
// facts are missing their names are given.
#include "pipeline/http/dispatch.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using http::Method;
using review::Act;
using review::Stage;

struct Conflicts : ::testing::Test {
    DeskHouse d;
    http::Dispatcher dispatcher{d.rooms, http::routes()};
    const std::string number = d.house.register_letter(review_application(1));
    const std::string c = "/cases/" + number;
    int key = 0;

    json::Value ask(Method method, const std::string& path, const std::string& who, const json::Value& body,
                    int status = 409, const std::map<std::string, std::string>& query = {}) {
        auto request = d.request(method, path, who, json::dump(body));
        request.query = query;
        request.headers["idempotency-key"] = "key-0000" + std::to_string(++key);
        const auto answer = dispatcher.answer(std::move(request));
        const auto& text = std::get<std::string>(answer.body);
        EXPECT_EQ(answer.status, status) << path << text;
        return json::parse(text).value();
    }
    json::Value act(const std::string& who, const std::string& name, json::Value input, int status = 409) {
        return ask(Method::post, c + "/acts", who,
                   json::Object{{"act", name},
                                {"version", d.house.load(number).version},
                                {"input", std::move(input)},
                                {"password", a_password}},
                   status);
    }
    // A minute later it is somebody else's turn.
    Instant now_and_later() {
        const auto now = d.premises.clock.now();
        d.premises.clock.advance(std::chrono::minutes{1});
        return now;
    }
    static void expect_faster(const json::Value& problem, const std::string& code, const std::string& by,
                              Instant at) {
        EXPECT_EQ(problem.text_at("code"), code);
        EXPECT_EQ(problem.text_at("by"), by) << json::dump(problem);
        EXPECT_EQ(problem.int_at("at"), to_ms(at)) << json::dump(problem);
    }
    std::string name_of(const std::string& id) { return d.who(id).name; }
    std::string second_lawyer() {
        d.house.put({"lawyer-3", "沈某（虚构）", review::Role::lawyer, "虚构的律师事务所", {}});
        (void)d.accounts.add("lawyer-3", "lawyer-3", a_password).value();
        return "lawyer-3";
    }
    std::int64_t unsure() {
        const auto id = d.house.receive("unsure\n" + review_application(2)).value().id;
        d.house.work();
        return id;
    }
};

TEST_F(Conflicts, Of_a_case_that_moved_on_name_who_moved_it_and_when) {
    const auto seen = d.house.load(number).version;
    const auto at = now_and_later();
    d.premises.clock.advance(-std::chrono::minutes{1});
    carry(d.house, number, Stage::accepted);
    d.premises.clock.advance(std::chrono::minutes{1});
    const auto late = ask(Method::post, c + "/acts", "clerk-2",
                          json::Object{{"act", "decline"}, {"version", seen}, {"input", declining("F1")}});
    expect_faster(late, "case.stale", name_of("clerk-1"), at);
    EXPECT_EQ(late.int_at("version"), d.house.load(number).version);
    expect_faster(act("clerk-2", "accept", json::Object{}), "act.no_such_step", name_of("clerk-1"), at);
}

TEST_F(Conflicts, Of_a_task_that_a_colleague_took_name_the_colleague_and_since_when) {
    carry(d.house, number, Stage::at_counsel);
    const auto slower = second_lawyer();
    const auto at = d.premises.clock.now();
    act("lawyer-2", "claim", declared(), 200);
    d.premises.clock.advance(std::chrono::minutes{5});
    // A colleague's task is not there for anybody else, so the row is asked of the use case itself.
    const json::Value told = desk::particulars(d.desk, "act.task_taken", {number, "", slower, {}}).value();
    EXPECT_EQ(told.text_at("by"), name_of("lawyer-2"));
    EXPECT_EQ(told.int_at("at"), to_ms(at));
    EXPECT_FALSE(
        desk::particulars(d.desk, "act.task_not_held", {number, "", "lawyer-2", {}}).value().find("by"))
        << "it is one's own";
}

TEST_F(Conflicts, Of_a_text_that_was_drafted_anew_name_who_drafted_it) {
    carry(d.house, number, Stage::at_counsel);
    act("lawyer-2", "claim", declared(), 200);
    const auto drafted = d.house.record_of(number);
    Instant at{};
    for (const auto& event : drafted)
        if (event.act == "draft") at = event.at;
    d.premises.clock.advance(std::chrono::minutes{5});
    expect_faster(act("lawyer-2", "sign_off", named(std::string(64, '0'))), "act.text_changed",
                  name_of("clerk-1"), at);
}

TEST_F(Conflicts, Of_a_working_copy_hand_over_what_the_other_one_wrote) {
    carry(d.house, number, Stage::accepted);
    const auto parts = [](const char* claim) { return json::Object{{"claims", json::Array{claim}}}; };
    const auto at = d.premises.clock.now();
    ask(Method::put, c + "/form", "clerk-1", json::Object{{"version", 0}, {"parts", parts("甲")}}, 200);
    d.premises.clock.advance(std::chrono::minutes{5});
    const json::Object mine{{"version", 0}, {"parts", parts("乙")}};
    const auto late = ask(Method::put, c + "/form", "clerk-2", mine);
    expect_faster(late, "form.stale", name_of("clerk-1"), at);
    EXPECT_EQ(late.int_at("version"), 1);
    EXPECT_EQ(late.at("parts").texts_at("claims"), std::vector<std::string>{"甲"});
    const auto own = ask(Method::put, c + "/form", "clerk-1", mine);
    EXPECT_TRUE(own.at("by").is_null()) << "in another window it was oneself";
    EXPECT_EQ(own.int_at("at"), to_ms(at));
}

TEST_F(Conflicts, Of_a_letter_that_somebody_saved_name_who_saved_last_and_when) {
    const auto typed = [](int version, const char* phone) {
        return json::Object{{"version", version}, {"fields", json::Object{{"phone", phone}}}};
    };
    ask(Method::put, "/arrivals/A000001/fields", "clerk-1", typed(0, "13900020116"), 200);
    d.premises.clock.advance(std::chrono::minutes{1});
    const auto at = d.premises.clock.now();
    ask(Method::put, "/arrivals/A000001/fields", "mailroom-1",
        json::Object{{"version", 1}, {"fields", json::Object{}}, {"claims", json::Array{}}}, 200);
    d.premises.clock.advance(std::chrono::minutes{1});
    for (const auto* door : {"verify", "reread"}) {
        const auto late =
            ask(Method::post, std::string("/arrivals/A000001/") + door, "clerk-2", typed(1, "13900020117"));
        expect_faster(late, "letter.stale", name_of("mailroom-1"), at);
        EXPECT_EQ(late.int_at("version"), 2);
    }
    expect_faster(ask(Method::put, "/arrivals/A000001/fields", "clerk-2", typed(1, "1")), "letter.stale",
                  name_of("mailroom-1"), at);
}

TEST_F(Conflicts, Of_a_paper_scanned_again_meanwhile_name_who_scanned_it) {
    const auto rejected = d.house.receive("UNREADABLE").value().id;
    const auto at = d.premises.clock.now();
    ASSERT_TRUE(d.house.receive_again(review_application(3), rejected));
    d.premises.clock.advance(std::chrono::minutes{1});
    const json::Value told = desk::particulars(d.desk, "delivery.not_to_scan_again",
                                               {"", desk::arrival_name(rejected), "clerk-1", {}})
                                 .value();
    EXPECT_EQ(told.int_at("at"), to_ms(at));
}

TEST_F(Conflicts, That_are_nobodys_doing_name_nobody) {
    carry(d.house, number, Stage::approved);
    carry(d.house, number, Stage::issued);
    const auto early = act("clerk-1", "serve", served_on(iso(d.house.tools().today())));
    EXPECT_EQ(early.text_at("code"), "act.document_missing");
    EXPECT_TRUE(early.at("by").is_null());
    EXPECT_TRUE(early.at("at").is_null());
}

struct Missing : Conflicts {
    static std::vector<std::string> fields(const json::Value& problem) { return problem.texts_at("fields"); }
    using Names = std::vector<std::string>;
};

TEST_F(Missing, Facts_of_an_act_are_named) {
    EXPECT_EQ(fields(act("clerk-1", "decline", json::Object{}, 400)), Names{"ground"});
    EXPECT_EQ(fields(act("clerk-1", "decline", declining("N7"), 400)), Names{"ground"})
        << "of petitions only";
    EXPECT_EQ(fields(act("clerk-1", "decline", declining("F1", ""), 400)), Names{"reason"});
    EXPECT_EQ(fields(act("clerk-1", "decline", declining("F1", "不适用复查程序。", ""), 400)), Names{"way"});
    EXPECT_EQ(fields(act("clerk-1", "decline", declining("F2"))), Names{"service"});
    EXPECT_EQ(fields(act("clerk-1", "transfer", json::Object{}, 400)), Names{"organ"});
    EXPECT_EQ(fields(ask(Method::post, c + "/acts", "clerk-1", json::Object{{"act", "accept"}}, 400)),
              Names{"version"});
    carry(d.house, number, Stage::at_counsel);
    EXPECT_EQ(fields(act("lawyer-2", "claim", json::Object{}, 400)), Names{"declaration"});
}

TEST_F(Missing, Proofs_of_service_are_named_one_by_one) {
    carry(d.house, number, Stage::issued);
    d.house.work();
    EXPECT_EQ(fields(act("clerk-1", "serve", json::Object{{"mode", "post"}, {"on", "2026-06-10"}}, 400)),
              (Names{"recipient", "proof"}));
    EXPECT_EQ(fields(act("clerk-1", "serve", served_on("2026-01-01"), 400)), Names{"on"})
        << "nobody was served before the document was there";
}

TEST_F(Missing, Facts_of_a_letter_are_named) {
    const auto path = "/arrivals/" + desk::arrival_name(unsure()) + "/verify";
    const auto typed = [](const char* field) {
        return json::Object{{"version", 0}, {"fields", json::Object{{field, ""}}}};
    };
    EXPECT_EQ(fields(ask(Method::post, path, "clerk-1", typed("kind"), 400)), Names{"kind"});
    EXPECT_EQ(fields(ask(Method::post, path, "clerk-1", typed("respondent"), 400)), Names{"respondent_code"});
}

} // namespace
} // namespace docket::testing
