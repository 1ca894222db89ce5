#include "tests/contract/store_fixture.hpp"
#include "tests/support/memory_batches.hpp"

#include <gtest/gtest.h>

namespace docket::testing {
namespace {

using namespace flow;
using std::chrono::year;

// Batches under test, with the transactions they take part in.
struct BatchesUnderTest {
    std::function<Work&()> work;
    std::function<flow::Batches&()> batches;
    std::function<void()> reopen; // what lasts is closed and opened again
};

BatchesUnderTest in_memory() {
    const auto all = std::make_shared<MemoryBatches>();
    return {[all]() -> Work& { return *all; }, [all]() -> flow::Batches& { return *all; }, [] {}};
}

template <Engine engine> BatchesUnderTest in_sql() {
    struct Kept {
        StorePlace place{engine};
        std::unique_ptr<store::Store> store = place.open();
    };
    const auto kept = std::make_shared<Kept>();
    return {[kept]() -> Work& { return kept->store->work; },
            [kept]() -> flow::Batches& { return kept->store->batches; },
            [kept] {
                kept->store.reset();
                kept->store = kept->place.open();
            }};
}

struct BatchesContract : ::testing::TestWithParam<std::pair<const char*, BatchesUnderTest (*)()>> {
    static constexpr Instant t0{Millis{1'780'000'000'000}};
    static constexpr Date today{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{10}};
    BatchesUnderTest under_test = GetParam().second();

    static Batch sample(const std::string& uid) {
        Batch batch;
        batch.uid = uid;
        batch.name = "收文盘";
        batch.channel = "letter";
        batch.received = today;
        batch.source = "folder";
        batch.at = t0;
        return batch;
    }
    std::string saved(Batch& batch) {
        const auto done =
            under_test.work().transact([&](Transaction& tx) { return under_test.batches().save(tx, batch); });
        return done ? "saved" : done.error().code;
    }
};

INSTANTIATE_TEST_SUITE_P(Adapters, BatchesContract,
                         ::testing::Values(std::pair{"Memory", &in_memory},
                                           std::pair{"Sqlite", &in_sql<Engine::sqlite>},
                                           std::pair{"Postgres", &in_sql<Engine::postgres>}),
                         [](const auto& tested) { return std::string(tested.param.first); });

TEST_P(BatchesContract, A_batch_comes_back_whole) {
    auto a = sample("u1");
    a.received_confirmed = true;
    a.posted = year{2026} / 6 / 1;
    a.box = "3";
    a.layout = Layout::stack;
    a.two_sided = true;
    a.fronts = 5;
    a.state = BatchState::to_sort;
    a.proposal = std::string(64, 'a');
    a.steps = "[]";
    a.applied = 2;
    a.undecided = 3;
    a.by = "mailroom-1";
    a.closed_at = t0 + Millis{1};
    a.sorted_at = t0 + Millis{2};
    a.sorted_by = "clerk-1";
    ASSERT_EQ(saved(a), "saved");
    under_test.reopen();
    const auto b = under_test.batches().load(a.id).value();
    const auto of = [](const Batch& x) {
        return std::tie(x.id, x.version, x.uid, x.name, x.channel, x.received, x.received_confirmed, x.posted,
                        x.source, x.box, x.layout, x.two_sided, x.fronts, x.state, x.proposal, x.steps,
                        x.applied, x.undecided, x.by, x.at, x.closed_at, x.sorted_at, x.sorted_by);
    };
    EXPECT_TRUE(of(a) == of(b));
}
TEST_P(BatchesContract, A_batch_is_opened_once_and_a_stale_one_is_refused) {
    auto a = sample("u1"), again = sample("u1");
    ASSERT_EQ(saved(a), "saved");
    EXPECT_EQ(saved(again), "batch.known");
    EXPECT_EQ(under_test.batches().of_delivery("u1").value()->id, a.id);
    EXPECT_FALSE(under_test.batches().of_delivery("u2").value());
    auto old = a;
    a.state = BatchState::reading;
    EXPECT_EQ(saved(a), "saved");
    EXPECT_EQ(a.version, 2);
    EXPECT_EQ(saved(old), "batch.stale");
    EXPECT_EQ(under_test.batches().load(99).error().code, "batch.unknown");
}
TEST_P(BatchesContract, Inside_a_transaction_a_locked_batch_shows_what_was_written_there) {
    auto a = sample("u1");
    ASSERT_EQ(saved(a), "saved");
    const auto done = under_test.work().transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(auto locked, under_test.batches().lock(tx, a.id));
        locked.state = BatchState::reading;
        DOCKET_CHECK(under_test.batches().save(tx, locked));
        DOCKET_TRY(const auto seen, under_test.batches().lock(tx, a.id));
        EXPECT_EQ(seen.state, BatchState::reading);
        return fail(Kind::conflict, "x.y", "and yet it is not to be");
    });
    EXPECT_FALSE(done);
    EXPECT_EQ(under_test.batches().load(a.id)->state, BatchState::open);
    EXPECT_EQ(under_test.batches().load(a.id)->version, 1);
}

} // namespace
} // namespace docket::testing
