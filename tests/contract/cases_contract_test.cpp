#include "tests/contract/register_fixture.hpp"

#include <gmock/gmock.h>

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
    c.recused = {"lawyer-2", "lawyer-1"};
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
    EXPECT_EQ(a.recused, b.recused);
    ASSERT_EQ(a.deadlines.size(), b.deadlines.size());
    for (std::size_t i = 0; i < a.deadlines.size(); ++i)
        EXPECT_TRUE(when(a.deadlines[i]) == when(b.deadlines[i]));
    ASSERT_EQ(a.rounds.size(), b.rounds.size());
    for (std::size_t i = 0; i < a.rounds.size(); ++i) expect_same(a.rounds[i], b.rounds[i]);
}

struct CaseStoreContract : RegisterContract {
    std::string save(Case& c, std::int64_t version) {
        return refused([&](Transaction& tx) { return cases().save(tx, c, version); });
    }
};

TEST_P(CaseStoreContract, A_case_comes_back_whole_also_after_the_store_was_closed) {
    auto a = full_case("HC2026-1", 7), b = full_case("HC2026-2", 0), bare = full_case("HC2026-3", 0);
    bare.applicants.clear();
    bare.rounds.clear();
    for (Case* c : {&a, &b, &bare}) commit([&](Transaction& tx) { return cases().save(tx, *c, 0); });
    EXPECT_GT(a.id, 0);
    EXPECT_EQ(a.version, 1);
    reopen();
    expect_same(cases().load("HC2026-1").value(), a);
    expect_same(cases().load("HC2026-3").value(), bare);
    const auto all = cases().all().value();
    ASSERT_EQ(all.size(), 3U);
    expect_same(all[0], a);
    expect_same(all[1], b);
    expect_same(all[2], bare);
}
TEST_P(CaseStoreContract, A_case_is_replaced_with_all_its_lists) {
    auto c = full_case("HC2026-1", 7);
    commit([&](Transaction& tx) { return cases().save(tx, c, 0); });
    c.applicants.pop_back();
    c.claims = {"只此一项"};
    c.rounds.push_back(full_round(3));
    c.deadlines.clear();
    commit([&](Transaction& tx) { return cases().save(tx, c, 1); });
    EXPECT_EQ(c.version, 2);
    expect_same(cases().load("HC2026-1").value(), c);
}
TEST_P(CaseStoreContract, Whoever_comes_second_is_told_that_the_case_is_stale) {
    auto mine = full_case("HC2026-1", 7);
    commit([&](Transaction& tx) { return cases().save(tx, mine, 0); });
    auto yours = mine;
    mine.claims = {"a"};
    commit([&](Transaction& tx) { return cases().save(tx, mine, 1); });
    EXPECT_EQ(save(yours, 1), "case.stale");
    EXPECT_THAT(cases().load("HC2026-1")->claims, ElementsAre("a"));
}
TEST_P(CaseStoreContract, Neither_a_number_nor_an_arrival_has_two_cases) {
    auto first = full_case("HC2026-1", 7), second = full_case("HC2026-1", 8),
         third = full_case("HC2026-2", 7);
    commit([&](Transaction& tx) { return cases().save(tx, first, 0); });
    EXPECT_EQ(save(second, 0), "case.number_taken");
    EXPECT_EQ(save(third, 0), "case.number_taken");
    auto other = full_case("HC2026-3", 9);
    commit([&](Transaction& tx) { return cases().save(tx, other, 0); });
    other.number = "HC2026-1";
    EXPECT_EQ(save(other, 1), "case.number_taken");
}
TEST_P(CaseStoreContract, A_case_is_found_by_its_arrival) {
    auto c = full_case("HC2026-1", 7);
    commit([&](Transaction& tx) { return cases().save(tx, c, 0); });
    EXPECT_EQ(cases().of_arrival(7).value(), "HC2026-1");
    EXPECT_EQ(cases().of_arrival(8).value(), "");
    EXPECT_EQ(cases().load("HC2026-9").error().code, "case.unknown");
}

