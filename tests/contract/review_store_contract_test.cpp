#include "tests/contract/store_fixture.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

namespace docket::testing {
namespace {

using namespace review;
using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct RecordContract : StoreTest {
    static EventDraft draft(const std::string& subject, const std::string& act = "received") {
        return {subject,           act, "clerk-1",        t0, "registered", "accepted",
                "信访工作条例 22", "",  R"({"why":"全"})"};
    }
    Result<void> check_chain() {
        Head last;
        const auto walked = store().record.walk([&](const Event& event) -> Result<void> {
            const bool follows =
                event.n == last.n + 1 && event.previous == last.hash && event.hash == link(event);
            last = {event.n, event.hash};
            return follows ? Result<void>() : fail(Kind::corrupt, "test.chain", std::to_string(event.n));
        });
        EXPECT_EQ(store().record.head().value(), last);
        return walked;
    }
};

TEST_P(RecordContract, An_event_gets_its_place_and_comes_back_as_it_was) {
    EXPECT_EQ(store().record.head().value(), Head());
    std::vector<Event> appended;
    commit([&](Transaction& tx) -> Result<void> {
        for (const auto* subject : {"case:1", "case:2", "case:1"}) {
            DOCKET_TRY(auto event, store().record.append(tx, draft(subject)));
            appended.push_back(event);
        }
        return {};
    });
    EXPECT_EQ(appended[2].n, 3);
    EXPECT_EQ(appended[2].seq, 2);
    reopen();
    const auto of = store().record.of("case:1").value();
    ASSERT_EQ(of.size(), 2U);
    EXPECT_EQ(of[1].n, 3);
    EXPECT_EQ(of[1].detail, R"({"why":"全"})");
    EXPECT_EQ(of[1].at, t0);
    EXPECT_EQ(of[1].hash, appended[2].hash);
    EXPECT_TRUE(check_chain());
    EXPECT_THAT(store().record.of("case:9").value(), IsEmpty());
}
TEST_P(RecordContract, The_chain_has_no_gap_whoever_appends_and_whatever_is_rolled_back) {
    const auto second = open_again(); // as another process would
    {
        std::vector<std::jthread> writers;
        for (int w = 0; w < 4; ++w)
            writers.emplace_back([&, w] {
                auto& mine = w % 2 == 0 ? store() : *second;
                for (int i = 0; i < 20; ++i) {
                    const auto done = mine.work.transact([&](Transaction& tx) -> Result<void> {
                        DOCKET_CHECK(mine.record.append(tx, draft("case:" + std::to_string(w % 3))));
                        if (i % 5 == 4) return fail(Kind::invalid, "test.no", "no");
                        return {};
                    });
                    EXPECT_EQ(done.has_value(), i % 5 != 4);
                }
            });
    }
    EXPECT_TRUE(check_chain());
    EXPECT_EQ(store().record.head()->n, 4 * 16);
    std::int64_t seq = 0;
    const auto events = store().record.of("case:0").value();
    for (const auto& event : events) EXPECT_EQ(event.seq, ++seq);
}
TEST_P(RecordContract, A_walk_passes_long_records_in_order_and_ends_with_the_visitors_failure) {
    commit([&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < 1201; ++i) DOCKET_CHECK(store().record.append(tx, draft("case:1")));
        return {};
    });
    EXPECT_TRUE(check_chain());
    int visited = 0;
    const auto walked = store().record.walk([&](const Event&) -> Result<void> {
        return ++visited < 700 ? Result<void>() : fail(Kind::invalid, "test.enough", "enough");
    });
    EXPECT_EQ(walked.error().code, "test.enough");
    EXPECT_EQ(visited, 700);
}

struct NumberingContract : StoreTest {
    int take(std::string_view series, int of_year, std::string_view holder) {
        int n = 0;
        commit([&](Transaction& tx) -> Result<void> {
            DOCKET_TRY(n, store().numbering.take(tx, series, of_year, holder, t0));
            return {};
        });
        return n;
    }
};

TEST_P(NumberingContract, Numbers_count_from_one_in_each_series_and_year) {
    EXPECT_EQ(take("海信复", 2026, "case:1/round:1"), 1);
    EXPECT_EQ(take("海信复", 2026, "case:2/round:1"), 2);
    EXPECT_EQ(take("海信复", 2027, "case:3/round:1"), 1);
    EXPECT_EQ(take("海信告", 2026, "case:4/round:1"), 1);
    reopen();
    EXPECT_EQ(take("海信复", 2026, "case:5/round:1"), 3);
}
TEST_P(NumberingContract, A_holder_that_asks_again_keeps_its_number) {
    EXPECT_EQ(take("海信复", 2026, "a"), 1);
    EXPECT_EQ(take("海信复", 2026, "b"), 2);
    EXPECT_EQ(take("海信复", 2026, "a"), 1);
    EXPECT_EQ(take("海信复", 2026, "c"), 3);
    EXPECT_EQ(refused([&](Transaction& tx) -> Result<void> {
                  DOCKET_CHECK(store().numbering.take(tx, "海信复", 2027, "a", t0));
                  return {};
              }),
              "number.held_elsewhere");
}
TEST_P(NumberingContract, Eight_takers_at_once_leave_neither_gaps_nor_doubles_though_some_roll_back) {
    const auto second = open_again();
    std::mutex mutex;
    std::multiset<int> numbers;
    {
        std::vector<std::jthread> takers;
        for (int t = 0; t < 8; ++t)
            takers.emplace_back([&, t] {
                auto& mine = t % 2 == 0 ? store() : *second;
                for (int i = 0; i < 12; ++i) {
                    int n = 0;
                    const auto done = mine.work.transact([&](Transaction& tx) -> Result<void> {
                        const auto holder = std::to_string(t) + "/" + std::to_string(i);
                        DOCKET_TRY(n, mine.numbering.take(tx, "海信复", 2026, holder, t0));
                        if ((t + i) % 3 == 0) return fail(Kind::invalid, "test.no", "no");
                        return {};
                    });
                    const std::scoped_lock lock(mutex);
                    if (done)
                        numbers.insert(n);
                    else
                        EXPECT_EQ(done.error().code, "test.no");
                }
            });
    }
    int expected = 0;
    for (const int n : numbers) EXPECT_EQ(n, ++expected);
    EXPECT_EQ(expected, 8 * 12 * 2 / 3);
}

using DirectoryContract = StoreTest;

TEST_P(DirectoryContract, People_are_kept_by_id_and_replaced) {
    commit([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(store().directory.put(
            tx, Person{"lawyer-2", "陈某", Role::lawyer, "某律师事务所", {"housing", "district"}}));
        DOCKET_CHECK(store().directory.put(tx, Person{"clerk-1", "李某", Role::clerk, "", {}}));
        return store().directory.put(tx, Person{"clerk-1", "李某某", Role::administrator, "", {}});
    });
    reopen();
    const auto people = store().directory.people().value();
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people[0].name, "李某某");
    EXPECT_EQ(people[0].role, Role::administrator);
    EXPECT_EQ(people[1].firm, "某律师事务所");
    EXPECT_THAT(store().directory.person("lawyer-2")->conflicts, ElementsAre("housing", "district"));
    EXPECT_EQ(store().directory.person("nobody").error().code, "person.unknown");
}
TEST_P(DirectoryContract, Organs_are_listed_superiors_first) {
    commit([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(store().directory.put(
            tx, Organ{"a-street", "某街道办事处", OrganKind::street, "district", 1, {"街道办", "某街道"}}));
        return store().directory.put(tx, Organ{"district", "某区人民政府", OrganKind::government, "", 0, {}});
    });
    const auto organs = store().directory.organs().value();
    ASSERT_EQ(organs.size(), 2U);
    EXPECT_EQ(organs[0].code, "district");
    EXPECT_EQ(organs[1].superior, "district");
    EXPECT_EQ(organs[1].kind, OrganKind::street);
    EXPECT_THAT(store().directory.organ("a-street")->aliases, ElementsAre("街道办", "某街道"));
    EXPECT_EQ(store().directory.organ("none").error().code, "organ.unknown");
}

INSTANTIATE_TEST_SUITE_P(Engines, RecordContract, engines(), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, NumberingContract, engines(), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, DirectoryContract, engines(), engine_name);

} // namespace
} // namespace docket::testing
