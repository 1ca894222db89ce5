// What the desks keep and list.
#include "tests/contract/store_fixture.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

struct DeskStore : StoreTest {
    std::int64_t arrival(const std::string& uid, flow::ArrivalState state) {
        flow::Arrival a;
        a.uid = uid;
        a.channel = "letter";
        a.received = today;
        a.state = state;
        a.scan_again = state == flow::ArrivalState::rejected;
        a.at = t0;
        commit([&](Transaction& tx) { return store().arrivals.save(tx, a); });
        return a.id;
    }
};
using ListsContract = DeskStore;

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

TEST_F(ListsContract, A_letter_leaves_the_list_to_verify_when_somebody_has_verified_it) {
    const auto registered = arrival("a", flow::ArrivalState::registered),
               waiting = arrival("b", flow::ArrivalState::needs_person);
    arrival("c", flow::ArrivalState::rejected);
    arrival("d", flow::ArrivalState::in_progress);
    const auto count = [&] { return store().lists.tally("x", today, today, t0).value(); };
    EXPECT_EQ(count().verify, 2);
    EXPECT_EQ(count().rejected, 1);
    EXPECT_EQ(count().reading, 1);
    EXPECT_EQ(store().lists.arrivals({desk::ArrivalList::todo}).value().total, 3);
    const auto around = store().lists.neighbours(waiting).value();
    EXPECT_EQ(around.previous, registered);
    EXPECT_EQ(around.position, 2);
    desk::Verification v{registered, 0, "{}", "clerk-1", t0};
    commit([&](Transaction& tx) { return store().verifications.save(tx, v, 0); });
    EXPECT_EQ(refused([&](Transaction& tx) { return store().verifications.save(tx, v, 0); }), "letter.stale");
    EXPECT_EQ(count().verify, 1);
    EXPECT_TRUE(store().lists.arrival(registered)->verified);
    EXPECT_EQ(store().lists.arrivals({desk::ArrivalList::verify}).value().rows.front().arrival, waiting);
}

} // namespace
} // namespace docket::testing
