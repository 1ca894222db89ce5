// The auditor's desk over a real bureau: the record told, checked and taken along.
#include "pipeline/desk/audit_parts.hpp"
#include "pipeline/desk/auditing.hpp"
#include "tests/support/desk_house.hpp"
#include "tests/support/sqlite_file.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace docket::testing {
namespace {

using flow::ChainNotice;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Auditing : ::testing::Test {
    DeskHouse d;
    review::Person auditor = d.who("auditor-1");
    bool stop = false;

    flow::ChainBoard& board() { return d.house.store().chain_board; }
    // As the thread of a host that serves does, until nothing is wanted.
    void check() {
        ASSERT_TRUE(
            flow::check_chain(d.house.tools(), d.premises.anchors, board(), "host-1", [&] { return stop; }));
    }
    ChainNotice checked() {
        EXPECT_TRUE(desk::check_chain_now(d.desk, auditor));
        check();
        return board().read().value();
    }
    // Somebody with a tool changes the database behind the program's back.
    void tamper(const std::string& sql) { SqliteFile(d.premises.database()).run(sql); }
    std::vector<json::Value> record(const desk::RecordWanted& wanted) {
        const auto page = desk::record(d.desk, wanted);
        EXPECT_TRUE(page) << page.error().detail;
        return page->array_at("rows");
    }
};

TEST_F(Auditing, A_record_that_nobody_touched_is_whole_and_the_check_is_an_event_of_it) {
    (void)d.house.register_letter(review_application(1));
    ASSERT_TRUE(flow::anchor(d.house.tools(), d.premises.anchors));
    const auto notice = checked();
    EXPECT_EQ(notice.standing, ChainNotice::Standing::done);
    EXPECT_EQ(notice.flaws, 0);
    EXPECT_EQ(notice.anchors, 1);
    EXPECT_EQ(notice.checked, d.house.store().record.head()->n);
    EXPECT_EQ(notice.asked_by, "auditor-1");
    const auto last = record({}).front();
    EXPECT_EQ(last.text_at("act"), "check_chain");
    EXPECT_EQ(last.at("actor").text_at("id"), "auditor-1");
}
TEST_F(Auditing, The_first_event_that_was_changed_is_named) {
    (void)d.house.register_letter(review_application(1));
    tamper("UPDATE event SET actor = 'somebody' WHERE n IN (4, 6)");
    const auto notice = checked();
    ASSERT_TRUE(notice.first);
    EXPECT_EQ(notice.first->kind, review::Flaw::Kind::changed);
    EXPECT_EQ(notice.first->n, 4);
    EXPECT_EQ(notice.flaws, 2);
    const auto event = desk::record_event(d.desk, 4).value();
    EXPECT_FALSE(event.bool_at("hash_fits"));
    EXPECT_TRUE(event.bool_at("follows"));
    EXPECT_TRUE(desk::record_event(d.desk, 5)->bool_at("hash_fits"));
}
TEST_F(Auditing, An_event_that_was_taken_out_is_named_by_the_one_behind_the_gap) {
    (void)d.house.register_letter(review_application(1));
    tamper("DELETE FROM event WHERE n = 5");
    const auto notice = checked();
    ASSERT_TRUE(notice.first);
    EXPECT_EQ(notice.first->kind, review::Flaw::Kind::missing);
    EXPECT_EQ(notice.first->last, 4);
    EXPECT_EQ(notice.first->n, 6);
    EXPECT_FALSE(desk::record_event(d.desk, 6)->bool_at("follows"));
}
TEST_F(Auditing, A_tail_that_was_cut_with_its_head_is_found_by_its_anchor) {
    (void)d.house.register_letter(review_application(1));
    const auto head = d.house.store().record.head().value();
    ASSERT_TRUE(flow::anchor(d.house.tools(), d.premises.anchors));
    tamper("DELETE FROM event WHERE n > 3");
    tamper("UPDATE event_head SET n = 3, hash = (SELECT hash FROM event WHERE n = 3)");
    ASSERT_TRUE(d.house.tools().work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(board().ask(tx, "system", d.premises.clock.now(), Instant{}));
        return {};
    }));
    check();
    const auto notice = board().read().value();
    ASSERT_TRUE(notice.first);
    EXPECT_EQ(notice.first->kind, review::Flaw::Kind::tail_gone);
    EXPECT_EQ(notice.first->n, head.n);
    EXPECT_EQ(notice.first->last, 3);
}
TEST_F(Auditing, A_head_that_says_otherwise_than_the_last_event_is_a_flaw) {
    (void)d.house.register_letter(review_application(1));
    tamper("DELETE FROM event WHERE n = (SELECT MAX(n) FROM event)");
    const auto before = d.house.store().record.head()->n;
    ASSERT_TRUE(d.house.tools().work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(board().ask(tx, "system", d.premises.clock.now(), Instant{}));
        return {};
    }));
    check();
    EXPECT_EQ(board().read()->first->kind, review::Flaw::Kind::head_differs);
    EXPECT_EQ(board().read()->first->n, before);
}
TEST_F(Auditing, A_check_that_was_stopped_is_wanted_again_and_one_is_done_each_day_unasked) {
    (void)d.house.register_letter(review_application(1));
    stop = true;
    EXPECT_EQ(checked().standing, ChainNotice::Standing::asked);
    stop = false;
    check();
    EXPECT_EQ(board().read()->standing, ChainNotice::Standing::done);
    const auto first = board().read()->seen;
    d.premises.clock.advance(std::chrono::hours{23});
    check();
    EXPECT_EQ(board().read()->seen, first);
    d.premises.clock.advance(std::chrono::hours{2});
    check();
    EXPECT_EQ(board().read()->asked_by, "system");
    EXPECT_GT(board().read()->seen, first);
}
TEST_F(Auditing, Who_has_just_begun_checks_what_a_person_asked_for_and_leaves_the_daily_check_for_later) {
    (void)d.house.register_letter(review_application(1));
    const auto begun = d.premises.clock.now();
    const auto turn = [&] {
        return flow::check_chain(
                   d.house.tools(), d.premises.anchors, board(), "host-1", [&] { return stop; },
                   begun + std::chrono::minutes{1})
            .value();
    };
    EXPECT_FALSE(turn()) << "none was ever done, but nobody asked";
    EXPECT_TRUE(desk::check_chain_now(d.desk, auditor));
    EXPECT_TRUE(turn());
    d.premises.clock.advance(std::chrono::hours{25});
    stop = true;
    EXPECT_FALSE(turn()) << "the daily one, stopped with its host";
    stop = false;
    d.premises.clock.advance(-std::chrono::hours{25});
    EXPECT_FALSE(turn()) << "the host has just begun again";
    d.premises.clock.advance(std::chrono::hours{25});
    EXPECT_TRUE(turn());
}
TEST_F(Auditing, The_record_is_filtered_by_day_person_act_and_by_what_people_call_a_thing) {
    const auto number = d.house.register_letter(review_application(1));
    carry(d.house, number, review::Stage::accepted);
    desk::RecordWanted wanted;
    wanted.object = number;
    wanted.act = "accept";
    ASSERT_EQ(record(wanted).size(), 1U);
    EXPECT_EQ(record(wanted)[0].at("object").text_at("page"), "/cases/" + number);
    wanted = {};
    wanted.object = "A000001";
    wanted.kind = "arrival";
    EXPECT_GT(record(wanted).size(), 1U);
    wanted.from = "2030-01-01";
    EXPECT_TRUE(record(wanted).empty());
    wanted.from = "yesterday";
    EXPECT_EQ(desk::record(d.desk, wanted).error().code, "audit.filter_malformed");
    wanted = {};
    wanted.before = "12";
    EXPECT_EQ(desk::record(d.desk, wanted).error().code, "audit.filter_malformed");
}
TEST_F(Auditing, The_text_an_event_was_decided_on_is_read_and_digested_anew) {
    const auto number = d.house.register_letter(review_application(1));
    carry(d.house, number, review::Stage::drafted);
    desk::RecordWanted wanted;
    wanted.object = "A000001";
    wanted.act = "receive";
    const auto received = record(wanted).at(0);
    EXPECT_TRUE(received.bool_at("stored"));
    EXPECT_EQ(desk::record_event(d.desk, received.int_at("n"))->text_at("text_check"), "same");
    const auto file = d.house.tools().blobs.path(Digest::from_hex(received.text_at("text")).value()).value();
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    std::ofstream(file, std::ios::app) << "x";
    EXPECT_EQ(desk::record_event(d.desk, received.int_at("n"))->text_at("text_check"), "differs");
    wanted = {};
    wanted.object = number;
    wanted.act = "draft";
    const auto drafted = record(wanted).at(0);
    EXPECT_TRUE(drafted.bool_at("stored"));
    EXPECT_EQ(desk::record_event(d.desk, drafted.int_at("n"))->text_at("text_check"), "same");
}
TEST_F(Auditing, Who_looked_at_a_petitioner_is_a_list_of_its_own) {
    const auto number = d.house.register_letter(review_application(1));
    ASSERT_TRUE(
        desk::look(d.desk, d.who("clerk-1"), number, json::Object{{"applicant", 1}, {"field", "phone"}}));
    const auto page = desk::looks(d.desk, {}).value();
    ASSERT_EQ(page.array_at("rows").size(), 1U);
    const auto& row = page.array_at("rows")[0];
    EXPECT_EQ(row.at("actor").text_at("id"), "clerk-1");
    EXPECT_THAT(row.text_at("what"), HasSubstr("联系电话"));
    EXPECT_EQ(row.at("object").text_at("name"), number);
    desk::RecordWanted other;
    other.object = "LX0";
    EXPECT_TRUE(desk::looks(d.desk, other)->array_at("rows").empty());
}

