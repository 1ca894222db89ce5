#include "pipeline/flow/journey.hpp"
#include "tests/architecture/source_tree.hpp"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

namespace docket::architecture {
namespace {

TEST(Files, Are_small_enough_to_read_at_a_sitting) {
    for (const auto& file : everything()) EXPECT_LE(file.lines.size(), 400U) << file.path;
}

TEST(Files, Of_headers_begin_by_saying_what_they_are) {
    for (const auto& file : product())
        if (file.is_header()) {
            EXPECT_TRUE(file.text.starts_with("// ")) << file.path;
        }
}

TEST(Files, That_implement_a_header_include_it_first) {
    const std::regex first(R"re(#include "([^"]+)")re");
    for (const auto& file : product()) {
        const auto header = file.path.substr(0, file.path.size() - 4) + ".hpp";
        if (file.is_header() || !std::filesystem::exists(root() / header)) continue;
        std::smatch match;
        ASSERT_TRUE(std::regex_search(file.text, match, first)) << file.path;
        EXPECT_EQ(match[1], header) << file.path;
    }
}

TEST(Time, Is_asked_of_the_machine_in_one_place) {
    const std::regex clocks(
        R"(system_clock::now|high_resolution_clock|\btime\(\s*(nullptr|NULL|0)\)|gettimeofday|Poco::Timestamp|CURRENT_TIMESTAMP)");
    for (const auto& file : product())
        if (file.path != "pipeline/base/clock.cpp") {
            EXPECT_FALSE(std::regex_search(file.text, clocks)) << file.path;
        }
}

TEST(Chance, Comes_from_the_port) {
    const std::regex chance(R"(\brand\(|\bsrand\(|std::random_device|mt19937)");
    for (const auto& file : product())
        if (!file.path.starts_with("pipeline/base/random")) {
            EXPECT_FALSE(std::regex_search(file.text, chance)) << file.path;
        }
}

// A catch of everything either goes on throwing or becomes a named Failure; it never just goes on.
TEST(Errors, Are_not_swallowed) {
    const std::regex silent(R"(catch\s*\([^)]*\)\s*\{\s*\})");
    for (const auto& file : product()) EXPECT_FALSE(std::regex_search(file.text, silent)) << file.path;
}

TEST(Handwriting, Is_never_compared) {
    const std::regex words(
        "(compare|match|identify|recogni[sz]e|same)_(hand|handwriting|writer)\\b|"
        "(hand|handwriting|writer)_(finger)?(print|id|embedding|features?|similarity|distance)|"
        "笔迹(比对|鉴定|特征|相似)");
    EXPECT_TRUE(std::regex_search("same_writer(a, b)", words));
    for (const auto& file : product()) EXPECT_FALSE(std::regex_search(file.text, words)) << file.path;
}

// What corrections teach goes one way: through lessons_of(), which leaves out informants, and
// confusions_in(), which sees listed names only. Nothing else may learn, so that no person's name can enter.
TEST(Lexicon, Learns_in_one_place_and_only_of_listed_names) {
    const std::map<std::string, std::set<std::string>> known{
        {"confusions_in(",
         {"ocr/fields/confusions.hpp", "ocr/fields/confusions.cpp", "pipeline/desk/letter_typed.cpp"}},
        {"lessons_of(",
         {"pipeline/desk/letter_parts.hpp", "pipeline/desk/letter_typed.cpp", "pipeline/desk/letters.cpp"}},
        {".learn(", {"pipeline/desk/letters.cpp"}},
        {"INSERT INTO confusion", {"pipeline/store/corrections_sql.cpp"}}};
    for (const auto& file : product())
        for (const auto& [call, places] : known)
            if (file.text.find(call) != std::string::npos) {
                EXPECT_TRUE(places.contains(file.path)) << call << " in " << file.path;
            }
}

TEST(Root, Holds_nothing_without_a_reason) {
    const std::set<std::string> known{"run",
                                      "CMakeLists.txt",
                                      "CMakePresets.json",
                                      "README.md",
                                      "CONTRIBUTING.md",
                                      "CHANGELOG.md",
                                      "GLOSSARY.md",
                                      "LICENSE",
                                      ".ci",
                                      ".clang-format",
                                      ".clang-tidy",
                                      ".gitignore",
                                      ".git",
                                      "docs",
                                      "pipeline",
                                      "ocr",
                                      "review",
                                      "outputs",
                                      "fixtures",
                                      "tests",
                                      "web",
                                      "build",
                                      "demo-data"};
    for (const auto& entry : std::filesystem::directory_iterator(root()))
        EXPECT_TRUE(known.contains(entry.path().filename().string())) << entry.path().filename();
}

TEST(Journey, Has_every_kind_of_job_described_in_its_readme) {
    const auto readme = read(root() / "pipeline/README.md");
    for (const auto& leg : flow::journey())
        EXPECT_NE(readme.find("`" + std::string(leg.kind) + "`"), std::string::npos) << leg.kind;
}

TEST(Journey, Leads_from_every_leg_to_one_that_exists) {
    for (const auto& leg : flow::journey())
        for (const auto to : {leg.then, leg.beside}) EXPECT_TRUE(to.empty() || flow::leg(to)) << leg.kind;
}

// Local names are data: the code holds no place.
TEST(Code, Holds_no_place_names) {
    for (const auto& file : product())
        for (const auto* place : {"厦门", "海沧", "福建"}) {
            const auto at = file.text.find(place);
            if (at == std::string::npos) continue;
            const auto line_start = file.text.rfind('\n', at) + 1;
            const auto comment = file.text.substr(line_start, at - line_start).find("//");
            EXPECT_NE(comment, std::string::npos) << file.path << " names " << place << " outside a comment";
        }
}

} // namespace
} // namespace docket::architecture
