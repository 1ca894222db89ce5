#include "pipeline/app/arguments.hpp"

#include <gmock/gmock.h>

#include <array>

namespace docket::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::array options{Option{"data", "DIR", "the folder"}, Option{"json", "", "for scripts"}};

Result<Arguments> parse(const std::vector<std::string>& words) { return Arguments::parse(words, options); }
std::string complaint(const std::vector<std::string>& words) {
    const auto parsed = parse(words);
    if (parsed) return "accepted";
    EXPECT_TRUE(is_usage(parsed.error()));
    return parsed.error().detail;
}

TEST(Arguments, Options_and_words_may_stand_in_any_order) {
    const auto a = parse({"one", "--data", "here", "two", "--json"}).value();
    EXPECT_EQ(a.text("data"), "here");
    EXPECT_TRUE(a.has("json"));
    EXPECT_THAT(a.rest(), ElementsAre("one", "two"));
}

TEST(Arguments, A_value_may_follow_an_equals_sign_and_may_hold_one) {
    EXPECT_EQ(parse({"--data=a=b"})->text("data"), "a=b");
    EXPECT_EQ(parse({"--data="})->text("data", "otherwise"), "");
    EXPECT_EQ(parse({})->text("data", "otherwise"), "otherwise");
}

TEST(Arguments, A_value_may_look_like_an_option) {
    EXPECT_EQ(parse({"--data", "--json"})->text("data"), "--json");
}

TEST(Arguments, After_two_dashes_everything_is_a_file) {
    const auto a = parse({"--", "--json", "--data"}).value();
    EXPECT_FALSE(a.has("json"));
    EXPECT_THAT(a.rest(), ElementsAre("--json", "--data"));
}

TEST(Arguments, A_single_dash_is_a_word) { EXPECT_THAT(parse({"-", "-x"})->rest(), ElementsAre("-", "-x")); }

TEST(Arguments, What_is_not_known_or_abbreviated_is_refused_by_name) {
    EXPECT_THAT(complaint({"--dat", "here"}), HasSubstr("--dat"));
    EXPECT_THAT(complaint({"--jsonn"}), HasSubstr("--jsonn"));
    EXPECT_THAT(complaint({"--JSON"}), HasSubstr("--JSON"));
}

TEST(Arguments, A_switch_takes_no_value_and_an_option_needs_one) {
    EXPECT_THAT(complaint({"--json=yes"}), HasSubstr("--json"));
    EXPECT_THAT(complaint({"--data"}), HasSubstr("DIR"));
}

TEST(Arguments, The_last_of_an_option_counts) {
    EXPECT_EQ(parse({"--data", "a", "--data", "b"})->text("data"), "b");
}

} // namespace
} // namespace docket::app
