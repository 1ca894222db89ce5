#include "tests/contract/register_fixture.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using namespace flow;
using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ArrivalsContract : RegisterContract {
    static Arrival arrival(const std::string& uid, int pages = 0,
                           ArrivalState state = ArrivalState::in_progress) {
        return sample_arrival(uid, today, t0, pages, state);
    }
    Arrival stored(Arrival a) {
        commit([&](Transaction& tx) { return arrivals().save(tx, a); });
        return a;
    }
    std::vector<std::string> found(const ArrivalQuery& query) {
        const auto page = arrivals().find(query).value();
        std::vector<std::string> out;
        for (const auto& a : page.rows) out.push_back(a.uid);
        return out;
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
        return std::tie(d.rule, d.basis, d.from, d.count, d.unit, d.raw, d.effective, d.round, d.met);
    };
    EXPECT_TRUE(when(*a.due) == when(*b.due));
    const auto all = arrivals().all().value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].id, first.id);
    EXPECT_FALSE(all[0].due);
}
TEST_P(ArrivalsContract, A_delivery_is_taken_once_and_a_stale_one_is_refused) {
    auto a = stored(arrival("u1"));
    auto again = arrival("u1");
    EXPECT_EQ(refused([&](Transaction& tx) { return arrivals().save(tx, again); }), "arrival.known");
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
TEST_P(ArrivalsContract, Are_found_by_state_and_day_the_last_received_first) {
    const auto on = [&](const char* uid, Date received, ArrivalState state) {
        stored(sample_arrival(uid, received, t0, 0, state));
    };
    on("a", year{2026} / 6 / 3, ArrivalState::registered);
    on("b", year{2026} / 6 / 1, ArrivalState::rejected);
    on("c", year{2026} / 6 / 3, ArrivalState::needs_person);
    on("d", year{2026} / 6 / 2, ArrivalState::registered);
    EXPECT_THAT(found({}), ElementsAre("c", "a", "d", "b"));
    EXPECT_THAT(found({.states = {ArrivalState::registered}}), ElementsAre("a", "d"));
    EXPECT_THAT(found({.states = {ArrivalState::rejected, ArrivalState::needs_person}}),
                ElementsAre("c", "b"));
    EXPECT_THAT(found({.received_from = year{2026} / 6 / 2}), ElementsAre("c", "a", "d"));
    EXPECT_THAT(found({.received_to = year{2026} / 6 / 2}), ElementsAre("d", "b"));
    EXPECT_THAT(found({.states = {ArrivalState::registered},
                       .received_from = year{2026} / 6 / 3,
                       .received_to = year{2026} / 6 / 3}),
                ElementsAre("a"));
    EXPECT_THAT(found({.states = {ArrivalState::duplicate}}), IsEmpty());
}
TEST_P(ArrivalsContract, Come_page_after_page_with_the_total_of_all) {
    for (int i = 0; i < 105; ++i) stored(arrival("u" + std::to_string(i)));
    const auto second = arrivals().find({.offset = 2, .limit = 2}).value();
    EXPECT_EQ(second.total, 105);
    EXPECT_THAT(found({.offset = 2, .limit = 2}), ElementsAre("u102", "u101"));
    EXPECT_THAT(found({.offset = 105}), IsEmpty());
    EXPECT_EQ(found({.limit = 1'000}).size(), 100U);
}

} // namespace
} // namespace docket::testing
