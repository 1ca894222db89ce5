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

// Every member set to something of its own, so that two that are mixed up show.
Round full_round(int n) {
    Round r;
    r.n = n;
    r.level = Level::review;
    r.organ = "district";
    r.ours = true;
    r.stage = Stage::signed_off;
    r.document_title = "复查意见";
    r.document_number = "海信复〔2026〕3号";
    r.document_date = year{2026} / 5 / 6;
    r.service = Service{"post", "林某", "回执 1029", year{2026} / 5 / 9};
    r.said_received = year{2026} / 5 / 10;
    r.applied_on = year{2026} / 4 / 1;
    r.posted_on = year{2026} / 3 / 30;
    r.accepted_on = year{2026} / 4 / 8;
    r.reason = "退回补充";
    r.draft_version = 4;
    r.draft_text = std::string(64, 'a');
    r.draft_blob = std::string(64, 'b');
    r.drafter = "clerk-1";
    r.counsel = "lawyer-1";
    r.signed_text = std::string(64, 'c');
    r.approver = "leader-1";
    r.issued_blob = std::string(64, 'd');
    r.issued_pdf = std::string(64, 'e');
    return r;
}
Case full_case(const std::string& number, std::int64_t arrival) {
    Case c;
    c.number = number;
    c.kind = LetterKind::review_application;
    c.arrival = arrival;
    c.applicants = {{"林某", "女", "350205199001010000", "13800000000", "海沧区某路1号"},
                    {"王某", "", "", "", ""}};
    c.anonymous = true;
    c.claims = {"请求撤销", "请求赔偿"};
    Round bare;
    bare.organ = "housing";
    c.rounds = {bare, full_round(2)};
    Deadline d{"T1",  "信访工作条例 22",   year{2026} / 6 / 1,  15,
               "day", year{2026} / 6 / 16, year{2026} / 6 / 16, 2,
               true};
    Deadline open = d;
    open.effective.reset();
    open.met = false;
    c.deadlines = {d, open};
    c.received = year{2026} / 6 / 1;
    return c;
}
void expect_same(const Round& a, const Round& b) {
    const auto of = [](const Round& r) {
        return std::tie(r.n, r.level, r.organ, r.ours, r.stage, r.document_title, r.document_number,
                        r.document_date, r.said_received, r.applied_on, r.posted_on, r.accepted_on, r.reason,
                        r.draft_version, r.draft_text, r.draft_blob, r.drafter, r.counsel, r.signed_text,
                        r.approver, r.issued_blob, r.issued_pdf);
    };
    EXPECT_TRUE(of(a) == of(b)) << "round " << a.n;
    ASSERT_EQ(a.service.has_value(), b.service.has_value());
    const auto how = [](const Service& s) { return std::tie(s.mode, s.recipient, s.proof, s.on); };
    EXPECT_TRUE(!a.service || how(*a.service) == how(*b.service));
}
void expect_same(const Case& a, const Case& b) {
    const auto of = [](const Case& c) {
        return std::tie(c.id, c.number, c.version, c.kind, c.arrival, c.anonymous, c.claims, c.received);
    };
    EXPECT_TRUE(of(a) == of(b)) << a.number;
    const auto who = [](const Applicant& p) {
        return std::tie(p.name, p.sex, p.id_number, p.phone, p.address);
    };
    const auto when = [](const Deadline& d) {
        return std::tie(d.rule, d.basis, d.from, d.count, d.unit, d.raw, d.effective, d.round, d.met);
    };
    ASSERT_EQ(a.applicants.size(), b.applicants.size());
    for (std::size_t i = 0; i < a.applicants.size(); ++i)
        EXPECT_TRUE(who(a.applicants[i]) == who(b.applicants[i]));
    ASSERT_EQ(a.deadlines.size(), b.deadlines.size());
    for (std::size_t i = 0; i < a.deadlines.size(); ++i)
        EXPECT_TRUE(when(a.deadlines[i]) == when(b.deadlines[i]));
    ASSERT_EQ(a.rounds.size(), b.rounds.size());
    for (std::size_t i = 0; i < a.rounds.size(); ++i) expect_same(a.rounds[i], b.rounds[i]);
}

struct CaseStoreContract : StoreTest {
    std::string save(Case& c, std::int64_t version) {
        return refused([&](Transaction& tx) { return store().cases.save(tx, c, version); });
    }
};

