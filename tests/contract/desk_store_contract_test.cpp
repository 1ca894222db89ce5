// What the desks keep.
#include "tests/contract/store_fixture.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using DeskStore = StoreTest;

TEST_F(DeskStore, A_working_copy_is_replaced_only_by_whoever_saw_it) {
    desk::WorkingCopy copy{"LX1", 2, 0, "{}", "clerk-1", t0};
    commit([&](Transaction& tx) { return store().working_copies.save(tx, copy, 0); });
    EXPECT_EQ(copy.version, 1);
    auto late = copy;
    EXPECT_EQ(refused([&](Transaction& tx) { return store().working_copies.save(tx, late, 0); }),
              "form.stale");
    commit([&](Transaction& tx) { return store().working_copies.save(tx, copy, 1); });
    EXPECT_EQ(refused([&](Transaction& tx) { return store().working_copies.save(tx, late, 1); }),
              "form.stale");
    reopen();
    EXPECT_EQ(store().working_copies.load("LX1", 2)->version, 2);
    EXPECT_EQ(store().working_copies.load("LX1", 3)->version, 0);
}

TEST_F(DeskStore, Answers_come_back_in_the_order_they_were_given) {
    const flow::FindingAnswer first{"LX1", 2, "k", "clerk-1", "explain", "理由", t0},
        second{"LX1", 2, "k", "lawyer-1", "dismiss", "不成立", t0};
    commit([&](Transaction& tx) { return store().answers.add(tx, first); });
    commit([&](Transaction& tx) { return store().answers.add(tx, second); });
    EXPECT_THAT(store().answers.of("LX1", 2).value(), ::testing::ElementsAre(first, second));
    EXPECT_THAT(store().answers.of("LX1", 1).value(), ::testing::IsEmpty());
}

TEST_F(DeskStore, The_words_of_a_search_belong_to_one_person_and_are_forgotten) {
    ASSERT_TRUE(store().searches.keep({"id", "张三", "clerk-1", t0}, t0 - Millis{1}));
    EXPECT_EQ(store().searches.words("id", "clerk-1", t0).value(), "张三");
    EXPECT_EQ(store().searches.words("id", "clerk-2", t0).error().code, "search.expired");
    EXPECT_EQ(store().searches.words("id", "clerk-1", t0 + Millis{1}).error().code, "search.expired");
    ASSERT_TRUE(store().searches.keep({"id2", "李四", "clerk-1", t0 + Millis{9}}, t0 + Millis{5}));
    EXPECT_FALSE(store().searches.words("id", "clerk-1", t0));
}

} // namespace
} // namespace docket::testing