TEST(CsvCell, Is_never_a_formula_and_never_two_cells) {
    EXPECT_EQ(desk::csv_cell("陈某"), "\"陈某\"");
    for (const auto* evil : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "|calc", "%0"})
        EXPECT_THAT(desk::csv_cell(evil), StartsWith("\"'")) << evil;
    EXPECT_EQ(desk::csv_cell("a\"b,c\r\nd"), "\"a\"\"b,c  d\"");
}
TEST_F(Auditing, A_table_taken_along_says_what_it_is_and_the_record_knows_who_took_it) {
    const auto number = d.house.register_letter(review_application(1));
    desk::RecordWanted wanted;
    wanted.object = number;
    const auto rows = record(wanted).size();
    const auto file = desk::record_file(d.desk, auditor, wanted).value();
    EXPECT_THAT(file.text, StartsWith("\xEF\xBB\xBF"));
    EXPECT_THAT(file.text, HasSubstr("\"条件\",\"对象 " + number + "\""));
    EXPECT_THAT(file.text, HasSubstr("\"导出人\",\"" + auditor.name + "\""));
    const auto begins = file.text.find("\r\n\r\n");
    ASSERT_NE(begins, std::string::npos);
    const auto body = file.text.substr(begins + 4);
    EXPECT_THAT(file.text.substr(0, begins), HasSubstr(sha256(body).hex()));
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(body, '\n')), rows + 1);
    const auto last = record({}).front();
    EXPECT_EQ(last.text_at("act"), "export");
    EXPECT_EQ(last.text_at("text"), sha256(body).hex());
    EXPECT_EQ(last.at("actor").text_at("id"), "auditor-1");
}

