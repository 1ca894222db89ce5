// What people say to findings while they write, and lawyers who stand back: at the desk and at the door.
#include "pipeline/http/dispatch.hpp"
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using http::Method;
using review::Act;
using review::Stage;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Verdicts : ::testing::Test {
    DeskHouse d;
    http::Dispatcher door{d.rooms, http::routes()};
    std::string number = d.house.register_letter(review_application(1));
    int keys = 0;

    http::Response ask(Method method, const std::string& path, const std::string& who,
                       const json::Value& body = {}, const std::string& key = "") {
        auto request = d.request(method, path, who, body.is_null() ? "" : json::dump(body));
        request.headers["idempotency-key"] = key.empty() ? "key-0000" + std::to_string(++keys) : key;
        return door.answer(std::move(request));
    }
    static json::Value said(const http::Response& response) {
        return json::parse(std::get<std::string>(response.body)).value();
    }
    std::string cases(const char* rest) const { return "/cases/" + number + rest; }
    http::Response act(const std::string& who, const char* name, const json::Value& input,
                       const std::string& key = "") {
        const json::Object body{{"act", name}, {"version", d.house.load(number).version}, {"input", input}};
        return ask(Method::post, cases("/acts"), who, body, key);
    }
    http::Response answer(const std::string& who, const json::Value& finding, const char* verdict,
                          const char* reason) {
        return ask(Method::post, cases("/answers"), who,
                   json::Object{{"key", finding.text_at("key")}, {"verdict", verdict}, {"reason", reason}});
    }
    // What the clerk's page shows now.
    json::Value finding(const char* check, const char* place) {
        const auto form = desk::form(d.desk, d.who("clerk-1"), number).value();
        for (const auto& one : form.array_at("findings"))
            if (one.text_at("check") == check && one.text_at("place") == place) return one;
        return {};
    }
    void type(const json::Value& parts) {
        const auto version = desk::form(d.desk, d.who("clerk-1"), number)->int_at("version");
        const auto kept =
            ask(Method::put, cases("/form"), "clerk-1", json::Object{{"version", version}, {"parts", parts}});
        ASSERT_EQ(kept.status, 200) << json::dump(said(kept));
    }
    static json::Object decision(int claim, const char* ground = "facts") {
        return {{"claim", claim}, {"outcome", "revoke_remand"}, {"ground", ground}, {"period_days", 30}};
    }
    // A draft as people type it, whose second finding of fact has no evidence (K04, major).
    static json::Object parts(const std::string& second_fact, const char* ground = "facts") {
        auto out = *opinion().object();
        return out.set("claims", json::Array{"撤销处理意见书", "对雨水管进行清淤"})
            .set("findings",
                 json::Array{json::Object{{"claim", 1},
                                          {"text", "被申请人未通知申请人到场。"},
                                          {"evidence", json::Array{"现场查看记录"}}},
                             json::Object{{"claim", 2}, {"text", second_fact}, {"evidence", json::Array{}}}})
            .set("dispositions", json::Array{decision(1, ground), decision(2, ground)});
    }
    // A second lawyer who may take the task.
    void hire() {
        d.house.put({"lawyer-3", "沈某（虚构）", review::Role::lawyer, "虚构的律师事务所", {}});
        (void)d.accounts.add("lawyer-3", "lawyer-3", a_password).value();
    }
    // The task of the case is offered to counsel.
    void offer() { carry(d.house, number, Stage::at_counsel); }
    int status(const std::string& who, const std::string& path) { return ask(Method::get, path, who).status; }
};

constexpr const char* fact = "现场情况与申请人所述相符。";
constexpr const char* why = "申请人当场陈述，已记入现场查看记录。";

TEST_F(Verdicts, On_words_that_are_only_typed_go_with_them_to_counsel_and_leader) {
    carry(d.house, number, Stage::accepted);
    type(parts(fact));
    const auto open = finding("K04", "findings/2/evidence");
    ASSERT_EQ(open.text_at("severity"), "major");
    const auto done = answer("clerk-1", open, "explain", why);
    ASSERT_EQ(done.status, 200) << json::dump(said(done));
    EXPECT_FALSE(finding("K04", "findings/2/evidence").bool_at("open"));
    const auto last = d.house.store().record.of("case:" + number)->back();
    EXPECT_EQ(last.act, "answer");
    EXPECT_EQ(last.actor, "clerk-1");
    EXPECT_THAT(last.detail, HasSubstr(why));
    EXPECT_THAT(last.detail, HasSubstr("findings/2/evidence"));

    ASSERT_EQ(act("clerk-1", "draft", parts(fact)).status, 200);
    ASSERT_EQ(act("clerk-1", "submit", json::Object{}).status, 200);
    ASSERT_EQ(act("lawyer-2", "claim", declared()).status, 200);
    const auto counsels = said(ask(Method::get, "/reviews/" + number, "lawyer-2"));
    const auto leaders = said(ask(Method::get, cases(""), "leader-1"));
    for (const auto& view : {counsels, leaders}) EXPECT_THAT(json::dump(view.at("findings")), HasSubstr(why));
    EXPECT_EQ(code_of(d.house.act(number, Act::sign_off, "lawyer-2", named(d.house.text_of(number)))),
              "done");
}

