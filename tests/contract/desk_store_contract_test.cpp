// What the desks keep.
#include "tests/contract/store_fixture.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using DeskStore = StoreTest;

TEST_P(DeskStore, A_working_copy_is_replaced_only_by_whoever_saw_it) {
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

TEST_P(DeskStore, Answers_come_back_in_the_order_they_were_given) {
    const flow::FindingAnswer first{"LX1", 2, "k", "clerk-1", "explain", "理由", t0},
        second{"LX1", 2, "k", "lawyer-1", "dismiss", "不成立", t0};
    commit([&](Transaction& tx) { return store().answers.add(tx, first); });
    commit([&](Transaction& tx) { return store().answers.add(tx, second); });
    EXPECT_THAT(store().answers.of("LX1", 2).value(), ::testing::ElementsAre(first, second));
    EXPECT_THAT(store().answers.of("LX1", 1).value(), ::testing::IsEmpty());
}

TEST_P(DeskStore, The_words_of_a_search_belong_to_one_person_and_are_forgotten) {
    ASSERT_TRUE(store().searches.keep({"id", "张三", "clerk-1", t0}, t0 - Millis{1}));
    EXPECT_EQ(store().searches.words("id", "clerk-1", t0).value(), "张三");
    EXPECT_EQ(store().searches.words("id", "clerk-2", t0).error().code, "search.expired");
    EXPECT_EQ(store().searches.words("id", "clerk-1", t0 + Millis{1}).error().code, "search.expired");
    ASSERT_TRUE(store().searches.keep({"id2", "李四", "clerk-1", t0 + Millis{9}}, t0 + Millis{5}));
    EXPECT_FALSE(store().searches.words("id", "clerk-1", t0));
}

TEST_P(DeskStore, Corrections_stay_in_the_order_they_were_made_each_with_what_stood_there) {
    const desk::Correction first{1, "applicant", 0, "林阿朋", "林阿明", "林阿朋", "clerk-1", t0},
        second{1, "applicant", 0, "林阿明", "林阿月", "林阿朋", "clerk-2", t0 + Millis{5}},
        line{1, "line", 2, "新按村", "新垵村", "新按村", "clerk-1", t0 + Millis{9}};
    flow::Arrival arrival;
    arrival.uid = "u1", arrival.channel = "letter", arrival.name = "a.pdf", arrival.received = today,
    arrival.at = t0;
    commit([&](Transaction& tx) { return store().arrivals.save(tx, arrival); });
    ASSERT_EQ(arrival.id, 1);
    for (const auto& one : {first, second, line})
        commit([&](Transaction& tx) { return store().corrections.add(tx, one); });
    reopen();
    EXPECT_THAT(store().corrections.of(1).value(), ::testing::ElementsAre(first, second, line));
    EXPECT_THAT(store().corrections.of(2).value(), ::testing::IsEmpty());
}

TEST_P(DeskStore, What_was_confused_more_often_comes_first) {
    const ocr::Confusion once{"按", "垵"}, often{"困", "囷"};
    for (const auto& one : {often, once, often})
        commit([&](Transaction& tx) { return store().corrections.learn(tx, one); });
    EXPECT_THAT(store().corrections.learned().value(),
                ::testing::ElementsAre(desk::LearnedConfusion{often, 2}, desk::LearnedConfusion{once, 1}));
}

INSTANTIATE_TEST_SUITE_P(Engines, DeskStore, engines(), engine_name);

} // namespace
} // namespace docket::testing