TEST_F(CaseStoreContract, A_case_comes_back_whole_also_after_the_store_was_closed) {
    auto a = full_case("HC2026-1", 7), b = full_case("HC2026-2", 0), bare = full_case("HC2026-3", 0);
    bare.applicants.clear();
    bare.rounds.clear();
    for (Case* c : {&a, &b, &bare}) commit([&](Transaction& tx) { return store().cases.save(tx, *c, 0); });
    EXPECT_GT(a.id, 0);
    EXPECT_EQ(a.version, 1);
    reopen();
    expect_same(store().cases.load("HC2026-1").value(), a);
    expect_same(store().cases.load("HC2026-3").value(), bare);
    const auto all = store().cases.all().value();
    ASSERT_EQ(all.size(), 3U);
    expect_same(all[0], a);
    expect_same(all[1], b);
    expect_same(all[2], bare);
}
TEST_F(CaseStoreContract, A_case_is_replaced_with_all_its_lists) {
    auto c = full_case("HC2026-1", 7);
    commit([&](Transaction& tx) { return store().cases.save(tx, c, 0); });
    c.applicants.pop_back();
    c.claims = {"只此一项"};
    c.rounds.push_back(full_round(3));
    c.deadlines.clear();
    commit([&](Transaction& tx) { return store().cases.save(tx, c, 1); });
    EXPECT_EQ(c.version, 2);
    expect_same(store().cases.load("HC2026-1").value(), c);
}
TEST_F(CaseStoreContract, Whoever_comes_second_is_told_that_the_case_is_stale) {
    auto mine = full_case("HC2026-1", 7);
    commit([&](Transaction& tx) { return store().cases.save(tx, mine, 0); });
    auto yours = mine;
    mine.claims = {"a"};
    commit([&](Transaction& tx) { return store().cases.save(tx, mine, 1); });
    EXPECT_EQ(save(yours, 1), "case.stale");
    EXPECT_THAT(store().cases.load("HC2026-1")->claims, ElementsAre("a"));
}
TEST_F(CaseStoreContract, Neither_a_number_nor_an_arrival_has_two_cases) {
    auto first = full_case("HC2026-1", 7), second = full_case("HC2026-1", 8),
         third = full_case("HC2026-2", 7);
    commit([&](Transaction& tx) { return store().cases.save(tx, first, 0); });
    EXPECT_EQ(save(second, 0), "case.number_taken");
    EXPECT_EQ(save(third, 0), "case.number_taken");
    auto other = full_case("HC2026-3", 9);
    commit([&](Transaction& tx) { return store().cases.save(tx, other, 0); });
    other.number = "HC2026-1";
    EXPECT_EQ(save(other, 1), "case.number_taken");
}
TEST_F(CaseStoreContract, A_case_is_found_by_its_arrival) {
    auto c = full_case("HC2026-1", 7);
    commit([&](Transaction& tx) { return store().cases.save(tx, c, 0); });
    EXPECT_EQ(store().cases.of_arrival(7).value(), "HC2026-1");
    EXPECT_EQ(store().cases.of_arrival(8).value(), "");
    EXPECT_EQ(store().cases.load("HC2026-9").error().code, "case.unknown");
}

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

TEST_F(RecordContract, An_event_gets_its_place_and_comes_back_as_it_was) {
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
TEST_F(RecordContract, The_chain_has_no_gap_whoever_appends_and_whatever_is_rolled_back) {
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
TEST_F(RecordContract, A_walk_passes_long_records_in_order_and_ends_with_the_visitors_failure) {
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

TEST_F(NumberingContract, Numbers_count_from_one_in_each_series_and_year) {
    EXPECT_EQ(take("海信复", 2026, "case:1/round:1"), 1);
    EXPECT_EQ(take("海信复", 2026, "case:2/round:1"), 2);
    EXPECT_EQ(take("海信复", 2027, "case:3/round:1"), 1);
    EXPECT_EQ(take("海信告", 2026, "case:4/round:1"), 1);
    reopen();
    EXPECT_EQ(take("海信复", 2026, "case:5/round:1"), 3);
}
TEST_F(NumberingContract, A_holder_that_asks_again_keeps_its_number) {
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
TEST_F(NumberingContract, Eight_takers_at_once_leave_neither_gaps_nor_doubles_though_some_roll_back) {
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

TEST_F(DirectoryContract, People_are_kept_by_id_and_replaced) {
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
TEST_F(DirectoryContract, Organs_are_listed_superiors_first) {
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

} // namespace
} // namespace docket::testing
