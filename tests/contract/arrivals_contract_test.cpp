#include "tests/contract/register_fixture.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace docket::testing {
namespace {

using namespace flow;
using std::chrono::year;

struct ArrivalsContract : RegisterContract {
    static Arrival arrival(const std::string& uid, int pages = 0,
                           ArrivalState state = ArrivalState::in_progress) {
        return sample_arrival(uid, today, t0, pages, state);
    }
    Arrival stored(Arrival a) {
        commit([&](Transaction& tx) { return arrivals().save(tx, a); });
        return a;
    }
};

INSTANTIATE_TEST_SUITE_P(Adapters, ArrivalsContract, register_adapters(), name_of);

TEST_P(ArrivalsContract, An_arrival_comes_back_whole) {
    auto first = stored(arrival("u0"));
    auto a = arrival("u1", 3, ArrivalState::duplicate);
    a.name = "扫描 001.pdf";
    a.received_confirmed = true;
    a.posted = year{2026} / 6 / 1;
    a.original = std::string(64, 'a');
    a.bytes = 5'000'000'000;
    a.media = "application/pdf";
    a.code = "file.damaged";
    a.reason = "请重新扫描";
    a.duplicate_of = first.id;
    a.case_number = "HC2026-1";
    a.fields = std::string(64, 'b');
    a.due = review::Deadline{"T1", "信访工作条例 22", today, 15, "day", year{2026} / 6 / 25, std::nullopt, 0,
                             true};
    a.due->recounted = year{2026} / 6 / 12;
    a.due->former = year{2026} / 6 / 24;
    a.scan_again = true;
    a = stored(a);
    reopen();
    const auto b = arrivals().load(a.id).value();
    const auto of = [](const Arrival& x) {
        return std::tie(x.id, x.uid, x.name, x.channel, x.received, x.received_confirmed, x.posted,
                        x.original, x.bytes, x.media, x.pages_opened, x.state, x.code, x.reason,
                        x.duplicate_of, x.case_number, x.fields, x.scan_again, x.at, x.version);
    };
    EXPECT_TRUE(of(a) == of(b));
    ASSERT_TRUE(b.due);
    const auto when = [](const review::Deadline& d) {
        return std::tie(d.rule, d.basis, d.from, d.count, d.unit, d.raw, d.effective, d.round, d.met,
                        d.recounted, d.former);
    };
    EXPECT_TRUE(when(*a.due) == when(*b.due));
    const auto all = arrivals().all().value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].id, first.id);
    EXPECT_FALSE(all[0].due);
}
TEST_P(ArrivalsContract, Many_arrivals_are_loaded_at_once_in_the_order_asked_for) {
    EXPECT_TRUE(arrivals().load_these({}).value().empty());
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 120; ++i) ids.insert(ids.begin(), stored(arrival("u" + std::to_string(i), i)).id);
    auto asked = ids;
    asked.insert(asked.begin() + 7, 999'999); // nobody has it
    asked.push_back(ids.front());
    const auto loaded = arrivals().load_these(asked).value();
    ids.push_back(ids.front());
    ASSERT_EQ(loaded.size(), ids.size());
    for (std::size_t i = 0; i < loaded.size(); ++i) {
        const auto alone = arrivals().load(ids[i]).value();
        EXPECT_EQ(std::tie(loaded[i].id, loaded[i].uid, loaded[i].pages_opened, loaded[i].version),
                  std::tie(alone.id, alone.uid, alone.pages_opened, alone.version));
    }
}
TEST_P(ArrivalsContract, Those_are_open_whose_fifteen_days_still_run) {
    std::vector<std::int64_t> open;
    for (const auto state : {ArrivalState::in_progress, ArrivalState::registered, ArrivalState::needs_person,
                             ArrivalState::rejected, ArrivalState::duplicate}) {
        const auto a = stored(arrival("u" + std::to_string(static_cast<int>(state)), 0, state));
        if (state == ArrivalState::in_progress || state == ArrivalState::needs_person) open.push_back(a.id);
    }
    auto again = arrival("again", 0, ArrivalState::rejected);
    again.scan_again = true;
    open.push_back(stored(again).id);
    std::vector<std::int64_t> found;
    const auto all = arrivals().open().value();
    for (const auto& a : all) found.push_back(a.id);
    EXPECT_EQ(found, open);
}

