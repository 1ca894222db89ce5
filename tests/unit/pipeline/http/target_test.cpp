#include "pipeline/http/target.hpp"
#include "tests/support/seeded_random.hpp"

#include <gmock/gmock.h>

namespace docket::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Target, Is_split_before_it_is_decoded) {
    EXPECT_THAT(parse_target("/")->segments, IsEmpty());
    EXPECT_THAT(parse_target("/a/b/")->segments, ElementsAre("a", "b"));
    EXPECT_THAT(parse_target("/cases/LX%2D1")->segments, ElementsAre("cases", "LX-1"));
    EXPECT_EQ(parse_target("/%E5%A4%8D")->path(), "/复");
    const auto query = parse_target("/a?x=1&name=%E5%A4%8D+%26&empty=")->query;
    EXPECT_EQ(query.at("x"), "1");
    EXPECT_EQ(query.at("name"), "复 &");
    EXPECT_EQ(query.at("empty"), "");
}

TEST(Target, That_could_lead_elsewhere_is_refused) {
    for (const auto* bad :
         {"",       "a",      "http://x/", "/../x",      "/a/..", "/a/./b", "/a//b", "/%2e%2e/etc",
          "/a%2fb", "/a%5cb", "/a%00.pdf", "/a%0d%0a",   "/a%",   "/a%2",   "/a%zz", "/a%ff",
          "/a%7f",  "/a\\b",  "/a?x=%00",  "/a?x=1&x=2", "*"})
        EXPECT_FALSE(parse_target(bad)) << bad;
}

TEST(Target, Of_any_bytes_is_refused_or_safe) {
    testing::SeededRandom random(11);
    constexpr std::string_view letters = "/./%2e05cfF?&=+a\\";
    for (int i = 0; i < 20'000; ++i) {
        std::string raw = "/";
        for (auto n = random.below(24); n > 0; --n) raw += letters[random.below(letters.size())];
        const auto target = parse_target(raw);
        if (!target) continue;
        for (const auto& segment : target->segments) {
            EXPECT_FALSE(segment.empty() || segment == "." || segment == "..") << raw;
            EXPECT_EQ(segment.find_first_of(std::string("/\\\0", 3)), std::string::npos) << raw;
        }
    }
}

TEST(Cookie, Is_found_by_its_whole_name_and_only_if_it_is_there_once) {
    EXPECT_EQ(cookie("docket=abc", "docket"), "abc");
    EXPECT_EQ(cookie("a=1; docket=abc; b=2", "docket"), "abc");
    EXPECT_EQ(cookie("xdocket=abc", "docket"), "");
    EXPECT_EQ(cookie("docket=a; docket=b", "docket"), "");
    EXPECT_EQ(cookie("", "docket"), "");
}

TEST(Host, Is_read_with_and_without_port_and_scheme) {
    EXPECT_EQ(host_name("LocalHost:8765"), "localhost");
    EXPECT_EQ(host_name("https://docket.example"), "docket.example");
    EXPECT_EQ(host_name("[::1]:80"), "[::1]");
    EXPECT_EQ(host_name(""), "");
}

TEST(Length, Is_digits_and_nothing_else) {
    EXPECT_EQ(parse_length("0"), 0);
    EXPECT_EQ(parse_length("209715200"), 209'715'200);
    for (const auto* bad : {"", "-1", "+1", " 1", "1 ", "0x10", "1e3", "99999999999999999999"})
        EXPECT_FALSE(parse_length(bad)) << bad;
}

} // namespace
} // namespace docket::http
