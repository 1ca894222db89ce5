// A letter from delivery to archive.
#include "pipeline/flow/audit.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/item_number.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Act;
using review::Level;
using review::Stage;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Pair;
using ::testing::StartsWith;

struct Archive : ::testing::Test {
    Premises premises;
    House house{premises};

    // As "T8 2026-05-27+30=2026-06-26 《…》", with + for one that was met.
    std::vector<std::string> deadlines(const std::string& number) {
        std::vector<std::string> out;
        const auto c = house.load(number);
        for (const auto& d : c.deadlines)
            out.push_back(d.rule + " " + iso(d.from) + "+" + std::to_string(d.count) + "=" +
                          (d.effective ? iso(*d.effective) : "?") + " " + d.basis + (d.met ? " +" : ""));
        return out;
    }
    std::vector<std::string> acts(const std::string& number) {
        std::vector<std::string> out;
        const auto record = house.record_of(number);
        for (const auto& event : record) out.push_back(event.actor + " " + event.act + " " + event.to);
        return out;
    }
};

TEST_F(Archive, A_review_application_against_a_street_goes_from_delivery_to_a_sealed_case) {
    const auto received = house.receive(review_application(12), "", day("2026-06-01")).value();
    house.work();
    const auto number = house.arrival(received.id).case_number;
    EXPECT_THAT(number, StartsWith("LX350205202606010001"));
    EXPECT_TRUE(review::item_number_is_sound(number));
    EXPECT_EQ(house.load(number).current().stage, Stage::registered);

    carry(house, number, Stage::archived);
    const auto c = house.load(number);
    const auto& round = c.current();
    EXPECT_EQ(round.level, Level::review);
    EXPECT_EQ(round.organ, "district");
    EXPECT_EQ(c.rounds.front().organ, "street-haicang");
    EXPECT_EQ(c.rounds.front().document_number, "海街信访〔2026〕12号");
    EXPECT_EQ(round.document_number, "海府信复查〔2026〕1号");
    EXPECT_EQ(round.document_date, day("2026-06-10"));
    EXPECT_EQ(round.drafter, "clerk-1");
    EXPECT_EQ(round.counsel, "lawyer-2");
    EXPECT_EQ(round.approver, "leader-1");
    EXPECT_THAT(acts(number), ElementsAre("system register registered", "clerk-1 accept accepted",
                                          "clerk-1 draft drafted", "clerk-1 submit at_counsel",
                                          "lawyer-2 claim at_counsel", "lawyer-2 sign_off signed_off",
                                          "leader-1 approve approved", "clerk-1 issue issued",
                                          "system write_document issued", "system write_document issued",
                                          "clerk-1 serve served", "clerk-1 close archived"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Archive, The_periods_run_from_their_own_days_with_their_articles) {
    const auto received = house.receive(review_application(), "", day("2026-06-01")).value();
    house.work();
    const auto number = house.arrival(received.id).case_number;
    EXPECT_THAT(deadlines(number), ElementsAre("T1 2026-06-01+15=2026-06-16 《信访工作条例》第二十二条"));
    carry(house, number, Stage::accepted);
    EXPECT_THAT(deadlines(number), ElementsAre("T1 2026-06-01+15=2026-06-16 《信访工作条例》第二十二条 +",
                                               "T8 2026-06-01+30=2026-07-01 《信访工作条例》第三十五条"));
    carry(house, number, Stage::served);
    EXPECT_THAT(deadlines(number), ElementsAre("T1 2026-06-01+15=2026-06-16 《信访工作条例》第二十二条 +",
                                               "T8 2026-06-01+30=2026-07-01 《信访工作条例》第三十五条 +",
                                               "T9 2026-06-10+30=2026-07-10 《信访工作条例》第三十六条"));
}

TEST_F(Archive, The_acceptance_notice_is_numbered_and_written_by_itself) {
    const auto number = house.register_letter(review_application());
    carry(house, number, Stage::accepted);
    EXPECT_THAT(premises.shelf.files(), IsEmpty());
    house.work();
    const auto files = premises.shelf.files();
    ASSERT_EQ(files.size(), 1U);
    EXPECT_THAT(files.begin()->first,
                AllOf(StartsWith(number + "/"), HasSubstr("受理告知书"), HasSubstr("海信受〔2026〕1号")));
    EXPECT_THAT(files.begin()->second,
                AllOf(HasSubstr("海信受〔2026〕1号"), HasSubstr("林晓舟"), HasSubstr("2026年6月10日")));
}

TEST_F(Archive, The_record_names_the_exact_text_that_was_drafted_signed_and_approved) {
    const auto number = house.register_letter(review_application());
    carry(house, number, Stage::approved);
    const auto round = house.load(number).current();
    const auto kept = flow::get_json(house.tools().blobs, round.draft_blob).value();
    const auto draft = outputs::from_json(kept).value();
    EXPECT_EQ(flow::binding_text(draft, premises.writer).value(), round.draft_text);
    EXPECT_EQ(round.signed_text, round.draft_text);
    const auto record = house.record_of(number);
    for (const auto& event : record) {
        const bool decides = event.act == "draft" || event.act == "sign_off" || event.act == "approve";
        EXPECT_TRUE(!decides || event.text == round.draft_text) << event.act;
    }
}

TEST_F(Archive, What_is_issued_is_the_signed_text_with_its_number_and_day_and_nothing_else) {
    const auto number = house.register_letter(review_application());
    carry(house, number, Stage::archived);
    const auto round = house.load(number).current();
    auto issued = outputs::from_json(flow::get_json(house.tools().blobs, round.issued_blob).value()).value();
    EXPECT_EQ(flow::binding_text(issued, premises.writer).value(), round.signed_text);
    EXPECT_EQ(issued.number, "海府信复查〔2026〕1号");
    EXPECT_EQ(issued.dated, day("2026-06-10"));
    const auto pdf = flow::get_text(house.tools().blobs, round.issued_pdf).value();
    EXPECT_THAT(premises.shelf.files(),
                Contains(Pair(AllOf(HasSubstr("复查"), HasSubstr(issued.number)), pdf)));
    EXPECT_THAT(pdf, AllOf(HasSubstr("海府信复查〔2026〕1号"), HasSubstr("厦门市人民政府")));
}

TEST_F(Archive, The_sealed_case_file_holds_the_record_and_the_head_of_the_chain) {
    const auto number = house.register_letter(review_application());
    carry(house, number, Stage::served);
    const auto head = house.store().record.head().value();
    carry(house, number, Stage::archived);
    const auto files = premises.shelf.files();
    ASSERT_THAT(files, Contains(Key(number + "/案卷.json")));
    const auto sealed = json::parse(files.at(number + "/案卷.json")).value();
    EXPECT_EQ(sealed.at("chain_head").int_at("n"), head.n);
    EXPECT_EQ(sealed.at("chain_head").text_at("hash"), head.hash.hex());
    EXPECT_EQ(sealed.array_at("record").size() + 1, house.record_of(number).size());
    EXPECT_EQ(sealed.text_at("number"), number);
}

TEST_F(Archive, A_re_review_of_what_a_department_reviewed_for_its_agency_ends_the_procedure) {
    const auto number = house.register_letter(re_review_application(3));
    carry(house, number, Stage::archived);
    const auto c = house.load(number);
    ASSERT_EQ(c.rounds.size(), 3U);
    EXPECT_EQ(c.rounds[0].organ, "market-xinyang");
    EXPECT_EQ(c.rounds[1].organ, "market");
    EXPECT_EQ(c.current().organ, "district");
    EXPECT_EQ(c.current().document_number, "海府信复核〔2026〕1号");
    EXPECT_THAT(deadlines(number), ElementsAre("T1 2026-06-10+15=2026-06-25 《信访工作条例》第二十二条 +",
                                               "T10 2026-06-10+30=2026-07-10 《信访工作条例》第三十六条 +"));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Archive, Numbers_of_each_kind_of_document_run_on_their_own) {
    std::vector<std::string> numbers;
    for (const int n : {1, 2}) {
        const auto review = house.register_letter(review_application(n));
        const auto re_review = house.register_letter(re_review_application(n));
        for (const auto& number : {review, re_review}) {
            carry(house, number, Stage::approved);
            numbers.push_back(house.load(number).current().document_number);
        }
    }
    EXPECT_THAT(numbers, ElementsAre("海府信复查〔2026〕1号", "海府信复核〔2026〕1号",
                                     "海府信复查〔2026〕2号", "海府信复核〔2026〕2号"));
}

TEST_F(Archive, A_first_letter_may_be_transferred_or_declined_and_is_then_archived) {
    const auto transferred = house.register_letter(first_letter(1));
    const auto declined = house.register_letter(first_letter(2));
    EXPECT_EQ(
        code_of(house.act(transferred, Act::transfer, "clerk-1", json::Object{{"organ", "street-songyu"}})),
        "done");
    EXPECT_EQ(code_of(house.act(declined, Act::decline, "clerk-2", declining())), "done");
    for (const auto& number : {transferred, declined}) {
        EXPECT_THAT(deadlines(number), Contains("T1 2026-06-10+15=2026-06-25 《信访工作条例》第二十二条 +"));
        carry(house, number, Stage::archived);
    }
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Archive, A_draft_sent_back_by_counsel_and_by_the_leader_is_signed_anew_each_time) {
    const auto number = house.register_letter(review_application());
    carry(house, number, Stage::at_counsel);
    ASSERT_EQ(code_of(house.act(number, Act::claim, "lawyer-2", declared())), "done");
    ASSERT_EQ(code_of(house.act(number, Act::send_back, "lawyer-2", because())), "done");
    EXPECT_THAT(house.load(number).current().reason, HasSubstr("补充证据"));
    ASSERT_EQ(code_of(house.act(number, Act::draft, "clerk-2", opinion("第二稿。"))), "done");
    carry(house, number, Stage::signed_off, "lawyer-1");
    const auto second = house.load(number).current();
    EXPECT_EQ(second.counsel, "lawyer-1");
    ASSERT_EQ(code_of(house.act(number, Act::send_back, "leader-1", because())), "done");
    ASSERT_EQ(code_of(house.act(number, Act::draft, "clerk-1", opinion("第三稿。"))), "done");
    EXPECT_EQ(house.load(number).current().signed_text, "");
    EXPECT_EQ(house.load(number).current().draft_version, 3);
    carry(house, number, Stage::archived);
    EXPECT_NE(house.load(number).current().signed_text, second.signed_text);
    EXPECT_THAT(house.faults(), IsEmpty());
}

} // namespace
} // namespace docket::testing
