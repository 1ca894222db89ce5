// What the auditor reads: the record by any filter and page by page, the ledger by day, the board of checks.
#include "tests/contract/store_fixture.hpp"
#include "tests/support/memory_record.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using desk::Difference;
using flow::ArrivalState;
using flow::ChainNotice;
using review::Event;
using review::EventDraft;
using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A record under test, with the transactions it is written in.
struct RecordUnderTest {
    virtual ~RecordUnderTest() = default;
    virtual Work& work() = 0;
    virtual review::Record& record() = 0;
    virtual desk::RecordLists& lists() = 0;
};
struct MemoryRecordUnderTest final : RecordUnderTest {
    MemoryRecord kept;
    Work& work() override { return kept; }
    review::Record& record() override { return kept; }
    desk::RecordLists& lists() override { return kept; }
};
struct SqlRecordUnderTest final : RecordUnderTest {
    explicit SqlRecordUnderTest(Engine engine) : place(engine) {}
    StorePlace place;
    std::unique_ptr<store::Store> store = place.open();
    Work& work() override { return store->work; }
    review::Record& record() override { return store->record; }
    desk::RecordLists& lists() override { return store->record_lists; }
};
struct RecordAdapter {
    std::string name;
    std::function<std::unique_ptr<RecordUnderTest>()> make;
};
void PrintTo(const RecordAdapter& adapter, std::ostream* out) { *out << adapter.name; }

class RecordListsContract : public ::testing::TestWithParam<RecordAdapter> {
  protected:
    static constexpr Instant t0{Millis{1'780'000'000'000}};
    desk::RecordLists& lists() { return under_test_->lists(); }
    void append(const std::string& subject, const std::string& act, const std::string& actor, int after_ms) {
        EventDraft draft{subject, act, actor, t0 + Millis{after_ms}, "", "", "", "", "{}"};
        const auto done = under_test_->work().transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(under_test_->record().append(tx, draft));
            return {};
        });
        ASSERT_TRUE(done) << done.error().detail;
    }
    // Numbers of the events of a page.
    std::vector<std::int64_t> found(const desk::RecordQuery& query) {
        std::vector<std::int64_t> out;
        const auto page = lists().page(query).value();
        for (const auto& line : page.rows) out.push_back(line.event.n);
        const auto everything = static_cast<std::int64_t>(out.size());
        if (!page.more && !query.before) {
            EXPECT_EQ(lists().count(query, 1000).value(), everything);
        }
        return out;
    }
    void SetUp() override {
        append("arrival:1", "receive", "mailroom-1", 0);
        append("case:LX1", "accept", "clerk-1", 10);
        append("case:LX1", "draft", "clerk-1", 20);
        append("seen:LX1", "look", "clerk-2", 30);
        append("arrival:2", "receive", "system", 40);
        append("case:LX2", "accept", "clerk-1", 5); // by a clock that is behind
        append("caseless", "accept", "clerk-1", 50);
    }

  private:
    std::unique_ptr<RecordUnderTest> under_test_ = GetParam().make();
};

TEST_P(RecordListsContract, The_newest_by_time_comes_first_whatever_its_number) {
    EXPECT_THAT(found({}), ElementsAre(7, 5, 4, 3, 2, 6, 1));
}
TEST_P(RecordListsContract, Each_filter_lets_through_what_it_asks_for_and_nothing_else) {
    desk::RecordQuery query;
    query.actor = "clerk-1";
    EXPECT_THAT(found(query), ElementsAre(7, 3, 2, 6));
    query.act = "accept";
    EXPECT_THAT(found(query), ElementsAre(7, 2, 6));
    query.kind = "case";
    EXPECT_THAT(found(query), ElementsAre(2, 6));
    query.from = t0 + Millis{10};
    EXPECT_THAT(found(query), ElementsAre(2));
    query.from = {};
    query.until = t0 + Millis{10};
    EXPECT_THAT(found(query), ElementsAre(6));
    desk::RecordQuery by_kind;
    by_kind.kind = "caseless";
    EXPECT_THAT(found(by_kind), ElementsAre(7));
    desk::RecordQuery by_subject;
    by_subject.subjects = {"case:LX1", "seen:LX1"};
    EXPECT_THAT(found(by_subject), ElementsAre(4, 3, 2));
    by_subject.subjects = {"case:LX3"};
    EXPECT_THAT(found(by_subject), IsEmpty());
}
TEST_P(RecordListsContract, Pages_follow_one_another_without_gap_or_repetition) {
    std::vector<std::int64_t> all;
    desk::RecordQuery query;
    query.limit = 2;
    for (;;) {
        const auto page = lists().page(query).value();
        for (const auto& line : page.rows) all.push_back(line.event.n);
        if (!page.more) break;
        query.before = desk::RecordPlace{page.rows.back().event.at, page.rows.back().event.n};
        if (all.size() == 2) append("case:LX9", "accept", "clerk-1", 60); // newer: no page moves
    }
    EXPECT_THAT(all, ElementsAre(7, 5, 4, 3, 2, 6, 1));
}
TEST_P(RecordListsContract, A_count_goes_no_further_than_it_is_asked_to) {
    EXPECT_EQ(lists().count({}, 3).value(), 3);
    EXPECT_EQ(lists().count({}, 7).value(), 7);
    EXPECT_EQ(lists().count({}, 99).value(), 7);
}
TEST_P(RecordListsContract, One_event_is_found_by_its_number) {
    EXPECT_EQ(lists().event(4)->event.subject, "seen:LX1");
    EXPECT_EQ(lists().event(8).error().code, "event.unknown");
    EXPECT_EQ(lists().event(0).error().code, "event.unknown");
}
TEST_P(RecordListsContract, What_may_be_filtered_by_is_what_occurs) {
    const auto choices = lists().choices().value();
    EXPECT_THAT(choices.actors, ElementsAre("clerk-1", "clerk-2", "mailroom-1", "system"));
    EXPECT_THAT(choices.acts, ElementsAre("accept", "draft", "look", "receive"));
}

