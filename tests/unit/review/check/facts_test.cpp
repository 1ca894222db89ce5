// What is known of a case, read from JSON, and what a rule does without it.
#include "tests/unit/review/check/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::review::check {

namespace {

std::string refused(std::string_view text) {
    CaseFacts facts;
    const auto laid = lay_over(json::parse(text).value(), facts);
    return laid ? "" : laid.error().code;
}

std::vector<Finding> of(const Report& report, std::string_view id) {
    std::vector<Finding> out;
    std::copy_if(report.findings.begin(), report.findings.end(), std::back_inserter(out),
                 [&](const Finding& f) { return f.check == id; });
    return out;
}

Report with_case(const std::string& draft, std::string_view more) {
    const auto base = drafts::named(draft);
    auto facts = drafts::facts(base.facts);
    EXPECT_TRUE(lay_over(json::parse(more).value(), facts));
    return check(drafts::document(base.document), facts, base.stage);
}

} // namespace

TEST(CaseFacts, Refuse_what_they_do_not_know_by_name) {
    EXPECT_EQ(refused(R"({"round": []})"), "check.case_malformed");
    EXPECT_EQ(refused(R"({"rounds": [{"level": "appeal", "organ": "district"}]})"), "check.case_malformed");
    EXPECT_EQ(
        refused(R"({"rounds": [{"level": "review", "organ": "district", "receved_on": "2026-01-01"}]})"),
        "check.case_malformed");
    EXPECT_EQ(refused(R"({"today": "2026-02-30"})"), "check.case_malformed");
    EXPECT_EQ(refused(R"({"numbers": [{"mark": "海府信复查", "year": 26, "through": 3}]})"),
              "check.case_malformed");
    EXPECT_EQ(refused(R"({"numbers": [{"mark": "海府信复查", "year": 2026, "taken": [0]}]})"),
              "check.case_malformed");
    EXPECT_EQ(refused(R"({"organs": [{"code": "a", "name": "甲", "kind": "street", "superior": "b"}]})"),
              "organ.graph");
    EXPECT_EQ(refused("[]"), "check.case_malformed");
    EXPECT_EQ(refused("{}"), "");
}

TEST(CaseFacts, Taken_back_with_null_are_not_known_again) {
    const auto report = with_case("C02/defect-1", R"({"organs": null})");
    EXPECT_TRUE(of(report, "C02").empty());
    EXPECT_TRUE(std::any_of(report.not_checked.begin(), report.not_checked.end(),
                            [](const NotChecked& gap) { return gap.check == "C02"; }));
}

TEST(Lateness, Without_proof_of_service_is_no_veto_whatever_the_days) {
    const auto report = with_case("T01/defect-1", R"({"rounds": [
        {"level": "handling", "organ": "street-songyu", "document": {"number": "嵩信访〔2026〕15号", "date": "2026-04-10"},
         "service": {"mode": "post", "on": "2026-04-13"}},
        {"level": "review", "organ": "district", "received_on": "2026-06-22"}]})");
    ASSERT_EQ(of(report, "T01").size(), 1U);
    EXPECT_EQ(of(report, "T01").front().severity, Severity::minor);
    EXPECT_FALSE(report.vetoed());
}

TEST(Lateness, Of_a_letter_turns_from_the_envelope_to_a_veto_after_seven_days) {
    const auto on = [](const std::string& day) {
        auto base = drafts::named("T01/defect-3");
        base.document.object()->set("receipt", json::Object{{"received_on", day}, {"channel", "letter"}});
        auto facts = drafts::facts(base.facts);
        for (auto& round : *facts.rounds)
            if (round.level == Level::review) round.applied_on = parse_iso_date(day).value();
        const auto found = of(check(drafts::document(base.document), facts, base.stage), "T01");
        return found.empty() ? std::string("-") : std::string(name(found.front().severity));
    };
    EXPECT_EQ(on("2026-01-19"), "-"); // the thirtieth day was a Saturday
    EXPECT_EQ(on("2026-01-20"), "major");
    EXPECT_EQ(on("2026-01-26"), "major");
    EXPECT_EQ(on("2026-01-27"), "veto");
}

TEST(Numbers, Run_on_over_what_other_documents_took) {
    const auto number_is = [](const std::string& number, std::string_view numbers) {
        auto base = drafts::named("I05/sound-1");
        base.document.object()->set("number", number);
        auto facts = drafts::facts(base.facts);
        EXPECT_TRUE(lay_over(json::parse(numbers).value(), facts));
        return of(check(drafts::document(base.document), facts, base.stage), "I05");
    };
    EXPECT_TRUE(number_is("海府信复查〔2026〕4号",
                          R"({"numbers": [{"mark": "海府信复查", "year": 2026, "through": 3}]})")
                    .empty());
    const auto gap = number_is("海府信复查〔2026〕6号",
                               R"({"numbers": [{"mark": "海府信复查", "year": 2026, "through": 3}]})");
    ASSERT_EQ(gap.size(), 1U);
    EXPECT_EQ(gap.front().suggestion, "海府信复查〔2026〕4号");
}

TEST(Issuer, Unlisted_or_without_a_list_is_never_vetoed) {
    auto base = drafts::named("K01/sound-1");
    auto document = drafts::document(base.document);
    document.issuer = {"", "漳州市人民政府"};
    const auto report = check(document, drafts::facts(base.facts), DraftStage::draft);
    ASSERT_EQ(of(report, "C01").size(), 1U);
    EXPECT_EQ(of(report, "C01").front().severity, Severity::major);
    EXPECT_FALSE(report.vetoed());
}

TEST(Rules, Are_told_once_each_with_a_name_and_a_basis) {
    std::vector<std::string_view> ids;
    for (const auto& rule : rules()) {
        EXPECT_FALSE(rule.name.empty());
        EXPECT_FALSE(rule.basis.empty());
        EXPECT_EQ(std::count(ids.begin(), ids.end(), rule.id), 0);
        ids.push_back(rule.id);
    }
    EXPECT_EQ(ids.size(), 10U);
}

} // namespace docket::review::check
