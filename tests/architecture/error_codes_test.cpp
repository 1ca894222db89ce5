#include "tests/architecture/source_tree.hpp"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

namespace docket::architecture {
namespace {

// Every dotted code that stands beside a Kind in the product, with the kinds it stands beside.
std::map<std::string, std::set<std::string>> codes_in_code() {
    std::map<std::string, std::set<std::string>> out;
    const std::regex raised(R"re(Kind::([a-z_]+),\s*"([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+)")re");
    for (const auto& file : product())
        for (std::sregex_iterator at(file.text.begin(), file.text.end(), raised), end; at != end; ++at)
            out[(*at)[2]].insert((*at)[1]);
    return out;
}

std::map<std::string, std::string> codes_in_documentation() {
    std::map<std::string, std::string> out;
    const auto text = read(root() / "docs/error-codes.md");
    const std::regex row(R"re(\| `([a-z0-9_.]+)` \| ([a-z_]+) \|)re");
    for (std::sregex_iterator at(text.begin(), text.end(), row), end; at != end; ++at)
        out[(*at)[1]] = (*at)[2];
    return out;
}

TEST(ErrorCodes, Mean_one_kind_each) {
    for (const auto& [code, kinds] : codes_in_code()) EXPECT_EQ(kinds.size(), 1U) << code;
}

TEST(ErrorCodes, Are_all_documented_with_their_kind) {
    const auto documented = codes_in_documentation();
    for (const auto& [code, kinds] : codes_in_code()) {
        const auto found = documented.find(code);
        ASSERT_NE(found, documented.end())
            << "docs/error-codes.md lacks | `" << code << "` | " << *kinds.begin() << " |";
        EXPECT_EQ(found->second, *kinds.begin()) << code;
    }
}

TEST(ErrorCodes, Documented_are_all_raised_somewhere) {
    const auto raised = codes_in_code();
    for (const auto& [code, kind] : codes_in_documentation()) EXPECT_TRUE(raised.contains(code)) << code;
}

} // namespace
} // namespace docket::architecture