// Five cases, each made of what one filter asks for.
struct CaseQueries : RegisterContract {
    void SetUp() override {
        add("LX-1", LetterKind::first_letter, year{2026} / 6 / 3, "林晓舟", "350205199001011234",
            {round("bureau", Stage::registered)}, {{year{2026} / 6 / 18, false}});
        add("LX-2", LetterKind::review_application, year{2026} / 6 / 1, "王某100%", "35020519900101567X",
            {round("street-a", Stage::registered, "海街信访〔2026〕12号"), ours(Stage::drafted, "clerk-1")},
            {{year{2026} / 6 / 16, true}, {year{2026} / 7 / 1, false}});
        add("LX-3", LetterKind::review_application, year{2026} / 6 / 2, "赵_某", "",
            {round("street-b", Stage::registered), ours(Stage::archived, "clerk-2")},
            {{year{2026} / 6 / 10, true}});
        add("LX-4", LetterKind::re_review_application, year{2026} / 6 / 2, "林晓舟", "",
            {round("station", Stage::registered), round("street-a", Stage::registered),
             ours(Stage::at_counsel, "clerk-1")},
            {{year{2026} / 6 / 30, false}});
        add("LX-5", LetterKind::first_letter, year{2026} / 5 / 31, "", "", {round("bureau", Stage::declined)},
            {});
    }
    using Ends = std::pair<Date, bool>; // the day of a deadline, and whether it was met
    static Round round(const std::string& organ, Stage stage, const std::string& document = "") {
        Round r;
        r.organ = organ;
        r.stage = stage;
        r.document_number = document;
        return r;
    }
    static Round ours(Stage stage, const std::string& drafter) {
        auto r = round("district", stage);
        r.ours = true;
        r.drafter = drafter;
        return r;
    }
    void add(const std::string& number, LetterKind kind, Date received, const std::string& name,
             const std::string& id_number, std::vector<Round> rounds, const std::vector<Ends>& ends) {
        Case c;
        c.number = number;
        c.kind = kind;
        c.received = received;
        if (!name.empty()) c.applicants = {{"代表人", "", "", "", ""}, {name, "", id_number, "", ""}};
        for (auto& r : rounds) r.n = static_cast<int>(&r - rounds.data()) + 1;
        c.rounds = std::move(rounds);
        for (const auto& [day, met] : ends) {
            Deadline d{"T", "", received, 15, "day", day, day, 1, met};
            if (day == year{2026} / 7 / 1) d.effective.reset(); // provisional
            c.deadlines.push_back(d);
        }
        commit([&](Transaction& tx) { return cases().save(tx, c, 0); });
    }
    std::vector<std::string> found(const CaseQuery& query) {
        const auto page = cases().find(query).value();
        std::vector<std::string> out;
        for (const auto& c : page.rows) out.push_back(c.number);
        return out;
    }
    // In order of number, so that only the filter is seen.
    std::vector<std::string> by_number(CaseQuery query) {
        query.order = CaseOrder::number;
        query.descending = false;
        return found(query);
    }
};

