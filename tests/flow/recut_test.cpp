// Letters of a sorted tray that were cut in the wrong place.
#include "pipeline/flow/recut.hpp"
#include "tests/support/batch_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using flow::ArrivalState;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Recut : ::testing::Test {
    Premises premises;
    House house{premises};
    BatchDesk desk{house};
    // One letter of what may be three, left to be looked at; a label on its third page.
    std::int64_t batch = desk.delivered({first_letter(1) + "\fBLANK\fBARCODE ASN000042\n" + first_letter(2) +
                                         "\f" + first_letter(3)})
                             .id;
    std::int64_t one = 0;

    Recut() {
        const auto sheets = desk.sorting(batch).arrangement.letters;
        json::Array acts;
        for (std::size_t i = 1; i < sheets.size(); ++i)
            acts.emplace_back(json::Object{{"op", "merge"}, {"page", sheets[i].front().page}});
        acts.emplace_back(json::Object{{"op", "finish"}, {"undecided", "needs_person"}});
        if (!desk.arrange(batch, std::move(acts))) throw std::runtime_error("the tray was not sorted");
        house.work();
        one = desk.letters(batch).at(0).id;
    }
    flow::Arrival at(std::int64_t id) { return house.arrival(id); }
    std::size_t pages(std::int64_t id) { return house.store().pages.of(id)->size(); }
    Result<flow::Arrival> split(std::int64_t id, int after) {
        return flow::split_letter(id, after, "mailroom-1", house.tools(), {});
    }
    Result<flow::Arrival> merge(std::int64_t id, std::int64_t into) {
        return flow::merge_letter(id, into, "mailroom-1", house.tools(), {});
    }
    static std::string code(const Result<flow::Arrival>& done) { return done ? "done" : done.error().code; }
    std::int64_t received() { return house.store().ledger.count()->arrivals.received; }
};

TEST_F(Recut, A_letter_that_is_two_is_parted_and_both_wait_for_a_person) {
    ASSERT_EQ(at(one).state, ArrivalState::needs_person);
    const auto second = split(one, 2);
    ASSERT_TRUE(second) << second.error().detail;
    house.work();
    EXPECT_EQ(pages(one), 2U);
    EXPECT_EQ(pages(second->id), 2U);
    for (const auto id : {one, second->id}) {
        EXPECT_EQ(at(id).state, ArrivalState::needs_person);
        EXPECT_EQ(at(id).received, desk.load(batch).received);
        EXPECT_FALSE(at(id).fields.empty()) << "understood by itself, of its own pages";
        ASSERT_TRUE(at(id).due);
    }
    EXPECT_EQ(at(second->id).label, "ASN000042");
    EXPECT_EQ(at(one).label, "");
    EXPECT_EQ(received(), 2);
    EXPECT_THAT(house.faults(), IsEmpty());
}
TEST_F(Recut, Two_that_are_one_are_laid_together_and_undo_a_parting) {
    const auto second = split(one, 2)->id;
    house.work();
    ASSERT_EQ(code(merge(second, one)), "done");
    house.work();
    EXPECT_EQ(pages(one), 4U);
    EXPECT_EQ(pages(second), 0U);
    EXPECT_EQ(at(one).label, "ASN000042");
    EXPECT_EQ(at(second).state, ArrivalState::sorted);
    EXPECT_EQ(received(), 1);
    EXPECT_THAT(house.faults(), IsEmpty());
    EXPECT_EQ(code(split(second, 1)), "letter.not_waiting");
    const auto third = split(one, 1);
    ASSERT_TRUE(third);
    house.work();
    EXPECT_EQ(received(), 2);
    EXPECT_THAT(house.faults(), IsEmpty());
}
TEST_F(Recut, What_would_be_empty_registered_or_of_another_tray_is_refused) {
    EXPECT_EQ(code(split(one, 0)), "batch.nothing_to_split");
    EXPECT_EQ(code(split(one, 4)), "batch.nothing_to_split");
    EXPECT_EQ(code(merge(one, one)), "letter.other_batch");
    const auto other = desk.delivered({review_application(7)});
    const auto registered = desk.letters(other.id).at(0).id;
    EXPECT_EQ(code(split(registered, 1)), "letter.registered");
    EXPECT_EQ(code(merge(one, registered)), "letter.registered");
    const auto alone = house.receive("unsure\n" + review_application(8)).value().id;
    house.work();
    EXPECT_EQ(code(split(alone, 1)), "letter.not_of_a_batch");
    const auto kept = flow::split_letter(one, 2, "mailroom-1", house.tools(), [](const flow::Arrival&) {
        return Result<void>(fail(Kind::conflict, "letter.confirmed", "已核定"));
    });
    EXPECT_EQ(code(kept), "letter.confirmed");
    EXPECT_EQ(pages(one), 4U);
    EXPECT_THAT(house.faults(), IsEmpty());
}

} // namespace
} // namespace docket::testing
