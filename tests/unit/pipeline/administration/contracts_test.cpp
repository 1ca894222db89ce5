#include "pipeline/flow/counsel.hpp"
#include "tests/unit/pipeline/administration/office.hpp"

namespace docket::testing {
namespace {

using review::Act;
using review::Stage;

struct Contracts : AdministeredOffice {
    std::string number;

    static json::Object terms(const char* to, std::int64_t version = 0) {
        return {
            {"firm", "虚构的筼筜律师事务所"},
            {"from", "2026-01-01"},
            {"to", to},
            {"cases", 40},
            {"days", 5},
            {"specialties", json::Array{"征地拆迁", " "}},
            {"lawyers", json::Array{json::Object{{"person", "lawyer-2"}, {"licence", "13502202610000001"}}}},
            {"version", version},
            {"reason", "续签合同"}};
    }
    Result<json::Value> change(const std::string& id, const json::Object& input) {
        return administration::change_contract(tools(), who("admin-1"), id, input);
    }
    json::Value row() { return administration::contracts(tools()).value().array_at("rows").at(0); }
    std::string standing(const std::string& lawyer) {
        const auto all = administration::contracts(tools()).value();
        for (const auto& one : all.array_at("lawyers"))
            if (one.text_at("person") == lawyer) return one.text_at("standing");
        return "nobody";
    }
    std::string claim() {
        return code_of(office.house.act(number, Act::claim, "lawyer-2", json::Object{{"declaration", true}}));
    }
    void SetUp() override {
        number = office.house.register_letter(review_application());
        carry(office.house, number, Stage::drafted);
        ASSERT_TRUE(office.house.act(number, Act::submit, "clerk-1"));
    }
};

TEST_F(Contracts, A_lawyer_of_whom_none_is_recorded_works_as_before) {
    EXPECT_EQ(standing("lawyer-2"), "not_recorded");
    EXPECT_EQ(claim(), "done");
}

TEST_F(Contracts, The_day_after_the_last_the_lawyer_reads_only_and_may_still_give_the_task_back) {
    ASSERT_TRUE(change("new", terms("2026-06-11")));
    EXPECT_EQ(standing("lawyer-2"), "in_force");
    EXPECT_EQ(standing("lawyer-1"), "not_recorded");
    ASSERT_EQ(claim(), "done");
    office.premises.clock.advance(std::chrono::days{1}); // the last day
    EXPECT_TRUE(flow::prolong_task(number, "lawyer-2", tools()));
    office.premises.clock.advance(std::chrono::days{1});
    EXPECT_EQ(standing("lawyer-2"), "over");
    EXPECT_EQ(claim(), "act.contract_over");
    const auto named = json::Object{{"text", office.house.text_of(number)}};
    EXPECT_EQ(code_of(office.house.act(number, Act::sign_off, "lawyer-2", named)), "act.contract_over");
    EXPECT_EQ(
        code_of(office.house.act(number, Act::send_back, "lawyer-2", json::Object{{"reason", "事实不清"}})),
        "act.contract_over");
    EXPECT_EQ(flow::prolong_task(number, "lawyer-2", tools()).error().code, "act.contract_over");
    EXPECT_EQ(
        code_of(office.house.act(number, Act::release, "lawyer-2", json::Object{{"reason", "合同到期"}})),
        "done");
}

TEST_F(Contracts, A_new_term_lets_the_lawyer_work_again_at_once_on_every_host) {
    ASSERT_TRUE(change("new", terms("2026-06-01")));
    EXPECT_EQ(claim(), "act.contract_over");
    House other(office.premises);
    ASSERT_TRUE(
        administration::change_contract(other.tools(), who("admin-1"), "contract-1", terms("2026-12-31", 1)));
    EXPECT_EQ(claim(), "done");
}

TEST_F(Contracts, The_end_is_told_thirty_seven_and_one_days_ahead) {
    const auto warned = [&](const char* to, std::int64_t version) {
        EXPECT_TRUE(change(version == 0 ? "new" : "contract-1", terms(to, version)));
        return row().int_at("warned", 0);
    };
    EXPECT_EQ(warned("2026-07-11", 0), 0); // in 31 days
    EXPECT_EQ(warned("2026-07-10", 1), 30);
    EXPECT_EQ(warned("2026-06-17", 2), 7);
    EXPECT_EQ(warned("2026-06-11", 3), 1);
    EXPECT_EQ(warned("2026-06-10", 4), 1);
    EXPECT_EQ(row().text_at("state"), "in_force");
    EXPECT_EQ(warned("2026-06-09", 5), 0);
    EXPECT_EQ(row().text_at("state"), "over");
}

TEST_F(Contracts, A_change_is_an_event_and_the_second_who_saves_is_refused) {
    ASSERT_TRUE(change("new", terms("2026-12-31")));
    ASSERT_TRUE(change("contract-1", terms("2027-12-31", 1)));
    EXPECT_EQ(code(change("contract-1", terms("2028-12-31", 1))), "contract.stale");
    const auto events = this->events("contract:contract-1");
    ASSERT_EQ(events.size(), 2U);
    const auto detail = json::parse(events[1].detail).value();
    EXPECT_EQ(detail.at("old").text_at("to"), "2026-12-31");
    EXPECT_EQ(detail.at("new").text_at("to"), "2027-12-31");
    EXPECT_EQ(detail.text_at("reason"), "续签合同");
    EXPECT_EQ(row().array_at("specialties").size(), 1U);
}

TEST_F(Contracts, What_is_typed_wrong_is_refused_in_words) {
    EXPECT_EQ(code(change("new", terms("2025-12-31"))), "contract.malformed");
    EXPECT_EQ(code(change("new", terms("2026-06-31"))), "contract.malformed");
    EXPECT_EQ(code(change("new", terms("2026-12-31").set("lawyers", json::Array{}))), "contract.malformed");
    EXPECT_EQ(code(change("new", terms("2026-12-31").set("cases", -1))), "contract.malformed");
    const auto clerk = json::Array{json::Object{{"person", "clerk-1"}, {"licence", "1"}}};
    EXPECT_EQ(code(change("new", terms("2026-12-31").set("lawyers", clerk))), "contract.malformed");
    EXPECT_EQ(code(change("contract-9", terms("2026-12-31"))), "contract.unknown");
}

} // namespace
} // namespace docket::testing
