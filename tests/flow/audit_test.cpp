// Whoever changes the record or the register behind the program's back is found out, and the finding names
// what.
#include "pipeline/flow/audit.hpp"
#include "pipeline/flow/backups.hpp"
#include "tests/support/sqlite_file.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

namespace docket::testing {
namespace {

using review::Stage;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Audits : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(review_application());
    SqliteFile file{premises.database()};

    void SetUp() override {
        carry(house, number, Stage::signed_off);
        house.work();
    }
    void anchor() { ASSERT_TRUE(flow::anchor(house.tools(), premises.anchors)); }
    std::vector<std::string> findings() {
        return flow::verify(house.tools(), premises.anchors).value().findings;
    }
    std::int64_t head() { return house.store().record.head().value().n; }
    std::string head_text() { return std::to_string(head()); }

    // Rewrites the whole chain so that every link fits: whoever owns the database can do that.
    void rewrite(const std::function<void(review::Event&)>& change) {
        Digest previous;
        std::vector<review::Event> events;
        ASSERT_TRUE(house.store().record.walk([&](const review::Event& event) -> Result<void> {
            events.push_back(event);
            return {};
        }));
        for (auto& event : events) {
            change(event);
            event.previous = previous;
            event.hash = previous = review::link(event);
            file.run("UPDATE event SET actor = ?, detail = ?, previous = ?, hash = ? WHERE n = " +
                         std::to_string(event.n),
                     {event.actor, event.detail, event.previous.hex(), event.hash.hex()});
        }
        file.run("UPDATE event_head SET hash = ?", {previous.hex()});
    }
    void delete_after(std::int64_t n) { file.run("DELETE FROM event WHERE n > " + std::to_string(n)); }
};

TEST_F(Audits, An_untouched_folder_is_clean_and_counts_its_events_and_anchors) {
    anchor();
    anchor(); // the same head is written down once
    carry(house, number, Stage::archived);
    anchor();
    const auto audit = flow::verify(house.tools(), premises.anchors).value();
    EXPECT_THAT(audit.findings, IsEmpty());
    EXPECT_EQ(audit.events, head());
    EXPECT_EQ(audit.anchors, 2);
}

TEST_F(Audits, A_tail_that_was_cut_off_is_missed_by_the_anchor) {
    anchor();
    delete_after(head() - 2);
    file.run("UPDATE event_head SET n = n - 2, hash = (SELECT hash FROM event ORDER BY n DESC LIMIT 1)");
    EXPECT_THAT(findings(), Contains(AllOf(HasSubstr("tail is gone"), HasSubstr("was anchored on"))));
}

TEST_F(Audits, A_tail_that_was_cut_off_before_it_was_anchored_is_missed_by_the_head) {
    carry(house, number, Stage::archived);
    house.receive("UNREADABLE").value();
    const auto last = house.store().record.head().value().n;
    file.run("DELETE FROM arrival WHERE state = 'rejected'");
    delete_after(last - 1);
    EXPECT_THAT(findings(), ElementsAre(AllOf(HasSubstr("ends at event " + std::to_string(last - 1)),
                                              HasSubstr("names event " + std::to_string(last)))));
}

TEST_F(Audits, A_case_that_was_deleted_is_missed_by_the_record) {
    for (const auto* part :
         {"case_applicant", "case_claim", "case_round", "case_deadline", "case_notice", "case_recusal"})
        file.run(std::string("DELETE FROM ") + part);
    file.run("DELETE FROM case_file");
    EXPECT_THAT(findings(),
                ElementsAre(AllOf(HasSubstr("case:" + number), HasSubstr("gone from the register"))));
}

TEST_F(Audits, A_case_that_was_slipped_in_has_no_record) {
    file.run("INSERT INTO case_file(number, version, kind, arrival, anonymous, received) "
             "SELECT 'LX-SLIPPED', 1, kind, NULL, anonymous, received FROM case_file");
    file.run("INSERT INTO case_round SELECT (SELECT id FROM case_file WHERE number = 'LX-SLIPPED'), n, "
             "level, organ, ours, "
             "stage, document_title, document_number, document_date, service, said_received, applied_on, "
             "posted_on, "
             "accepted_on, reason, draft_version, draft_text, draft_blob, drafter, counsel, signed_text, "
             "approver, "
             "issued_blob, issued_pdf, ground, follows, extension, supplement, ending, route, answer FROM "
             "case_round WHERE case_id <> (SELECT "
             "id FROM "
             "case_file WHERE "
             "number = 'LX-SLIPPED')");
    EXPECT_THAT(findings(), Contains(AllOf(HasSubstr("case:LX-SLIPPED"), HasSubstr("without a record"))));
}

TEST_F(Audits, One_changed_member_of_one_event_is_found_and_named) {
    const auto n = file.one("SELECT n FROM event WHERE act = 'sign_off'");
    for (const auto* member : {"actor", "at_ms", "detail", "text_digest", "basis", "moved_from", "act"}) {
        const auto before = file.one(std::string("SELECT ") + member + " FROM event WHERE n = " + n);
        const auto put = std::string("UPDATE event SET ") + member + " = ? WHERE n = " + n;
        file.run(put, {before + "0"});
        EXPECT_THAT(findings(), Contains(AllOf(HasSubstr("event " + n + " "), HasSubstr("was changed"))))
            << member;
        file.run(put, {before});
        EXPECT_THAT(findings(), IsEmpty()) << member;
    }
}

TEST_F(Audits, An_event_that_was_taken_out_of_the_middle_is_found) {
    const auto n = file.one("SELECT n FROM event WHERE act = 'submit'");
    file.run("DELETE FROM event WHERE n = " + n);
    EXPECT_THAT(findings(),
                AllOf(Contains(HasSubstr("events are missing")), Contains(HasSubstr("does not follow"))));
}

TEST_F(Audits, A_chain_that_was_rewritten_so_that_every_link_fits_differs_from_its_anchor) {
    anchor();
    rewrite([](review::Event& event) {
        if (event.act == "sign_off") event.actor = "lawyer-1";
    });
    EXPECT_THAT(findings(),
                Contains(AllOf(HasSubstr("event " + head_text()), HasSubstr("the chain was rewritten"))));
}

TEST_F(Audits, A_stage_that_was_moved_behind_the_record_is_found) {
    file.run("UPDATE case_round SET stage = 'approved' WHERE ours = 1");
    EXPECT_THAT(findings(),
                ElementsAre(AllOf(HasSubstr("case:" + number), HasSubstr("\"approved\" in the register"),
                                  HasSubstr("\"signed_off\" in the record"))));
}

TEST_F(Audits, A_document_number_that_was_changed_behind_the_record_is_found) {
    carry(house, number, Stage::archived);
    ASSERT_THAT(findings(), IsEmpty());
    file.run("UPDATE case_round SET document_number = '海府信复查〔2026〕9号' WHERE ours = 1");
    EXPECT_THAT(findings(), ElementsAre(AllOf(HasSubstr("case:" + number), HasSubstr("the document number"),
                                              HasSubstr("\"海府信复查〔2026〕9号\" in the register"),
                                              HasSubstr("\"海府信复查〔2026〕1号\" in the record"))));
}

TEST_F(Audits, Whatever_was_decided_and_then_changed_behind_the_record_is_found_by_name) {
    carry(house, number, Stage::archived);
    const std::string one(64, '1');
    const auto service = file.one("SELECT service FROM case_round WHERE ours = 1");
    auto later = service;
    later.replace(later.find("2026-06-10"), 10, "2026-06-11");
    const std::vector<std::vector<std::string>> changes{
        {"drafter", "clerk-2", "the drafter"},
        {"draft_text", one, "the text of the draft"},
        {"counsel", "lawyer-1", "who signed off"},
        {"signed_text", one, "the text signed off"},
        {"approver", "clerk-2", "who approved"},
        {"document_date", "2026-06-09", "the date of the document"},
        {"issued_pdf", one, "the written document"},
        {"service", later, "the service"}};
    for (const auto& change : changes) {
        const auto put = "UPDATE case_round SET " + change[0] + " = ? WHERE ours = 1";
        const auto before = file.one("SELECT " + change[0] + " FROM case_round WHERE ours = 1");
        file.run(put, {change[1]});
        EXPECT_THAT(findings(), ElementsAre(HasSubstr("case:" + number + ": " + change[2]))) << change[0];
        file.run(put, {before});
        EXPECT_THAT(findings(), IsEmpty()) << change[0];
    }
}

TEST_F(Audits, An_arrival_that_was_moved_behind_the_record_is_found) {
    file.run("UPDATE arrival SET state = 'rejected'");
    EXPECT_THAT(findings(),
                ElementsAre(AllOf(HasSubstr("arrival:1"), HasSubstr("\"rejected\" in the register"))));
}

TEST_F(Audits, Anchors_cut_off_in_the_middle_of_a_line_still_read_and_the_next_one_stands_on_its_own_line) {
    anchor();
    carry(house, number, Stage::approved);
    anchor();
    const auto anchors = premises.folder.path() / "anchors.log";
    std::filesystem::resize_file(anchors, std::filesystem::file_size(anchors) - 20);
    EXPECT_EQ(premises.anchors.all().value().size(), 1U);
    EXPECT_THAT(findings(), IsEmpty());
    carry(house, number, Stage::issued);
    anchor();
    const auto after = premises.anchors.all();
    ASSERT_TRUE(after) << after.error().detail;
    EXPECT_EQ(after->size(), 2U);
    EXPECT_EQ(after->back().head, house.store().record.head().value());
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Audits, A_line_that_is_no_anchor_is_said_and_not_skipped) {
    anchor();
    std::ofstream(premises.folder.path() / "anchors.log", std::ios::app) << "12 not-a-hash 5\n";
    const auto audit = flow::verify(house.tools(), premises.anchors);
    ASSERT_FALSE(audit);
    EXPECT_EQ(audit.error().code, "anchor.malformed");
}

TEST_F(Audits, Acts_that_go_on_during_the_audit_are_no_findings) {
    std::atomic<bool> done = false;
    std::jthread acting([&] {
        for (int n = 2; n < 8; ++n) carry(house, house.register_letter(review_application(n)), Stage::issued);
        done = true;
    });
    while (!done) EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Audits, A_backup_and_a_move_are_events_and_the_last_backup_is_found_among_them) {
    auto& record = house.store().record;
    const auto note = [&](const auto& act) { ASSERT_TRUE(house.store().work.transact(act)); };
    EXPECT_EQ(flow::last_backup(record).value(), std::nullopt);
    flow::BackupTaken first{1, "/backup", sha256("first"), 12, 300, 40, 1, premises.clock.now()},
        second = first;
    second.number = 2, second.missing = 0, second.manifest = sha256("second");
    for (const auto& taken : {first, second})
        note([&](Transaction& tx) { return flow::note_backup(tx, record, taken); });
    note([&](Transaction& tx) {
        return flow::note_move(tx, record, "postgresql://db/docket", premises.clock.now());
    });
    EXPECT_EQ(flow::last_backup(record).value(), second);
    EXPECT_THAT(findings(), IsEmpty());
}

} // namespace
} // namespace docket::testing
