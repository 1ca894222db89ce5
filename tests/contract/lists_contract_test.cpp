// What the desks list: every filter lets through what it asks for and nothing else.
#include "tests/contract/store_fixture.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using desk::ArrivalList;
using flow::ArrivalState;
using review::LetterKind;
using review::Round;
using review::Stage;
using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ListsContract : StoreTest {
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

TEST_P(ListsContract, A_letter_leaves_the_list_to_verify_when_somebody_has_verified_it) {
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

TEST_P(ListsContract, Arrivals_of_a_state_hold_no_row_of_another) {
    constexpr std::array states{ArrivalState::in_progress, ArrivalState::registered,
                                ArrivalState::needs_person, ArrivalState::rejected, ArrivalState::duplicate};
    int n = 0;
    for (const auto state : states)
        for (int i = 0; i < 2; ++i) arrival("u" + std::to_string(++n), state);
    for (const auto list : {ArrivalList::all, ArrivalList::todo, ArrivalList::reading, ArrivalList::verify})
        for (const auto state : states) {
            const auto page = store().lists.arrivals({.list = list, .state = state}).value();
            EXPECT_EQ(page.total, std::ssize(page.rows));
            if (list == ArrivalList::all) {
                EXPECT_EQ(page.total, 2);
            }
            for (const auto& row : page.rows)
                EXPECT_EQ(store().arrivals.load(row.arrival)->state, state) << flow::name(state);
        }
}
TEST_P(ListsContract, Arrivals_come_page_after_page_with_the_total_of_all) {
    for (int i = 0; i < 5; ++i) arrival("u" + std::to_string(i), ArrivalState::in_progress);
    const auto second = store().lists.arrivals({.offset = 2, .limit = 2}).value();
    EXPECT_EQ(second.total, 5);
    ASSERT_EQ(second.rows.size(), 2U);
    EXPECT_EQ(second.rows.front().arrival, 3) << "the last one first";
    EXPECT_EQ(second.rows.back().arrival, 2);
    EXPECT_EQ(store().lists.arrivals({.limit = 2, .counted = false}).value().total, 0) << "nobody asked";
    EXPECT_THAT(store().lists.arrivals({.offset = 5}).value().rows, IsEmpty());
}

TEST_P(ListsContract, Urgent_letters_come_first_of_what_is_to_be_done_and_come_back_whole) {
    const auto first = arrival("a", ArrivalState::needs_person),
               second = arrival("b", ArrivalState::needs_person),
               third = arrival("c", ArrivalState::needs_person);
    auto urgent = store().arrivals.load(second).value();
    urgent.urgency = review::Urgency::suspected;
    urgent.urgent_places = {{"扬言", "扬言", "……扬言……", "第2页"}};
    commit([&](Transaction& tx) { return store().arrivals.save(tx, urgent); });
    const auto in = [&](ArrivalList list) {
        std::vector<std::int64_t> out;
        const auto page = store().lists.arrivals({list}).value();
        for (const auto& row : page.rows) out.push_back(row.arrival);
        return out;
    };
    EXPECT_THAT(in(ArrivalList::todo), ElementsAre(second, third, first));
    EXPECT_THAT(in(ArrivalList::verify), ElementsAre(second, first, third));
    EXPECT_THAT(in(ArrivalList::all), ElementsAre(third, second, first));
    const auto around = store().lists.neighbours(first).value();
    EXPECT_EQ(around.previous, second);
    EXPECT_EQ(around.next, third);
    EXPECT_EQ(around.position, 2);
    reopen();
    const auto kept = store().arrivals.load(second).value();
    EXPECT_EQ(kept.urgency, review::Urgency::suspected);
    EXPECT_EQ(kept.urgent_places, urgent.urgent_places);
}

// Five cases, each made of what one filter asks for.
struct CaseLists : StoreTest {
    void SetUp() override {
        StoreTest::SetUp();
        add("LX-1", LetterKind::first_letter, year{2026} / 6 / 3, "林晓舟", "350205199001011234",
            {ours(Stage::registered, "")}, {{year{2026} / 6 / 18, false}});
        add("LX-2", LetterKind::review_application, year{2026} / 6 / 1, "王某100%", "35020519900101567X",
            {round("street-a", "海街信访〔2026〕12号"), ours(Stage::drafted, "clerk-1")},
            {{year{2026} / 6 / 16, true}, {year{2026} / 7 / 1, false}});
        add("LX-3", LetterKind::review_application, year{2026} / 6 / 2, "赵_某", "",
            {round("street-b"), ours(Stage::archived, "clerk-2")}, {{year{2026} / 6 / 10, true}});
        add("LX-4", LetterKind::re_review_application, year{2026} / 6 / 2, "林晓舟", "",
            {round("station"), round("street-a"), ours(Stage::at_counsel, "clerk-1")},
            {{year{2026} / 6 / 30, false}});
        add("LX-5", LetterKind::first_letter, year{2026} / 5 / 31, "", "", {ours(Stage::declined, "")}, {});
    }
    using Ends = std::pair<Date, bool>; // the day of a deadline, and whether it was met
    static Round round(const std::string& organ, const std::string& document = "") {
        Round r;
        r.organ = organ;
        r.stage = Stage::registered;
        r.document_number = document;
        return r;
    }
    static Round ours(Stage stage, const std::string& drafter) {
        auto r = round("district");
        r.stage = stage;
        r.ours = true;
        r.drafter = drafter;
        return r;
    }
    void add(const std::string& number, LetterKind kind, Date received, const std::string& name,
             const std::string& id_number, std::vector<Round> rounds, const std::vector<Ends>& ends) {
        review::Case c;
        c.number = number;
        c.kind = kind;
        c.received = received;
        if (!name.empty()) c.applicants = {{"代表人", "", "", "", ""}, {name, "", id_number, "", ""}};
        for (auto& r : rounds) r.n = static_cast<int>(&r - rounds.data()) + 1;
        c.rounds = std::move(rounds);
        for (const auto& [day, met] : ends) {
            review::Deadline d{"T8", "", received, 15, "day", day, day, 1, met};
            if (day == year{2026} / 7 / 1) d.effective.reset(); // provisional
            c.deadlines.push_back(d);
        }
        commit([&](Transaction& tx) { return store().cases.save(tx, c, 0); });
    }
    std::vector<std::string> found(const desk::CaseQuery& query) {
        const auto page = store().lists.cases(query).value();
        if (query.offset == 0) {
            EXPECT_EQ(page.total, std::ssize(page.numbers));
        }
        return page.numbers;
    }
    // In order of number, so that only the filter is seen.
    std::vector<std::string> by_number(desk::CaseQuery query) {
        query.sort = "number";
        query.descending = false;
        return found(query);
    }
};

TEST_P(CaseLists, Without_a_filter_give_every_case_the_last_received_first) {
    EXPECT_THAT(found({}), ElementsAre("LX-1", "LX-4", "LX-3", "LX-2", "LX-5"));
    EXPECT_THAT(found({.descending = false}), ElementsAre("LX-5", "LX-2", "LX-3", "LX-4", "LX-1"));
}
TEST_P(CaseLists, Of_stages_hold_no_case_of_another_stage) {
    EXPECT_THAT(by_number({.stages = {Stage::registered}}), ElementsAre("LX-1"));
    EXPECT_THAT(by_number({.stages = {Stage::drafted, Stage::at_counsel}}), ElementsAre("LX-2", "LX-4"));
    EXPECT_THAT(by_number({.stages = {Stage::served}}), IsEmpty());
}
TEST_P(CaseLists, Ask_for_the_organ_of_any_round_the_kind_and_the_drafter) {
    EXPECT_THAT(by_number({.organ = "street-a"}), ElementsAre("LX-2", "LX-4"));
    EXPECT_THAT(by_number({.organ = "nowhere"}), IsEmpty());
    EXPECT_THAT(by_number({.kind = "first_letter"}), ElementsAre("LX-1", "LX-5"));
    EXPECT_THAT(by_number({.drafter = "clerk-1"}), ElementsAre("LX-2", "LX-4"));
    EXPECT_THAT(by_number({.drafter_or_none = "clerk-2"}), ElementsAre("LX-1", "LX-3", "LX-5"));
    EXPECT_THAT(by_number({.organ = "street-a", .kind = "review_application", .drafter = "clerk-1"}),
                ElementsAre("LX-2"));
}
TEST_P(CaseLists, Ask_for_the_next_unmet_day_both_ends_included) {
    EXPECT_THAT(by_number({.due_until = year{2026} / 6 / 17}), IsEmpty());
    EXPECT_THAT(by_number({.due_until = year{2026} / 6 / 18}), ElementsAre("LX-1"));
    EXPECT_THAT(by_number({.due_from = year{2026} / 6 / 30}), ElementsAre("LX-2", "LX-4"))
        << "a provisional one by its raw day";
    EXPECT_THAT(by_number({.open = true}), ElementsAre("LX-1", "LX-2", "LX-4"));
}
TEST_P(CaseLists, Look_for_words_in_names_numbers_documents_and_the_end_of_an_identity_number) {
    EXPECT_THAT(by_number({.words = "晓舟"}), ElementsAre("LX-1", "LX-4"));
    EXPECT_THAT(by_number({.words = "lx-3"}), ElementsAre("LX-3"));
    EXPECT_THAT(by_number({.words = "〔2026〕12"}), ElementsAre("LX-2"));
    EXPECT_THAT(by_number({.words = "1234"}), ElementsAre("LX-1"));
    EXPECT_THAT(by_number({.words = "567x"}), ElementsAre("LX-2"));
    EXPECT_THAT(by_number({.words = "3502"}), IsEmpty()) << "only its end";
    EXPECT_THAT(by_number({.words = "234"}), IsEmpty()) << "four at least";
    EXPECT_THAT(by_number({.words = " 晓舟  1234 "}), ElementsAre("LX-1")) << "every word";
}
TEST_P(CaseLists, Find_what_a_case_says_now_and_not_what_it_said) {
    auto c = store().cases.load("LX-4").value();
    c.applicants.back().name = "陈Alice";
    c.claims = {"请求公开账目"};
    commit([&](Transaction& tx) { return store().cases.save(tx, c, c.version); });
    EXPECT_THAT(by_number({.words = "晓舟"}), ElementsAre("LX-1"));
    EXPECT_THAT(by_number({.words = "aLICE"}), ElementsAre("LX-4"));
    EXPECT_THAT(by_number({.words = "公开账目"}), ElementsAre("LX-4"));
    EXPECT_THAT(by_number({.words = "Alice请求"}), IsEmpty()) << "across two texts";
}
TEST_P(CaseLists, Take_every_word_for_itself_and_never_for_a_pattern) {
    EXPECT_THAT(by_number({.words = "%"}), ElementsAre("LX-2"));
    EXPECT_THAT(by_number({.words = "_"}), ElementsAre("LX-3"));
    EXPECT_THAT(by_number({.words = "____"}), IsEmpty());
    EXPECT_THAT(by_number({.words = "\\"}), IsEmpty());
    EXPECT_THAT(by_number({.words = "'OR'1'='1"}), IsEmpty());
}
TEST_P(CaseLists, Sort_by_the_next_unmet_day_with_those_that_have_none_last) {
    EXPECT_THAT(found({.sort = "due", .descending = false}),
                ElementsAre("LX-1", "LX-4", "LX-2", "LX-3", "LX-5"));
    EXPECT_THAT(found({.sort = "due", .descending = true}),
                ElementsAre("LX-2", "LX-4", "LX-1", "LX-5", "LX-3"));
}
TEST_P(CaseLists, Put_urgent_matters_before_all_others_in_the_order_of_work) {
    const auto set = [&](const char* number, review::Urgency state) {
        auto c = store().cases.load(number).value();
        c.urgent.state = state;
        commit([&](Transaction& tx) { return store().cases.save(tx, c, c.version); });
    };
    set("LX-2", review::Urgency::urgent);
    set("LX-5", review::Urgency::suspected);
    set("LX-4", review::Urgency::cleared);
    set("LX-3", review::Urgency::urgent); // archived: it waits for nobody
    EXPECT_THAT(found({.sort = "due", .descending = false, .urgent_first = true}),
                ElementsAre("LX-2", "LX-5", "LX-1", "LX-4", "LX-3"));
    EXPECT_THAT(by_number({.urgent = true}), ElementsAre("LX-2", "LX-5"));
    EXPECT_EQ(store().lists.tally("clerk-1", today, today, t0)->urgent, 2);
    EXPECT_THAT(found({}), ElementsAre("LX-1", "LX-4", "LX-3", "LX-2", "LX-5")) << "the register as ever";
}
TEST_P(CaseLists, Give_page_after_page_and_the_total_of_all) {
    std::vector<std::string> all;
    for (int offset = 0; offset < 6; offset += 2) {
        const auto page = store().lists.cases({.sort = "number", .offset = offset, .limit = 2}).value();
        EXPECT_EQ(page.total, 5);
        all.insert(all.end(), page.numbers.begin(), page.numbers.end());
    }
    EXPECT_THAT(all, ElementsAre("LX-5", "LX-4", "LX-3", "LX-2", "LX-1"));
    EXPECT_THAT(found({.offset = 9}), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, ListsContract, engines(), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, CaseLists, engines(), engine_name);

} // namespace
} // namespace docket::testing