INSTANTIATE_TEST_SUITE_P(
    Adapters, RecordListsContract,
    ::testing::Values(
        RecordAdapter{"Memory", [] { return std::make_unique<MemoryRecordUnderTest>(); }},
        RecordAdapter{"Sqlite", [] { return std::make_unique<SqlRecordUnderTest>(Engine::sqlite); }},
        RecordAdapter{"Postgres", [] { return std::make_unique<SqlRecordUnderTest>(Engine::postgres); }}),
    [](const auto& tested) { return tested.param.name; });

struct AuditStore : StoreTest {
    // An arrival with the event that received it, and as many page rows as it has.
    std::int64_t received(const std::string& uid, Date day, ArrivalState state, int opened, int rows,
                          bool recorded = true) {
        flow::Arrival a;
        a.uid = uid, a.name = uid + ".pdf", a.channel = "letter", a.received = day, a.state = state;
        a.pages_opened = opened, a.at = t0;
        commit([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(store().arrivals.save(tx, a));
            for (int n = 1; n <= rows; ++n) {
                flow::Page page;
                page.arrival = page.file = a.id, page.n = page.file_n = n;
                page.place =
                    state == ArrivalState::registered ? flow::Place::in_letter : flow::Place::in_progress;
                DOCKET_CHECK(store().pages.add(tx, page));
            }
            if (!recorded) return {};
            return append(tx, "arrival:" + std::to_string(a.id), "receive");
        });
        return a.id;
    }
    Result<void> append(Transaction& tx, const std::string& subject, const std::string& act) {
        DOCKET_CHECK(store().record.append(tx, {subject, act, "mailroom-1", t0, "", "", "", "", "{}"}));
        return {};
    }
    static constexpr Date yesterday{year{2026}, std::chrono::month{6}, std::chrono::day{9}};
    std::vector<Difference> differences() {
        return store().day_books.differences(yesterday, today, 100).value();
    }
};

