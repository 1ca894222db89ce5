#include "ocr/fields/doubts.hpp"
#include "tests/unit/ocr/fields/pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace docket::ocr::testing {

void PrintTo(const Expected& letter, std::ostream* out) { *out << letter.file; }

namespace {

class Letters : public ::testing::TestWithParam<Expected> {};

TEST_P(Letters, Are_understood_as_a_person_understands_them) {
    const auto& letter = GetParam();
    const auto found = fields_of(letter.text);
    std::vector<std::string> claims;
    for (const auto& [name, value] : letter.rows) {
        if (name == "claim") {
            claims.push_back(value);
        } else if (name == "absent") {
            EXPECT_EQ(found.find(value), nullptr) << value << " = " << found.value(value);
        } else if (name == "doubt") {
            const auto field = value.substr(0, value.find(' '));
            ASSERT_NE(found.find(field), nullptr) << field;
            const auto& doubts = found.find(field)->doubts;
            EXPECT_NE(std::ranges::find(doubts, value.substr(field.size() + 1)), doubts.end()) << value;
        } else if (name == "person") {
            std::string why;
            EXPECT_EQ(needs_person(found, why) ? "yes" : "no", value) << why;
        } else {
            EXPECT_EQ(found.value(name), value) << name;
        }
    }
    if (!claims.empty()) {
        EXPECT_EQ(values(found, "claim"), claims);
    }
}

INSTANTIATE_TEST_SUITE_P(Invented, Letters, ::testing::ValuesIn(letters()), [](const auto& row) {
    auto name = row.param.file;
    std::ranges::replace(name, '-', '_');
    return "Letter_" + name;
});

} // namespace
} // namespace docket::ocr::testing
