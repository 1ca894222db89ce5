// What waits for a person and what he or she has done, many letters at once.
#include "tests/support/desk_house.hpp"

#include <gmock/gmock.h>

#include <set>

namespace docket::testing {
namespace {

struct Tasks : ::testing::Test {
    DeskHouse d;
    json::Value of(const std::string& person) { return desk::tasks(d.desk, d.who(person)).value(); }
};

TEST_F(Tasks, Of_the_mailroom_are_the_newest_letters_first_and_each_is_done_once) {
    std::vector<std::int64_t> ids;
    for (int n = 1; n <= 60; ++n)
        ids.push_back(d.house.receive("unsure\n" + review_application(n)).value().id);
    d.house.work();
    const auto tasks = of("mailroom-1");
    const auto& rows = tasks.array_at("rows");
    ASSERT_EQ(rows.size(), ids.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto name = desk::arrival_name(ids[ids.size() - 1 - i]);
        EXPECT_EQ(rows[i].text_at("id"), name);
        EXPECT_EQ(rows[i].text_at("what"), "核校来信");
        EXPECT_EQ(rows[i].text_at("path"), "/mail/letters/" + name);
    }
    const auto& done = tasks.array_at("done");
    ASSERT_EQ(done.size(), 50U);
    std::set<std::string> seen;
    for (const auto& row : done) {
        EXPECT_TRUE(seen.insert(row.text_at("id")).second);
        EXPECT_EQ(row.text_at("what"), "收件");
    }
    EXPECT_EQ(done.front().text_at("id"), desk::arrival_name(ids.back()));

    const auto list = desk::arrivals(d.desk, "todo", "", 20, 10).value();
    EXPECT_EQ(list.int_at("total"), 60);
    ASSERT_EQ(list.array_at("rows").size(), 10U);
    EXPECT_EQ(list.array_at("rows").front().text_at("id"), desk::arrival_name(ids[39]));
    EXPECT_EQ(desk::arrivals(d.desk, "all", "registered", 0, 10)->int_at("total"), 0);
}

TEST_F(Tasks, Of_a_clerk_name_what_was_done_last_to_each_case) {
    std::vector<std::string> numbers;
    for (int n = 1; n <= 3; ++n) {
        numbers.push_back(d.house.register_letter(review_application(n)));
        carry(d.house, numbers.back(), review::Stage::accepted);
    }
    const auto done = of("clerk-1").array_at("done");
    ASSERT_EQ(done.size(), 3U);
    for (std::size_t i = 0; i < done.size(); ++i) {
        EXPECT_EQ(done[i].text_at("case"), numbers[2 - i]);
        EXPECT_EQ(done[i].text_at("path"), "/cases/" + numbers[2 - i]);
        EXPECT_EQ(done[i].text_at("what"), "受理");
    }
    const auto all = desk::arrivals(d.desk, "all", "", 0, 50).value();
    EXPECT_EQ(all.int_at("total"), 3);
    for (const auto& row : all.array_at("rows")) {
        EXPECT_FALSE(row.text_at("case").empty());
        EXPECT_NE(row.at("due").text_at("state"), "not_started") << "the clock of its case";
    }
}

} // namespace
} // namespace docket::testing
