// `docket check`: what people and scripts read from it, and its exit codes.
#include "pipeline/json/json.hpp"
#include "tests/support/demo_house.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace docket {
namespace {

using testing::Ended;
using testing::Words;

Ended check(const Words& words) {
    Words all{DOCKET_PROGRAM, "check"};
    all.insert(all.end(), words.begin(), words.end());
    return testing::run(all);
}

std::string draft(const std::string& name) {
    return (testing::fixture("bus-1").parent_path().parent_path().parent_path() / "drafts" / (name + ".json"))
        .string();
}

std::string written(const std::string& name, const std::string& text) {
    const auto file = std::filesystem::path(::testing::TempDir()) / name;
    std::ofstream(file) << text;
    return file.string();
}

TEST(CheckVerb, Ends_with_one_on_a_veto_and_with_nought_on_less) {
    const auto veto = check({draft("K07/defect-1")});
    EXPECT_EQ(veto.exit, 1) << veto.err;
    EXPECT_NE(veto.out.find("【否决】"), std::string::npos) << veto.out;
    EXPECT_NE(veto.out.find("K07  remedy"), std::string::npos) << veto.out;
    EXPECT_EQ(check({draft("T01/defect-3")}).exit, 0);
    EXPECT_EQ(check({draft("K01/sound-1")}).exit, 0);
}

TEST(CheckVerb, Tells_scripts_of_every_file_and_lets_no_bad_one_stop_the_next) {
    const auto word = written("draft.docx", "PK\x03\x04");
    const auto said = check({"--json", word, draft("K07/defect-1"), draft("K01/sound-1")});
    EXPECT_EQ(said.exit, 3) << said.err;
    EXPECT_NE(said.err.find("check.format"), std::string::npos) << said.err;
    const auto value = json::parse(said.out);
    ASSERT_TRUE(value) << said.out;
    const auto& files = value->array_at("files");
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files[0].at("error").text_at("code"), "check.format");
    EXPECT_TRUE(files[1].bool_at("vetoed"));
    const auto& found = files[1].array_at("findings");
    ASSERT_EQ(found.size(), 1U);
    for (const auto* member : {"check", "severity", "place", "what", "basis", "key"})
        EXPECT_FALSE(found[0].text_at(member).empty()) << member;
    EXPECT_TRUE(files[2].array_at("findings").empty());
}

TEST(CheckVerb, Takes_what_is_known_of_the_case_from_a_file_of_its_own) {
    const auto known = written("case.json", R"({"organs": null, "government": null})");
    EXPECT_EQ(check({draft("C02/defect-1"), "--case", known}).exit,
              0); // without a register nothing is known to be wrong
    const auto odd = check({draft("C02/defect-1"), "--case", written("odd.json", R"({"rownds": []})")});
    EXPECT_EQ(odd.exit, 3);
    EXPECT_NE(odd.err.find("check.case_malformed"), std::string::npos) << odd.err;
    EXPECT_EQ(check({draft("I05/defect-7"), "--stage", "someday"}).exit, 2);
    EXPECT_EQ(check({}).exit, 2);
}

} // namespace
} // namespace docket