TEST_F(Verdicts, Count_no_more_once_the_words_are_others) {
    carry(d.house, number, Stage::accepted);
    type(parts(fact));
    const auto open = finding("K04", "findings/2/evidence");
    ASSERT_EQ(answer("clerk-1", open, "explain", why).status, 200);
    type(parts("雨水管堵塞属实。"));
    const auto other = finding("K04", "findings/2/evidence");
    EXPECT_TRUE(other.bool_at("open")) << "it is another fact that has no evidence";
    EXPECT_THAT(other.array_at("answers"), IsEmpty());
    EXPECT_EQ(said(answer("clerk-1", open, "explain", why)).text_at("code"), "finding.unknown");
    type(parts(fact));
    EXPECT_FALSE(finding("K04", "findings/2/evidence").bool_at("open")) << "the same words again";
}

TEST_F(Verdicts, On_one_fault_are_none_on_another_of_the_same_words) {
    carry(d.house, number, Stage::accepted);
    type(parts(fact, "sound"));
    const auto contradiction = finding("K05", "dispositions/1");
    ASSERT_EQ(contradiction.text_at("severity"), "veto");
    ASSERT_EQ(answer("clerk-1", contradiction, "explain", why).status, 200);
    type(parts(fact, ""));
    const auto no_ground = finding("K05", "dispositions/1");
    ASSERT_FALSE(no_ground.is_null());
    EXPECT_THAT(no_ground.array_at("answers"), IsEmpty());
}

TEST_F(Verdicts, On_a_veto_let_it_go_to_counsel_who_alone_lifts_it) {
    carry(d.house, number, Stage::accepted);
    auto contradictory = parts(fact);
    contradictory.set("dispositions",
                      json::Array{decision(1).set("text", "维持原处理意见的程序部分"), decision(2)});
    type(contradictory);
    ASSERT_EQ(act("clerk-1", "draft", contradictory).status, 200);
    EXPECT_EQ(said(act("clerk-1", "submit", json::Object{})).text_at("code"), "act.finding_open");
    const auto veto = finding("K05", "dispositions/1");
    ASSERT_EQ(veto.text_at("severity"), "veto");
    ASSERT_EQ(answer("clerk-1", veto, "explain", why).status, 200);
    ASSERT_EQ(act("clerk-1", "submit", json::Object{}).status, 200);
    EXPECT_EQ(said(answer("leader-1", veto, "dismiss", why)).text_at("code"), "http.wrong_role");
    ASSERT_EQ(act("lawyer-2", "claim", declared()).status, 200);
    const auto sign = [&] {
        return code_of(d.house.act(number, Act::sign_off, "lawyer-2", named(d.house.text_of(number))));
    };
    EXPECT_EQ(sign(), "act.veto_open");
    const auto file = said(ask(Method::get, "/reviews/" + number, "lawyer-2"));
    for (const auto& one : file.array_at("findings"))
        ASSERT_EQ(answer("lawyer-2", one, "dismiss", "结果与事实相符，系统判断有误。").status, 200);
    EXPECT_EQ(sign(), "done");
}

TEST_F(Verdicts, Of_whoever_drafted_do_not_approve_even_as_a_leader) {
    carry(d.house, number, Stage::signed_off);
    auto drafter = d.who("clerk-1");
    drafter.role = review::Role::leader;
    d.house.put(drafter);
    d.forget_tickets();
    const auto row = said(ask(Method::get, "/approvals", "clerk-1")).array_at("todo").front();
    EXPECT_FALSE(row.bool_at("may", true));
    EXPECT_THAT(row.text_at("why"), HasSubstr("不同的人"));
    const json::Object approve{{"act", "approve"},
                               {"version", d.house.load(number).version},
                               {"password", a_password},
                               {"input", named(d.house.text_of(number))}};
    EXPECT_EQ(said(ask(Method::post, cases("/acts"), "clerk-1", approve)).text_at("code"), "act.same_person");
}

TEST_F(Verdicts, Of_a_lawyer_who_lost_the_task_are_refused_with_the_name_of_who_has_it) {
    offer();
    ASSERT_EQ(act("lawyer-2", "claim", declared()).status, 200);
    const auto file = said(ask(Method::get, "/reviews/" + number, "lawyer-2"));
    d.premises.clock.advance(std::chrono::days{4});
    d.forget_tickets();
    hire();
    ASSERT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-3", declared())), "done");
    const json::Object finding{{"key", "any"}};
    const auto judged = said(answer("lawyer-2", finding, "uphold", ""));
    EXPECT_EQ(judged.text_at("code"), "act.task_taken") << json::dump(judged);
    EXPECT_THAT(judged.text_at("detail"), HasSubstr("沈某"));
    const json::Object late{{"act", "send_back"}, {"version", file.int_at("version")}, {"input", because()}};
    const auto returned = said(ask(Method::post, cases("/acts"), "lawyer-2", late));
    EXPECT_EQ(returned.text_at("code"), "case.stale");
    EXPECT_THAT(returned.text_at("by"), HasSubstr("沈某"));
    EXPECT_EQ(status("lawyer-2", "/reviews/" + number), 404) << "the file itself is closed";
}

