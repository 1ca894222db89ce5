#include "tests/unit/pipeline/administration/office.hpp"

namespace docket::testing {
namespace {

struct Organs : AdministeredOffice {
    json::Value row(const std::string& code) {
        return row_of(administration::organs(tools()).value(), "code", code);
    }
    json::Object typed(const std::string& code) {
        const auto seen = row(code);
        return {{"name", seen.text_at("name")},
                {"kind", seen.text_at("kind")},
                {"superior", seen.text_at("superior")},
                {"aliases", seen.at("aliases")},
                {"former", seen.at("former")},
                {"version", seen.at("version")},
                {"reason", "机构改革"}};
    }
    Result<json::Value> change(const std::string& code, const json::Object& input) {
        return administration::change_organ(tools(), who("admin-1"), code, input);
    }
};

TEST_F(Organs, Say_who_reviews_what_each_decided) {
    EXPECT_THAT(row("street-xinyang").texts_at("reviewers"), ::testing::ElementsAre("district"));
    EXPECT_THAT(row("district").texts_at("reviewers"), ::testing::ElementsAre("city"));
    EXPECT_THAT(row("market-xinyang").texts_at("reviewers"), ::testing::ElementsAre("market", "district"))
        << "a department's agency: the department, or its government";
    EXPECT_TRUE(row("province").texts_at("reviewers").empty());
}

TEST_F(Organs, A_new_superior_moves_what_is_below_and_is_in_force_for_the_next_act) {
    auto input = typed("market");
    input.set("superior", "city");
    ASSERT_TRUE(change("market", input));
    EXPECT_EQ(row("market").int_at("level"), row("district").int_at("level"));
    EXPECT_EQ(row("market-xinyang").int_at("level"), row("market").int_at("level") + 1);
    EXPECT_THAT(row("market-xinyang").texts_at("reviewers"), ::testing::ElementsAre("market", "city"));
    const auto detail = json::parse(events("organ:market").back().detail).value();
    EXPECT_EQ(detail.at("old").text_at("superior"), "district");
    EXPECT_EQ(detail.at("new").text_at("superior"), "city");
    EXPECT_EQ(detail.text_at("reason"), "机构改革");
}

TEST_F(Organs, No_circle_and_no_superior_that_is_not_there) {
    EXPECT_EQ(code(change("city", typed("city").set("superior", "street-xinyang"))), "organ.graph");
    EXPECT_EQ(code(change("city", typed("city").set("superior", "city"))), "organ.graph");
    EXPECT_EQ(code(change("city", typed("city").set("superior", "nowhere"))), "organ.graph");
    EXPECT_EQ(row("city").text_at("superior"), "province");
}

TEST_F(Organs, A_name_that_is_given_up_is_kept_and_no_two_are_called_alike) {
    auto input = typed("housing");
    input.set("name", "厦门市海沧区住房和建设局（虚构）");
    const auto before = row("housing").text_at("name");
    ASSERT_TRUE(change("housing", input));
    EXPECT_THAT(row("housing").texts_at("former"), ::testing::Contains(before));
    EXPECT_EQ(code(change("education", typed("education").set("name", row("market").text_at("name")))),
              "organ.malformed");
    EXPECT_EQ(code(change("housing", input)), "organ.stale");
}

TEST_F(Organs, A_new_one_has_a_code_of_its_own) {
    const json::Object input{{"name", "厦门市海沧区虚构局"},
                             {"kind", "department"},
                             {"superior", "district"},
                             {"version", 0},
                             {"reason", "新设机构"}};
    ASSERT_TRUE(change("invented", input));
    EXPECT_EQ(row("invented").int_at("version"), 1);
    EXPECT_EQ(code(change("invented", json::Object(input).set("name", "别的名称（虚构）"))), "organ.stale");
    EXPECT_EQ(code(change("No Code", input)), "organ.malformed");
    EXPECT_EQ(code(change("other", json::Object(input).set("kind", "court").set("name", "别的名称（虚构）"))),
              "organ.malformed");
}

} // namespace
} // namespace docket::testing
