#include "pipeline/base/veil.hpp"
#include "tests/contract/register_fixture.hpp"
#include "tests/support/seeded_random.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using namespace review;
using std::chrono::year;
using ::testing::ElementsAre;

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
    r.extension = Extension{20, "鉴定还没有结论", "clerk-1", "leader-1", year{2026} / 4 / 20};
    r.answer = Answer{year{2026} / 4 / 18, "处理意见依据充分", true, "clerk-1"};
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
// A code for each number.
QueryCode query_code_of(const std::string& number) {
    SeededRandom chance(std::hash<std::string>{}(number));
    return QueryCode::drawn(chance);
}
Case full_case(const std::string& number, std::int64_t arrival) {
    Case c;
    c.number = number;
    c.kind = LetterKind::review_application;
    c.arrival = arrival;
    c.applicants = {{"林某", "女", "350205199001010000", "13800000000", "海沧区某路1号"},
                    {"王某", "", "H12345678", "", "", IdKind::hm_travel_permit}};
    c.petitioners = 48;
    c.mandates = {{.kind = MandateKind::representative,
                   .name = "赵某",
                   .id_kind = IdKind::passport,
                   .id_number = "E12345678",
                   .phone = "13800000001",
                   .powers = "代为提出、变更请求",
                   .from = year{2026} / 4 / 2,
                   .until = year{2026} / 12 / 31,
                   .proof = "推选书（虚构）",
                   .ended_on = year{2026} / 5 / 1},
                  {.kind = MandateKind::guardian,
                   .name = "钱某",
                   .from = year{2026} / 4 / 3,
                   .proof = "户口簿（虚构）"}};
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
    open.recounted = year{2026} / 12 / 15;
    open.former = year{2027} / 1 / 14;
    open.extended = 20;
    open.hearing_days = 3;
    c.deadlines = {d, open};
    c.notices = {{2, "acceptance_notice", "受理告知书", "海信受〔2026〕3号", year{2026} / 4 / 8,
                  std::string(64, 'f'), std::string(64, '1'),
                  Service{"direct", "林某", "回证 7", year{2026} / 4 / 10}},
                 {2,
                  "extension_notice",
                  "延长办理期限告知书",
                  "海信延〔2026〕1号",
                  year{2026} / 4 / 20,
                  std::string(64, '2'),
                  "",
                  {}}};
    c.recused = {"lawyer-2", "lawyer-1"};
    c.matter = MatterClass::report;
    c.accused = {{"王某", "street-a", ""}, {"", "street-b", ""}, {"", "", "leader-1"}};
    c.matter_salt = std::string(64, 'f');
    c.query_code = query_code_of(number);
    c.urgent = {Urgency::urgent,
                {{"自伤轻生", "跳楼", "…我就去跳楼。", "第1页"}, {"扬言", "扬言", "扬言", "请求事项2"}},
                "clerk-1",
                "电话核实",
                year{2026} / 6 / 2,
                {{"government", year{2026} / 6 / 2, "电话"}, {"superior", year{2026} / 6 / 3, "专报"}}};
    c.received = year{2026} / 6 / 1;
    return c;
}
void expect_same(const std::optional<Service>& a, const std::optional<Service>& b) {
    ASSERT_EQ(a.has_value(), b.has_value());
    const auto how = [](const Service& s) { return std::tie(s.mode, s.recipient, s.proof, s.on); };
    EXPECT_TRUE(!a || how(*a) == how(*b));
}
void expect_same(const Round& a, const Round& b) {
    const auto of = [](const Round& r) {
        return std::tie(r.n, r.level, r.organ, r.ours, r.stage, r.document_title, r.document_number,
                        r.document_date, r.said_received, r.applied_on, r.posted_on, r.accepted_on, r.reason,
                        r.draft_version, r.draft_text, r.draft_blob, r.drafter, r.counsel, r.signed_text,
                        r.approver, r.issued_blob, r.issued_pdf);
    };
    EXPECT_TRUE(of(a) == of(b)) << "round " << a.n;
    expect_same(a.service, b.service);
    ASSERT_EQ(a.extension.has_value(), b.extension.has_value());
    const auto asked = [](const Extension& e) {
        return std::tie(e.days, e.reason, e.asked_by, e.granted_by, e.granted_on);
    };
    EXPECT_TRUE(!a.extension || asked(*a.extension) == asked(*b.extension));
    ASSERT_EQ(a.answer.has_value(), b.answer.has_value());
    const auto said = [](const Answer& x) { return std::tie(x.on, x.summary, x.file, x.noted_by); };
    EXPECT_TRUE(!a.answer || said(*a.answer) == said(*b.answer));
}
void expect_same(const Notice& a, const Notice& b) {
    const auto of = [](const Notice& n) {
        return std::tie(n.round, n.kind, n.title, n.number, n.dated, n.blob, n.pdf);
    };
    EXPECT_TRUE(of(a) == of(b)) << a.number;
    expect_same(a.service, b.service);
}
void expect_same(const Case& a, const Case& b) {
    const auto of = [](const Case& c) {
        return std::tie(c.id, c.number, c.version, c.kind, c.arrival, c.anonymous, c.claims, c.received,
                        c.petitioners);
    };
    EXPECT_TRUE(of(a) == of(b)) << a.number;
    const auto who = [](const Applicant& p) {
        return std::tie(p.name, p.sex, p.id_number, p.phone, p.address, p.id_kind);
    };
    const auto when = [](const Deadline& d) {
        return std::tie(d.rule, d.basis, d.from, d.count, d.unit, d.raw, d.effective, d.round, d.met,
                        d.recounted, d.former, d.extended, d.hearing_days);
    };
    ASSERT_EQ(a.applicants.size(), b.applicants.size());
    for (std::size_t i = 0; i < a.applicants.size(); ++i)
        EXPECT_TRUE(who(a.applicants[i]) == who(b.applicants[i]));
    const auto speaks = [](const Mandate& m) {
        return std::tie(m.kind, m.name, m.id_kind, m.id_number, m.phone, m.powers, m.from, m.until, m.proof,
                        m.ended_on);
    };
    ASSERT_EQ(a.mandates.size(), b.mandates.size());
    for (std::size_t i = 0; i < a.mandates.size(); ++i)
        EXPECT_TRUE(speaks(a.mandates[i]) == speaks(b.mandates[i]));
    EXPECT_EQ(a.recused, b.recused);
    EXPECT_EQ(a.matter, b.matter);
    EXPECT_EQ(a.accused, b.accused);
    EXPECT_EQ(a.matter_salt, b.matter_salt);
    EXPECT_TRUE(a.query_code == b.query_code);
    EXPECT_TRUE(a.urgent == b.urgent) << a.number;
    ASSERT_EQ(a.deadlines.size(), b.deadlines.size());
    for (std::size_t i = 0; i < a.deadlines.size(); ++i)
        EXPECT_TRUE(when(a.deadlines[i]) == when(b.deadlines[i]));
    ASSERT_EQ(a.notices.size(), b.notices.size());
    for (std::size_t i = 0; i < a.notices.size(); ++i) expect_same(a.notices[i], b.notices[i]);
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
    bare.urgent = {};
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
TEST_P(CaseStoreContract, A_report_is_not_there_for_whoever_it_is_kept_from) {
    EXPECT_FALSE(cases().keeps_any().value());
    auto report = full_case("HC2026-1", 7), other = full_case("HC2026-2", 8);
    other.matter = MatterClass::relief;
    for (Case* c : {&report, &other}) commit([&](Transaction& tx) { return cases().save(tx, *c, 0); });
    EXPECT_TRUE(cases().keeps_any().value());
    std::vector<std::string> keys{"name:李某", "organ:street-b", "stray:王某"};
    for (int i = 0; i < 60; ++i) keys.push_back("organ:" + std::to_string(i));
    EXPECT_THAT(cases().kept_from(keys).value(), ElementsAre("organ:street-b", "stray:王某"));
    EXPECT_THAT(cases().kept_from({"organ:street-c"}).value(), ::testing::IsEmpty());
    for (const auto* key : {"organ:street-a", "organ:street-b", "stray:王某", "person:leader-1"}) {
        const Veil veil({key});
        EXPECT_EQ(cases().load("HC2026-1").error().code, "case.unknown") << key;
        EXPECT_EQ(cases().load_these({"HC2026-1", "HC2026-2"})->size(), 1U) << key;
        EXPECT_EQ(cases().all()->size(), 1U) << key;
        EXPECT_EQ(cases().of_arrival(7).value(), "") << key;
        EXPECT_EQ(cases().of_query_code(query_code_of("HC2026-1")).value(), "") << key;
        EXPECT_THAT(cases().with_provisional_days().value(), ElementsAre("HC2026-2")) << key;
        const Veil lifted;
        EXPECT_EQ(cases().all()->size(), 2U) << "the program itself sees everything";
    }
    report.matter = MatterClass::relief;
    commit([&](Transaction& tx) { return cases().save(tx, report, 1); });
    EXPECT_FALSE(cases().keeps_any().value());
}
TEST_P(CaseStoreContract, Open_periods_are_found_by_their_last_day) {
    auto a = full_case("HC2026-2", 0), b = full_case("HC2026-1", 0), met = full_case("HC2026-3", 0);
    a.deadlines.back().raw = year{2026} / 12 / 31;
    b.deadlines.back().raw = year{2027} / 1 / 14;
    met.deadlines.pop_back();
    for (Case* c : {&a, &b, &met}) commit([&](Transaction& tx) { return cases().save(tx, *c, 0); });
    const auto within = [&](Date first, Date last) { return cases().with_days_within(first, last).value(); };
    EXPECT_THAT(within(year{2026} / 12 / 31, year{2027} / 1 / 14), ElementsAre("HC2026-1", "HC2026-2"));
    EXPECT_THAT(within(year{2027} / 1 / 1, year{2027} / 12 / 31), ElementsAre("HC2026-1"));
    EXPECT_THAT(within(year{2026} / 6 / 1, year{2026} / 6 / 30), ElementsAre());
    EXPECT_THAT(cases().with_provisional_days().value(), ElementsAre("HC2026-1", "HC2026-2"));
}
TEST_P(CaseStoreContract, Many_cases_are_loaded_at_once_in_the_order_asked_for) {
    EXPECT_THAT(cases().load_these({}).value(), ::testing::IsEmpty());
    std::vector<std::string> numbers;
    for (int i = 0; i < 120; ++i) {
        auto c = full_case("HC2026-" + std::to_string(i), i);
        commit([&](Transaction& tx) { return cases().save(tx, c, 0); });
        numbers.insert(numbers.begin(), c.number);
    }
    numbers.insert(numbers.begin() + 7, "no such number");
    const auto loaded = cases().load_these(numbers).value();
    ASSERT_EQ(loaded.size(), 120U);
    for (std::size_t i = 0; i < loaded.size(); ++i) EXPECT_EQ(loaded[i].number, numbers[i < 7 ? i : i + 1]);
    expect_same(loaded[100], cases().load(loaded[100].number).value());
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
TEST_P(CaseStoreContract, A_case_is_found_by_its_query_code_alone) {
    auto coded = full_case("HC2026-1", 7), older = full_case("HC2026-2", 8),
         also_older = full_case("HC2026-3", 9);
    older.query_code.reset();
    also_older.query_code.reset();
    for (Case* c : {&coded, &older, &also_older})
        commit([&](Transaction& tx) { return cases().save(tx, *c, 0); });
    EXPECT_EQ(cases().of_query_code(query_code_of("HC2026-1")).value(), "HC2026-1");
    EXPECT_EQ(cases().of_query_code(query_code_of("HC2026-2")).value(), "")
        << "two without a code are not in each other's way";
    older.query_code = query_code_of("HC2026-2");
    commit([&](Transaction& tx) { return cases().save(tx, older, 1); });
    reopen();
    EXPECT_EQ(cases().of_query_code(query_code_of("HC2026-2")).value(), "HC2026-2");
    EXPECT_FALSE(cases().load("HC2026-3")->query_code);
}
TEST_P(CaseStoreContract, No_two_cases_have_one_query_code) {
    auto first = full_case("HC2026-1", 7), second = full_case("HC2026-2", 8);
    commit([&](Transaction& tx) { return cases().save(tx, first, 0); });
    second.query_code = first.query_code;
    EXPECT_EQ(save(second, 0), "case.number_taken");
    second.query_code.reset();
    commit([&](Transaction& tx) { return cases().save(tx, second, 0); });
    second.query_code = first.query_code;
    EXPECT_EQ(save(second, 1), "case.number_taken");
}

INSTANTIATE_TEST_SUITE_P(Adapters, CaseStoreContract, register_adapters(), name_of);

} // namespace
} // namespace docket::testing
