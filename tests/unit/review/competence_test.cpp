#include "review/competence.hpp"
#include "review/rounds.hpp"

#include <gtest/gtest.h>

namespace docket::review {
namespace {

Organs graph() {
    return *Organs::make({{"city", "某市人民政府", OrganKind::government, "", 0, {"市政府"}},
                          {"district", "某区人民政府", OrganKind::government, "city", 0, {"区政府"}},
                          {"street", "某街道办事处", OrganKind::street, "district", 0, {}},
                          {"bureau", "某区某局", OrganKind::department, "district", 0, {}},
                          {"station", "某区某局某所", OrganKind::agency, "bureau", 0, {}}});
}
std::vector<Round> rounds(std::initializer_list<const char*> organs) {
    std::vector<Round> out;
    for (const auto* organ : organs) {
        Round round;
        round.organ = organ;
        round.level = static_cast<Level>(out.size());
        out.push_back(round);
    }
    return out;
}

TEST(Competence, Of_a_street_and_of_a_department_is_with_the_district) {
    EXPECT_EQ(graph().reviewers_of("street"), std::vector<std::string>{"district"});
    EXPECT_EQ(graph().reviewers_of("bureau"), std::vector<std::string>{"district"});
}
TEST(Competence, Of_a_department_s_agency_is_with_the_department_or_its_government) {
    EXPECT_EQ(graph().reviewers_of("station"), (std::vector<std::string>{"bureau", "district"}));
}
TEST(Competence, The_district_re_reviews_only_what_one_of_its_departments_reviewed) {
    EXPECT_EQ(incompetence(graph(), rounds({"station", "bureau", "district"})), "");
    EXPECT_NE(incompetence(graph(), rounds({"street", "district", "district"})), "");
    EXPECT_EQ(incompetence(graph(), rounds({"street", "district", "city"})), "");
}
TEST(Competence, A_level_cannot_be_skipped) {
    EXPECT_NE(incompetence(graph(), rounds({"street", "city"})), "");
    EXPECT_NE(incompetence(graph(), rounds({"street"})), "");
    EXPECT_NE(incompetence(graph(), rounds({"nobody", "district"})), "");
}
Organs merged() { // the street went into the town, the bureau into the office of the city
    auto all = graph().all();
    all.push_back({"town", "某镇人民政府", OrganKind::street, "district", 0, {}});
    all.push_back({"office", "某市某局", OrganKind::department, "city", 0, {}});
    for (auto& organ : all) {
        if (organ.code == "street") organ.successor = "town";
        if (organ.code == "bureau") organ.successor = "office";
    }
    return *Organs::make(std::move(all));
}
TEST(Competence, Of_an_organ_that_was_merged_is_with_the_organ_above_whoever_has_its_powers) {
    const auto organs = merged();
    EXPECT_EQ(organs.heir("street")->code, "town");
    EXPECT_EQ(organs.reviewers_of("street"), std::vector<std::string>{"district"});
    EXPECT_EQ(organs.reviewers_of("bureau"), std::vector<std::string>{"city"});
    EXPECT_EQ(organs.reviewers_of("station"), (std::vector<std::string>{"office", "city"}))
        << "what stands below it follows";
    EXPECT_NE(incompetence(organs, rounds({"bureau", "district"})), "");
    EXPECT_EQ(incompetence(organs, rounds({"bureau", "city"})), "");
}
TEST(Competence, An_organ_cannot_go_into_one_that_is_unknown_or_in_a_circle) {
    auto all = graph().all();
    all[2].successor = "nowhere";
    EXPECT_EQ(Organs::make(all).error().code, "organ.graph");
    all[2].successor = "bureau";
    all[3].successor = "street";
    EXPECT_EQ(Organs::make(all).error().code, "organ.graph");
}
TEST(Competence, A_register_that_leads_in_a_circle_is_refused) {
    EXPECT_EQ(Organs::make({{"a", "甲", OrganKind::department, "b", 0, {}},
                            {"b", "乙", OrganKind::department, "a", 0, {}}})
                  .error()
                  .code,
              "organ.graph");
    EXPECT_FALSE(Organs::make({{"a", "甲", OrganKind::department, "missing", 0, {}}}));
}
TEST(Rounds, A_re_review_application_opens_three_and_holds_the_last) {
    const auto opened = open_rounds(LetterKind::re_review_application);
    ASSERT_EQ(opened.size(), 3U);
    EXPECT_FALSE(opened[0].ours || opened[1].ours);
    EXPECT_TRUE(opened[2].ours);
    EXPECT_EQ(opened[2].level, Level::re_review);
    EXPECT_EQ(opened[2].n, 3);
}

} // namespace
} // namespace docket::review