TEST_F(Auditing, Every_day_is_told_from_both_sides_and_its_numbers_open_what_they_count) {
    (void)d.house.register_letter(review_application(1));
    (void)d.house.receive("UNREADABLE").value();
    d.house.work();
    const auto days = desk::day_books(d.desk, "").value();
    ASSERT_EQ(days.array_at("rows").size(), 1U);
    const auto& day = days.array_at("rows")[0];
    EXPECT_EQ(day.int_at("recorded"), 2);
    EXPECT_EQ(day.at("arrivals").int_at("registered"), 1);
    EXPECT_TRUE(day.bool_at("balanced"));
    EXPECT_TRUE(days.array_at("differences").empty());
    const auto rejected = desk::day_arrivals(d.desk, day.text_at("day"), "rejected", 0).value();
    ASSERT_EQ(rejected.array_at("rows").size(), 1U);
    EXPECT_EQ(rejected.array_at("rows")[0].text_at("arrival"), "A000002");
    EXPECT_TRUE(desk::whole_book(d.desk)->bool_at("balanced"));
    tamper("PRAGMA foreign_keys = OFF");
    tamper("DELETE FROM arrival WHERE id = 2");
    EXPECT_FALSE(desk::whole_book(d.desk)->bool_at("balanced"));
    const auto after = desk::day_books(d.desk, "").value();
    ASSERT_EQ(after.array_at("differences").size(), 1U);
    EXPECT_EQ(after.array_at("differences")[0].text_at("kind"), "lost");
    EXPECT_FALSE(after.array_at("rows")[0].bool_at("balanced"));
    EXPECT_EQ(desk::day_books(d.desk, "x").error().code, "audit.filter_malformed");
}

} // namespace
} // namespace docket::testing