TEST_P(AuditStore, A_day_is_counted_from_both_sides) {
    received("a", today, ArrivalState::registered, 2, 2);
    received("b", today, ArrivalState::in_progress, 3, 1);
    received("c", yesterday, ArrivalState::rejected, 1, 0);
    const auto page = store().day_books.days({}, 10).value();
    ASSERT_EQ(page.rows.size(), 2U);
    const auto& day = page.rows[0];
    EXPECT_EQ(day.day, today);
    EXPECT_EQ(day.recorded, 2);
    EXPECT_EQ(day.counts.arrivals.received, 2);
    EXPECT_EQ(day.counts.arrivals.registered, 1);
    EXPECT_EQ(day.counts.pages.received, 5);
    EXPECT_EQ(day.counts.pages.in_letters, 2);
    EXPECT_EQ(day.counts.pages.in_progress, 3);
    EXPECT_TRUE(day.counts.balanced());
    EXPECT_EQ(day.differences, 0);
    EXPECT_EQ(page.rows[1].counts.arrivals.rejected, 1);
    EXPECT_FALSE(page.next_before);
    const auto whole = store().day_books.whole().value();
    EXPECT_EQ(whole.recorded, 3);
    EXPECT_TRUE(whole.counts.balanced());
}
TEST_P(AuditStore, Days_follow_one_another_page_by_page) {
    for (int i = 0; i < 5; ++i)
        received("d" + std::to_string(i), plus_days(today, -i), ArrivalState::registered, 0, 0);
    std::vector<Date> days;
    std::optional<Date> before;
    do {
        const auto page = store().day_books.days(before, 2).value();
        for (const auto& row : page.rows) days.push_back(row.day);
        before = page.next_before;
    } while (before);
    EXPECT_THAT(days, ElementsAre(today, yesterday, plus_days(today, -2), plus_days(today, -3),
                                  plus_days(today, -4)));
}
TEST_P(AuditStore, A_received_arrival_that_the_register_lost_is_a_difference_with_its_event) {
    received("a", today, ArrivalState::registered, 0, 0);
    commit([&](Transaction& tx) { return append(tx, "arrival:77", "receive"); });
    const auto day = china.date(t0);
    const auto found = store().day_books.differences(day, day, 100).value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, Difference::Kind::lost);
    EXPECT_EQ(found[0].arrival, 77);
    EXPECT_EQ(found[0].event, 2);
    const auto page = store().day_books.days({}, 10).value();
    const auto lost = std::ranges::find(page.rows, day, &desk::DayBook::day);
    ASSERT_NE(lost, page.rows.end());
    EXPECT_EQ(lost->recorded - lost->counts.arrivals.received, 1);
    EXPECT_EQ(store().day_books.whole()->recorded, 2);
}
TEST_P(AuditStore, An_arrival_that_the_record_does_not_know_is_a_difference) {
    const auto id = received("a", today, ArrivalState::registered, 0, 0, false);
    const auto found = differences();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, Difference::Kind::unrecorded);
    EXPECT_EQ(found[0].arrival, id);
    EXPECT_EQ(store().day_books.days({}, 10)->rows[0].recorded, 0);
}
TEST_P(AuditStore, An_arrival_whose_pages_are_gone_is_a_difference_with_both_numbers) {
    const auto half = received("a", today, ArrivalState::registered, 3, 2);
    const auto none = received("b", today, ArrivalState::registered, 4, 0);
    received("c", today, ArrivalState::rejected, 4, 0);
    const auto found = differences();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].arrival, none);
    EXPECT_EQ(found[1].arrival, half);
    EXPECT_EQ(found[1].kind, Difference::Kind::pages);
    EXPECT_EQ(found[1].opened, 3);
    EXPECT_EQ(found[1].there, 2);
    EXPECT_FALSE(store().day_books.days({}, 10)->rows[0].counts.balanced());
}
TEST_P(AuditStore, A_number_of_a_day_counts_the_very_arrivals_it_lists) {
    const auto a = received("a", today, ArrivalState::registered, 2, 2);
    const auto b = received("b", today, ArrivalState::needs_person, 1, 1);
    received("c", yesterday, ArrivalState::registered, 0, 0);
    const auto all = store().day_books.arrivals(today, "", 0, 10).value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].arrival, a);
    EXPECT_EQ(all[0].pages, 2);
    EXPECT_EQ(all[1].state, "needs_person");
    const auto waiting = store().day_books.arrivals(today, "needs_person", 0, 10).value();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].arrival, b);
    EXPECT_THAT(store().day_books.arrivals(today, "", b, 10).value(), IsEmpty());
}

struct ChainBoardContract : StoreTest {
    bool ask(Instant now = t0) {
        bool asked = false;
        commit([&](Transaction& tx) -> Result<void> {
            DOCKET_TRY(asked, store().chain_board.ask(tx, "auditor-1", now, now - Millis{100}));
            return {};
        });
        return asked;
    }
    std::optional<ChainNotice> take(const std::string& host, Instant now = t0) {
        return store().chain_board.take(host, now, now - Millis{100}).value();
    }
};

TEST_P(ChainBoardContract, A_check_is_done_once_however_often_it_is_asked_for) {
    EXPECT_EQ(store().chain_board.read()->standing, ChainNotice::Standing::never);
    EXPECT_FALSE(take("host-1"));
    EXPECT_TRUE(ask());
    EXPECT_FALSE(ask());
    const auto mine = take("host-1");
    ASSERT_TRUE(mine);
    EXPECT_EQ(mine->asked_by, "auditor-1");
    EXPECT_FALSE(take("host-2"));
    EXPECT_FALSE(ask());
}
TEST_P(ChainBoardContract, What_was_found_is_read_by_every_host_and_after_a_restart) {
    ask();
    auto notice = *take("host-1");
    notice.standing = ChainNotice::Standing::done;
    notice.checked = 5, notice.events = 6, notice.anchors = 2, notice.flaws = 3;
    notice.first = review::Flaw{review::Flaw::Kind::rewritten, 4, 3, t0};
    EXPECT_TRUE(store().chain_board.write(notice).value());
    reopen();
    EXPECT_EQ(store().chain_board.read().value(), notice);
    EXPECT_FALSE(store().chain_board.write(notice).value()); // it is over
    EXPECT_TRUE(ask());
}
TEST_P(ChainBoardContract, A_host_that_fell_silent_is_followed_by_another_and_may_not_write_any_more) {
    ask();
    auto notice = *take("host-1");
    const auto later = t0 + Millis{200};
    const auto next = take("host-2", later);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->host, "host-2");
    EXPECT_FALSE(store().chain_board.write(notice).value());
}

INSTANTIATE_TEST_SUITE_P(Engines, AuditStore, engines(), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, ChainBoardContract, engines(), engine_name);

} // namespace
} // namespace docket::testing