TEST_P(ArrivalsContract, A_delivery_is_taken_once_and_a_stale_one_is_refused) {
    auto a = stored(arrival("u1"));
    auto again = arrival("u1");
    EXPECT_EQ(refused([&](Transaction& tx) { return arrivals().save(tx, again); }), "arrival.known");
    EXPECT_EQ(arrivals().of_delivery("u1").value()->id, a.id);
    EXPECT_FALSE(arrivals().of_delivery("u2").value());
    auto old = a;
    a.state = ArrivalState::registered;
    a = stored(a);
    EXPECT_EQ(a.version, 2);
    EXPECT_EQ(refused([&](Transaction& tx) { return arrivals().save(tx, old); }), "arrival.stale");
    EXPECT_EQ(arrivals().load(a.id)->state, ArrivalState::registered);
    EXPECT_EQ(arrivals().load(99).error().code, "arrival.unknown");
}
TEST_P(ArrivalsContract, The_same_bytes_are_the_first_that_was_neither_rejected_nor_a_duplicate) {
    const std::string bytes(64, 'a');
    const auto same = [&](const std::string& original) {
        std::optional<std::int64_t> found;
        commit([&](Transaction& tx) -> Result<void> {
            DOCKET_TRY(found, arrivals().same_bytes(tx, original));
            return {};
        });
        return found;
    };
    const auto with = [&](const std::string& uid, ArrivalState state) {
        auto a = arrival(uid, 0, state);
        a.original = bytes;
        return stored(a).id;
    };
    stored(arrival("not kept"));
    with("rejected", ArrivalState::rejected);
    with("duplicate", ArrivalState::duplicate);
    EXPECT_EQ(same(bytes), std::nullopt);
    const auto first = with("first", ArrivalState::needs_person);
    with("second", ArrivalState::in_progress);
    EXPECT_EQ(same(bytes), first);
    EXPECT_EQ(same(""), std::nullopt);
}
TEST_P(ArrivalsContract, Slips_that_wait_are_found_by_their_case_until_they_are_filed) {
    const auto slip = [&](const std::string& uid, const std::string& number, ArrivalState state,
                          const std::string& code = "slip.returned") {
        auto a = arrival(uid);
        a.state = state;
        a.code = code;
        a.case_number = number;
        const auto saved = work().transact([&](Transaction& tx) { return arrivals().save(tx, a); });
        EXPECT_TRUE(saved);
        return a.id;
    };
    const auto first = slip("a", "LX-1", ArrivalState::needs_person);
    const auto second = slip("b", "LX-2", ArrivalState::needs_person);
    slip("c", "LX-1", ArrivalState::registered);
    slip("d", "LX-1", ArrivalState::needs_person, "letter.doubtful");
    const auto ids = [&](const std::string& number) {
        std::vector<std::int64_t> out;
        const auto found = arrivals().returned_slips(number).value();
        for (const auto& one : found) out.push_back(one.id);
        return out;
    };
    EXPECT_EQ(ids("LX-1"), std::vector{first});
    EXPECT_EQ(ids(""), (std::vector{first, second}));
    EXPECT_TRUE(ids("LX-9").empty());
}
TEST_P(ArrivalsContract, Of_many_that_bring_the_same_bytes_at_once_one_is_the_first) {
    std::atomic<int> first = 0, same = 0;
    {
        std::vector<std::jthread> trays;
        for (int i = 0; i < 6; ++i)
            trays.emplace_back([&, i] {
                const auto done = work().transact([&](Transaction& tx) -> Result<void> {
                    auto a = arrival("u" + std::to_string(i));
                    a.original = std::string(64, 'a');
                    DOCKET_TRY(const auto known, arrivals().same_bytes(tx, a.original));
                    (known ? same : first) += 1;
                    if (known) a.state = ArrivalState::duplicate;
                    return arrivals().save(tx, a);
                });
                EXPECT_TRUE(done) << (done ? "" : done.error().detail);
            });
    }
    EXPECT_EQ(first, 1);
    EXPECT_EQ(same, 5);
}

} // namespace
} // namespace docket::testing
