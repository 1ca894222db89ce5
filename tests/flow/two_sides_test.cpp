// Trays whose fronts and backs were scanned one after the other.
#include "tests/support/batch_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using flow::BatchState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string fronts = "第一页正面\n\f第二页正面\n\f第三页正面\n",
                  backs = "第三页反面\n\f第二页反面\n\f第一页反面\n";

struct Two_sides : ::testing::Test {
    Premises premises;
    House house{premises};
    BatchDesk desk{house};

    std::int64_t tray(const std::vector<std::string>& files) {
        const auto id = desk.open([](flow::Batch& batch) { batch.two_sided = true; }).id;
        for (const auto& file : files) EXPECT_TRUE(desk.add(id, file));
        return id;
    }
    std::string closed(std::int64_t id, std::optional<int> said = {}) {
        const auto done = desk.close(id, {{}, said});
        return done ? "closed" : done.error().code + " " + done.error().detail;
    }
    // Where the pages of the one letter came from, in its order: 1, 2, 3 … through all files.
    std::vector<int> order(std::int64_t id) {
        std::vector<int> places;
        const auto first = desk.files(id).front();
        const std::vector<flow::Page> pages = house.store().pages.of(desk.letters(id).at(0).id).value();
        for (const auto& page : pages)
            places.push_back(page.file_n + (page.file == first.id ? 0 : first.pages_opened));
        return places;
    }
};

TEST_F(Two_sides, Of_two_files_are_laid_together) {
    const auto id = tray({fronts, backs});
    ASSERT_EQ(closed(id), "closed");
    house.work();
    ASSERT_EQ(desk.load(id).state, BatchState::sorted);
    EXPECT_EQ(desk.load(id).fronts, 3);
    EXPECT_THAT(order(id), ElementsAre(1, 6, 2, 5, 3, 4));
    EXPECT_THAT(house.faults(), IsEmpty());
}
TEST_F(Two_sides, In_one_file_are_laid_together_once_a_person_has_counted_the_fronts) {
    const auto id = tray({fronts + "\f" + backs + "\n"});
    EXPECT_THAT(closed(id), HasSubstr("batch.sides_unsaid"));
    EXPECT_EQ(desk.load(id).state, BatchState::open);
    ASSERT_EQ(closed(id, 3), "closed");
    house.work();
    EXPECT_THAT(order(id), ElementsAre(1, 6, 2, 5, 3, 4));
    EXPECT_THAT(house.faults(), IsEmpty());
}
TEST_F(Two_sides, That_are_not_equally_many_are_refused_even_where_their_sum_can_be_halved) {
    const auto one = tray({fronts + "\f第三页反面\n"});
    EXPECT_THAT(closed(one, 3), HasSubstr("batch.uneven_sides 正面 3 页、反面 1 页"));
    const auto two = tray({fronts + "\f第四页正面\n", "第四页反面\n\f第一页反面\n"});
    EXPECT_THAT(closed(two), HasSubstr("batch.uneven_sides 正面 4 页、反面 2 页"));
    const auto odd = tray({"甲\n\f乙\n\f丙\n"});
    EXPECT_THAT(closed(odd, 2), HasSubstr("batch.uneven_sides"));
    EXPECT_EQ(desk.close(odd, {false, {}})->two_sided, false);
    EXPECT_EQ(desk.load(odd).fronts, 0);
}
TEST_F(Two_sides, Whose_count_by_hand_is_another_than_the_scanners_are_refused) {
    const auto id = tray({fronts, backs});
    EXPECT_THAT(closed(id, 4), HasSubstr("batch.uneven_sides 您数的正面是 4 页，第一个文件有 3 页"));
    EXPECT_EQ(closed(id, 3), "closed");
}
TEST_F(Two_sides, Of_which_one_could_not_be_opened_are_not_folded_upon_themselves) {
    const auto id = tray({"甲\n\f乙\n", "UNREADABLE"});
    EXPECT_THAT(closed(id), HasSubstr("batch.sides_unsaid"));
    EXPECT_THAT(closed(id, 2), HasSubstr("batch.uneven_sides 正面 2 页、反面 0 页"));
    const auto many = tray({"甲\n", "乙\n", "丙\n"});
    EXPECT_THAT(closed(many), HasSubstr("batch.sides_files"));
}
TEST_F(Two_sides, Of_which_one_falls_apart_behind_the_door_are_left_as_scanned_for_a_person_to_sort) {
    const auto id = tray({"甲\n\f乙\n", "DAMAGED 2\n"});
    ASSERT_EQ(closed(id), "closed");
    house.work();
    const auto batch = desk.load(id);
    ASSERT_EQ(batch.state, BatchState::to_sort);
    EXPECT_THAT(desk.sorting(id).proposal.notes, ElementsAre(HasSubstr("正反面没有交错合并")));
    EXPECT_THAT(desk.files(id).front().reason, HasSubstr("正反面没有交错合并"));
    ASSERT_TRUE(desk.arrange(id, {json::Object{{"op", "finish"}}}));
    EXPECT_THAT(order(id), ElementsAre(1, 2));
    EXPECT_THAT(house.faults(), IsEmpty());
}

} // namespace
} // namespace docket::testing
