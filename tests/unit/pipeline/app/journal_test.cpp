#include "pipeline/app/journal.hpp"
#include "pipeline/json/json.hpp"
#include "tests/support/manual_clock.hpp"

#include <gmock/gmock.h>

namespace docket::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Journal, A_line_tells_what_and_of_what_and_never_the_sentence_of_a_failure) {
    testing::ManualClock clock(Instant{Millis{1'781'000'000'000}});
    std::vector<std::string> lines;
    Journal journal(clock, [&](const std::string& line) { lines.push_back(line); });
    journal.trouble("job", fail(Kind::unavailable, "child.died", "柯某某的来信.pdf 打不开"), "arrival:12",
                    "page.read");
    journal.trouble("watch", fail(Kind::invalid, "file.empty", "柯某某的来信.pdf 是空的"));
    ASSERT_EQ(lines.size(), 2U);
    const auto first = json::parse(lines[0]).value();
    EXPECT_EQ(first.text_at("level"), "error");
    EXPECT_EQ(first.text_at("code"), "child.died");
    EXPECT_EQ(first.text_at("subject"), "arrival:12");
    EXPECT_EQ(first.text_at("kind"), "page.read");
    EXPECT_EQ(json::parse(lines[1]).value().text_at("level"), "warning");
    for (const auto& line : lines) EXPECT_THAT(line, Not(HasSubstr("柯")));
}

} // namespace
} // namespace docket::app
