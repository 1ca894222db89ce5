#include "tests/contract/register_fixture.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace docket::testing {
namespace {

using namespace flow;
using std::chrono::year;
using ::testing::Optional;

struct FlowStore : StoreTest {
    static Arrival arrival(const std::string& uid, int pages = 0,
                           ArrivalState state = ArrivalState::in_progress) {
        return sample_arrival(uid, today, t0, pages, state);
    }
    Arrival stored(Arrival a) {
        commit([&](Transaction& tx) { return store().arrivals.save(tx, a); });
        return a;
    }
    Page page(std::int64_t of, int n, Place place = Place::in_progress) {
        Page p;
        p.arrival = of;
        p.n = n;
        p.place = place;
        commit([&](Transaction& tx) { return store().pages.add(tx, p); });
        return p;
    }
    void dead_job(const std::string& subject) {
        queue::NewJob job{"page.read", "ocr", "{\"v\":1}", subject, {}, queue::Priority::usual, t0, 1};
        commit([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(store().jobs.enqueue(tx, job, t0));
            return {};
        });
        const auto lease = store().jobs.claim({"ocr", "o", t0, Millis{1000}, 1, subject}).value().at(0);
        commit([&](Transaction& tx) {
            return store().jobs.settle(tx, lease, queue::Dead{fail(Kind::corrupt, "x.y", "z")}, t0);
        });
    }
};
using PagesContract = FlowStore;
using LedgerContract = FlowStore;
using ArchiveCopiesContract = FlowStore;

TEST_P(PagesContract, A_page_comes_back_whole_and_unpacking_twice_changes_nothing) {
    const auto a = stored(arrival("u1", 2));
    Page p{0,        a.id, 2,   std::string(64, 'a'), "image/png",
           1654,     2339, 200, Place::in_letter,     std::string(64, 'b'),
           0.1 + 0.2};
    commit([&](Transaction& tx) { return store().pages.add(tx, p); });
    page(a.id, 1);
    Page again{0, a.id, 2, "other", "image/jpeg", 1, 1, 1, Place::separator, "", 0};
    commit([&](Transaction& tx) { return store().pages.add(tx, again); });
    EXPECT_EQ(again.id, p.id);
    reopen();
    const auto pages = store().pages.of(a.id).value();
    ASSERT_EQ(pages.size(), 2U);
    const auto of = [](const Page& x) {
        return std::tie(x.id, x.arrival, x.n, x.image, x.media, x.width, x.height, x.dpi, x.place, x.reading,
                        x.confidence);
    };
    EXPECT_TRUE(of(pages[1]) == of(p));
    p.reading = "r";
    p.place = Place::separator;
    commit([&](Transaction& tx) { return store().pages.save(tx, p); });
    EXPECT_TRUE(of(store().pages.load(p.id).value()) == of(p));
    EXPECT_EQ(store().pages.load(99).error().code, "page.unknown");
    p.id = 99;
    EXPECT_EQ(refused([&](Transaction& tx) { return store().pages.save(tx, p); }), "page.unknown");
}
TEST_P(PagesContract, All_pages_of_one_arrival_are_placed_together) {
    const auto a = stored(arrival("u1", 2)), b = stored(arrival("u2", 1));
    page(a.id, 1), page(a.id, 2), page(b.id, 1);
    commit([&](Transaction& tx) { return store().pages.place_all(tx, a.id, Place::in_rejected); });
    EXPECT_EQ(store().pages.of(a.id)->at(1).place, Place::in_rejected);
    EXPECT_EQ(store().pages.of(b.id)->at(0).place, Place::in_progress);
}
TEST_P(PagesContract, Of_pages_read_at_once_exactly_one_sees_that_none_is_left) {
    const auto a = stored(arrival("u1", 6));
    std::vector<Page> pages;
    for (int n = 1; n <= 6; ++n) pages.push_back(page(a.id, n));
    page(a.id, 7, Place::blank_hidden); // has its place and waits for no reading
    const auto second = open_again();
    std::atomic<int> last = 0;
    {
        std::vector<std::jthread> readers;
        for (std::size_t i = 0; i < pages.size(); ++i)
            readers.emplace_back([&, i] {
                auto& mine = i % 2 == 0 ? store() : *second;
                const auto done = mine.work.transact([&](Transaction& tx) -> Result<void> {
                    pages[i].reading = "read";
                    DOCKET_CHECK(mine.pages.save(tx, pages[i]));
                    DOCKET_TRY(const int left, mine.pages.unread(tx, a.id));
                    if (left == 0) ++last;
                    return {};
                });
                EXPECT_TRUE(done);
            });
    }
    EXPECT_EQ(last, 1);
}

TEST_P(ArchiveCopiesContract, The_newest_copy_of_an_arrival_takes_the_place_of_the_one_before) {
    const auto a = stored(arrival("u1", 2)), b = stored(arrival("u2", 1));
    EXPECT_FALSE(store().archive_copies.of(a.id).value());
    ArchiveCopy copy{a.id, std::string(64, 'a'), 5'000'000'000, 2, std::string(64, 'b'), t0};
    commit([&](Transaction& tx) { return store().archive_copies.save(tx, copy); });
    copy.blob = std::string(64, 'c');
    copy.at = t0 + Millis{7};
    commit([&](Transaction& tx) { return store().archive_copies.save(tx, copy); });
    reopen();
    const auto kept = store().archive_copies.of(a.id).value();
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->blob, copy.blob);
    EXPECT_EQ(kept->bytes, 5'000'000'000);
    EXPECT_EQ(kept->pages, 2);
    EXPECT_EQ(kept->made_of, copy.made_of);
    EXPECT_EQ(kept->at, copy.at);
    EXPECT_FALSE(store().archive_copies.of(b.id).value());
    copy.arrival = 99;
    EXPECT_NE(refused([&](Transaction& tx) { return store().archive_copies.save(tx, copy); }), "");
}

TEST_P(LedgerContract, An_empty_house_is_balanced) {
    const auto counts = store().ledger.count().value();
    EXPECT_EQ(counts.arrivals.received, 0);
    EXPECT_TRUE(counts.balanced());
}
TEST_P(LedgerContract, Every_arrival_and_every_page_is_counted_in_one_place) {
    const auto letter = stored(arrival("u1", 4, ArrivalState::registered));
    page(letter.id, 1, Place::in_letter), page(letter.id, 2, Place::in_letter),
        page(letter.id, 3, Place::separator);
    page(letter.id, 4, Place::blank_hidden);
    stored(arrival("u2", 3, ArrivalState::rejected));
    stored(arrival("u3", 5, ArrivalState::duplicate));
    stored(arrival("u4", 7));
    stored(arrival("u5", 2, ArrivalState::needs_person));
    const auto stuck = stored(arrival("u6", 1));
    page(stuck.id, 1);
    dead_job("arrival:" + std::to_string(stuck.id));
    dead_job("case:" + std::to_string(letter.id));
    const auto counts = store().ledger.count().value();
    const auto& a = counts.arrivals;
    EXPECT_THAT(
        (std::vector{a.received, a.registered, a.needs_person, a.rejected, a.duplicate, a.in_progress}),
        ::testing::ElementsAre(6, 1, 2, 1, 1, 1));
    const auto& p = counts.pages;
    EXPECT_THAT((std::vector{p.received, p.in_letters, p.separator, p.blank_hidden, p.in_rejected,
                             p.in_duplicates, p.in_progress, p.rows, p.disagreeing}),
                ::testing::ElementsAre(22, 2, 1, 1, 3, 5, 10, 5, 0));
    EXPECT_TRUE(counts.balanced());
}
TEST_P(LedgerContract, A_page_too_many_and_one_too_few_do_not_hide_each_other) {
    const auto few = stored(arrival("u1", 2, ArrivalState::registered)), many = stored(arrival("u2", 1));
    page(few.id, 1), page(many.id, 1), page(many.id, 2);
    const auto counts = store().ledger.count().value();
    EXPECT_EQ(counts.pages.received, counts.pages.in_progress);
    EXPECT_EQ(counts.pages.disagreeing, 2);
    EXPECT_FALSE(counts.balanced());
}
TEST_P(LedgerContract, Pages_that_are_not_taken_out_yet_or_never_will_be_are_in_the_place_of_their_file) {
    const auto half = stored(arrival("u1", 60)), broken = stored(arrival("u2", 3, ArrivalState::rejected));
    page(half.id, 1), page(half.id, 2), page(broken.id, 1, Place::in_rejected);
    const auto counts = store().ledger.count().value();
    EXPECT_EQ(counts.pages.in_progress, 60);
    EXPECT_EQ(counts.pages.in_rejected, 3);
    EXPECT_EQ(counts.pages.disagreeing, 0);
    EXPECT_TRUE(counts.balanced());
}
TEST_P(LedgerContract, A_registered_letter_that_lost_its_pages_is_an_imbalance) {
    stored(arrival("u1", 2, ArrivalState::registered));
    const auto counts = store().ledger.count().value();
    EXPECT_TRUE(counts.arrivals.balanced());
    EXPECT_FALSE(counts.balanced());
}

INSTANTIATE_TEST_SUITE_P(Engines, PagesContract, engines(), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, ArchiveCopiesContract, engines(), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, LedgerContract, engines(), engine_name);

} // namespace
} // namespace docket::testing
