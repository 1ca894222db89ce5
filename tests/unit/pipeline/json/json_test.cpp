#include "pipeline/json/json.hpp"

#include <gtest/gtest.h>

namespace docket::json {
namespace {

TEST(Json, Written_and_read_again_is_the_same_value) {
    const Value value(Object{{"名", "张喆堃"},
                             {"n", 7},
                             {"x", 0.5},
                             {"yes", true},
                             {"none", nullptr},
                             {"list", Array{1, "two\n\"quoted\"", Object{{"deep", Array{}}}}}});
    for (const int indent : {0, 2}) EXPECT_EQ(*parse(dump(value, indent)), value);
}
TEST(Json, That_names_a_member_twice_is_refused) {
    EXPECT_EQ(parse(R"({"a":1,"a":2})").error().code, "json.malformed");
}
TEST(Json, With_trailing_text_or_bad_bytes_is_refused) {
    for (const auto* text : {"{} x", "", "{\"a\":", "[1,]", "\"\xff\""}) EXPECT_FALSE(parse(text)) << text;
}
TEST(Json, Gives_the_texts_of_a_list_and_leaves_out_what_is_none) {
    const Value value(Object{{"list", Array{"a", 1, nullptr, "b", Object{{"c", "d"}}, ""}}, {"text", "a"}});
    EXPECT_EQ(value.texts_at("list"), (std::vector<std::string>{"a", "b", ""}));
    EXPECT_TRUE(value.texts_at("text").empty());
    EXPECT_TRUE(value.texts_at("absent").empty());
    EXPECT_TRUE(Value("a").texts_at("list").empty());
}
TEST(Json, Nested_beyond_sixty_four_is_refused) {
    EXPECT_FALSE(parse(std::string(70, '[') + std::string(70, ']')));
}

} // namespace
} // namespace docket::json