TEST_P(CaseQueries, Without_a_filter_gives_every_case_the_last_received_first) {
    EXPECT_THAT(found({}), ElementsAre("LX-1", "LX-4", "LX-3", "LX-2", "LX-5"));
    EXPECT_THAT(found({.descending = false}), ElementsAre("LX-5", "LX-2", "LX-3", "LX-4", "LX-1"));
}
TEST_P(CaseQueries, Give_whole_cases) {
    const auto page = cases().find({.text = "LX-4"}).value();
    ASSERT_EQ(page.rows.size(), 1U);
    expect_same(page.rows.front(), cases().load("LX-4").value());
}
TEST_P(CaseQueries, Ask_for_the_stage_of_the_current_round_only) {
    EXPECT_THAT(by_number({.stages = {Stage::registered}}), ElementsAre("LX-1"));
    EXPECT_THAT(by_number({.stages = {Stage::drafted, Stage::at_counsel}}), ElementsAre("LX-2", "LX-4"));
    EXPECT_THAT(by_number({.stages = {Stage::served}}), IsEmpty());
}
TEST_P(CaseQueries, Ask_for_the_organ_of_any_round_the_kind_and_the_drafter) {
    EXPECT_THAT(by_number({.organ = "street-a"}), ElementsAre("LX-2", "LX-4"));
    EXPECT_THAT(by_number({.organ = "nowhere"}), IsEmpty());
    EXPECT_THAT(by_number({.kind = LetterKind::first_letter}), ElementsAre("LX-1", "LX-5"));
    EXPECT_THAT(by_number({.drafter = "clerk-1"}), ElementsAre("LX-2", "LX-4"));
    EXPECT_THAT(
        by_number({.organ = "street-a", .kind = LetterKind::review_application, .drafter = "clerk-1"}),
        ElementsAre("LX-2"));
}
TEST_P(CaseQueries, Ask_for_deadlines_that_end_before_a_day_and_are_open) {
    EXPECT_THAT(by_number({.due_before = year{2026} / 6 / 18}), ElementsAre("LX-2", "LX-3"));
    EXPECT_THAT(by_number({.due_before = year{2026} / 6 / 19, .only_open = true}), ElementsAre("LX-1"));
    EXPECT_THAT(by_number({.due_before = year{2026} / 7 / 2, .only_open = true}),
                ElementsAre("LX-1", "LX-2", "LX-4"))
        << "a provisional one by its raw day";
    EXPECT_THAT(by_number({.only_open = true}), ElementsAre("LX-1", "LX-2", "LX-4"));
}
TEST_P(CaseQueries, Look_for_a_text_in_names_numbers_documents_and_the_last_four_of_an_identity_number) {
    EXPECT_THAT(by_number({.text = "晓舟"}), ElementsAre("LX-1", "LX-4"));
    EXPECT_THAT(by_number({.text = "lx-3"}), ElementsAre("LX-3"));
    EXPECT_THAT(by_number({.text = "〔2026〕12"}), ElementsAre("LX-2"));
    EXPECT_THAT(by_number({.text = "1234"}), ElementsAre("LX-1"));
    EXPECT_THAT(by_number({.text = "567x"}), ElementsAre("LX-2"));
    EXPECT_THAT(by_number({.text = "3502"}), IsEmpty()) << "only the last four";
    EXPECT_THAT(by_number({.text = "234"}), IsEmpty()) << "all of the last four";
}
TEST_P(CaseQueries, Take_every_text_for_itself_and_never_for_a_pattern) {
    EXPECT_THAT(by_number({.text = "%"}), ElementsAre("LX-2"));
    EXPECT_THAT(by_number({.text = "_"}), ElementsAre("LX-3"));
    EXPECT_THAT(by_number({.text = "\\"}), IsEmpty());
    EXPECT_THAT(by_number({.text = "' OR '1'='1"}), IsEmpty());
}
TEST_P(CaseQueries, Sort_by_the_nearest_open_day_with_those_that_have_none_last) {
    EXPECT_THAT(found({.order = CaseOrder::due, .descending = false}),
                ElementsAre("LX-1", "LX-4", "LX-2", "LX-3", "LX-5"));
    EXPECT_THAT(found({.order = CaseOrder::due, .descending = true}),
                ElementsAre("LX-2", "LX-4", "LX-1", "LX-5", "LX-3"));
    EXPECT_THAT(found({.order = CaseOrder::number}), ElementsAre("LX-5", "LX-4", "LX-3", "LX-2", "LX-1"));
}
TEST_P(CaseQueries, Give_page_after_page_and_the_total_of_all) {
    std::vector<std::string> all;
    for (int offset = 0; offset < 6; offset += 2) {
        const auto page = cases().find({.order = CaseOrder::number, .offset = offset, .limit = 2}).value();
        EXPECT_EQ(page.total, 5);
        for (const auto& c : page.rows) all.push_back(c.number);
    }
    EXPECT_THAT(all, ElementsAre("LX-5", "LX-4", "LX-3", "LX-2", "LX-1"));
    EXPECT_THAT(found({.offset = 9}), IsEmpty());
    EXPECT_THAT(found({.limit = 0}), IsEmpty());
    EXPECT_EQ(found({.offset = -3}).size(), 5U);
}
TEST_P(CaseQueries, Never_give_more_than_a_hundred_rows) {
    for (int i = 0; i < most_in_a_page; ++i)
        add("LX-many-" + std::to_string(i), LetterKind::first_letter, year{2026} / 6 / 9, "林某", "",
            {round("bureau", Stage::registered)}, {});
    const auto page = cases().find({.limit = 10'000}).value();
    EXPECT_EQ(page.rows.size(), 100U);
    EXPECT_EQ(page.total, 105);
}

INSTANTIATE_TEST_SUITE_P(Adapters, CaseStoreContract, register_adapters(), name_of);
INSTANTIATE_TEST_SUITE_P(Adapters, CaseQueries, register_adapters(), name_of);

} // namespace
} // namespace docket::testing
