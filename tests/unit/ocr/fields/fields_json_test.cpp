#include "tests/unit/ocr/fields/pages.hpp"

#include <gtest/gtest.h>

namespace docket::ocr::testing {
namespace {

TEST(Fields, Survive_the_way_to_JSON_and_back) {
    for (const auto& letter : letters()) {
        const auto found = fields_of(letter.text);
        const auto json = to_json(found);
        const auto again = from_json(json::parse(json::dump(json)).value());
        ASSERT_TRUE(again) << letter.file;
        EXPECT_EQ(json::dump(to_json(*again)), json::dump(json)) << letter.file;
        EXPECT_EQ(again->value("applicant"), found.value("applicant"));
    }
}
TEST(Fields, Of_other_JSON_are_refused) {
    for (const auto* text :
         {"{}", "[]", R"({"fields": 3})", R"({"fields": [{}]})", R"({"fields": [{"name": "kind"}]})",
          R"({"fields": [{"name": "kind", "box": [1, 2, 3, "x"]}]})",
          R"({"fields": [{"name": "kind", "box": [1, 2, 3, 4], "doubts": [1]}]})"})
        EXPECT_EQ(from_json(json::parse(text).value()).error().code, "fields.malformed") << text;
}

} // namespace
} // namespace docket::ocr::testing