struct StandingBack : Verdicts {
    StandingBack() {
        offer();
        hire();
    }
    std::int64_t open(const std::string& who) {
        const auto rows = desk::reviews(d.desk, d.who(who))->array_at("open").size();
        EXPECT_EQ(desk::counts(d.desk, d.who(who))->int_at("review_open"), static_cast<std::int64_t>(rows));
        return static_cast<std::int64_t>(rows);
    }
};

TEST_F(StandingBack, From_a_free_task_wants_a_reason_and_takes_the_case_from_that_lawyers_sight) {
    EXPECT_EQ(said(act("lawyer-2", "recuse", json::Object{})).text_at("code"), "act.reason_missing");
    EXPECT_EQ(said(act("clerk-1", "recuse", because())).text_at("code"), "act.wrong_role");
    ASSERT_EQ(open("lawyer-2"), 1);
    ASSERT_EQ(act("lawyer-2", "recuse", because("与申请人系亲属。")).status, 200);
    const auto last = d.house.store().record.of("case:" + number)->back();
    EXPECT_EQ(last.act, "recuse");
    EXPECT_THAT(last.detail, HasSubstr("与申请人系亲属。"));
    EXPECT_EQ(open("lawyer-2"), 0);
    EXPECT_EQ(status("lawyer-2", "/reviews/" + number + "/parties"), 404);
    EXPECT_EQ(act("lawyer-2", "claim", declared()).status, 404);
    EXPECT_EQ(act("lawyer-2", "recuse", because()).status, 404);
    EXPECT_THAT(json::dump(desk::tasks(d.desk, d.who("lawyer-2")).value()),
                ::testing::Not(HasSubstr(number)));
    EXPECT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-2", declared())), "act.conflict_of_interest");
    EXPECT_EQ(code_of(d.house.act(number, Act::recuse, "lawyer-2", because())), "act.conflict_of_interest");
    EXPECT_EQ(open("lawyer-3"), 1) << "it waits for the others";
    EXPECT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-3", declared())), "done");
    EXPECT_THAT(d.house.faults(), IsEmpty());
}

TEST_F(StandingBack, From_a_task_in_hand_frees_it_at_once) {
    ASSERT_EQ(act("lawyer-2", "claim", declared()).status, 200);
    EXPECT_EQ(status("lawyer-2", "/reviews/" + number), 200);
    EXPECT_EQ(code_of(d.house.act(number, Act::recuse, "lawyer-3", because())), "act.task_taken");
    ASSERT_EQ(act("lawyer-2", "recuse", because("审阅中发现与申请人系亲属。")).status, 200);
    EXPECT_EQ(status("lawyer-2", "/reviews/" + number), 404);
    EXPECT_EQ(code_of(d.house.act(number, Act::sign_off, "lawyer-2", named(d.house.text_of(number)))),
              "act.task_not_held");
    EXPECT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-3", declared())), "done");
}

TEST_F(StandingBack, Is_for_every_text_of_the_case) {
    ASSERT_EQ(act("lawyer-2", "recuse", because()).status, 200);
    ASSERT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-3", declared())), "done");
    ASSERT_EQ(code_of(d.house.act(number, Act::send_back, "lawyer-3", because())), "done");
    ASSERT_EQ(code_of(d.house.act(number, Act::draft, "clerk-1", opinion("说理更详细。"))), "done");
    ASSERT_EQ(code_of(d.house.act(number, Act::submit, "clerk-1")), "done");
    EXPECT_EQ(open("lawyer-2"), 0);
    EXPECT_EQ(code_of(d.house.act(number, Act::claim, "lawyer-2", declared())), "act.conflict_of_interest");
}

// The act hides the case from whoever did it, so that sending it again found nothing: nobody should have to
// guess whether it counted.
TEST_F(StandingBack, Whose_answer_was_lost_gets_it_again_under_the_same_key) {
    const auto version = d.house.load(number).version;
    const json::Object body{{"act", "recuse"}, {"version", version}, {"input", because()}};
    const auto first = ask(Method::post, cases("/acts"), "lawyer-2", body, "key-of-recusal");
    ASSERT_EQ(first.status, 200);
    const auto again = ask(Method::post, cases("/acts"), "lawyer-2", body, "key-of-recusal");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(std::get<std::string>(again.body), std::get<std::string>(first.body));
    EXPECT_EQ(ask(Method::post, cases("/acts"), "lawyer-2", body, "key-of-another").status, 404);
    EXPECT_EQ(ask(Method::post, cases("/acts"), "lawyer-3", body, "key-of-recusal").status, 409)
        << "a key is one person's";
}

} // namespace
} // namespace docket::testing
