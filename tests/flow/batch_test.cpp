// What was delivered together: where its letters begin, what is asked of a person, and that nothing is lost.
#include "pipeline/flow/register.hpp"
#include "tests/support/batch_house.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using flow::ArrivalState;
using flow::BatchState;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string separator = "BARCODE PATCHT\n分隔单\n";

std::string joined(const std::vector<std::string>& pages) {
    std::string out;
    for (const auto& page : pages) out += (out.empty() ? "" : "\f") + page;
    return out;
}

struct Batches : ::testing::Test {
    Premises premises;
    House house{premises};
    BatchDesk desk{house};

    flow::LedgerCounts ledger() { return house.store().ledger.count().value(); }
    std::vector<flow::Page> pages(const flow::Arrival& arrival) {
        return house.store().pages.of(arrival.id).value();
    }
    std::vector<flow::Suggestion> open(std::int64_t batch) {
        const auto sorting = desk.sorting(batch);
        return flow::undecided(sorting.proposal, sorting.arrangement);
    }
    std::int64_t page(std::int64_t batch, std::size_t letter, std::size_t sheet) {
        return desk.sorting(batch).arrangement.letters.at(letter).at(sheet).page;
    }
};
std::string code(const Result<flow::Batch>& done) { return done ? "done" : done.error().code; }

TEST_F(Batches, Of_one_stack_with_separators_become_letters_by_themselves) {
    const auto batch = desk.delivered({joined({separator, review_application(1), separator,
                                               re_review_application(2), separator, first_letter(3)})});
    EXPECT_EQ(batch.state, BatchState::sorted);
    const auto letters = desk.letters(batch.id);
    ASSERT_EQ(letters.size(), 3U);
    EXPECT_THAT(letters, Each(Field(&flow::Arrival::state, ArrivalState::registered)));
    EXPECT_THAT(pages(letters[1]), SizeIs(2));
    EXPECT_EQ(pages(letters[1]).front().file_n, 4);
    EXPECT_EQ(letters[0].received, batch.received);
    ASSERT_TRUE(letters[0].due);
    EXPECT_THAT(desk.files(batch.id), Each(Field(&flow::Arrival::state, ArrivalState::sorted)));
    const auto books = ledger();
    EXPECT_EQ(books.arrivals.received, 3);
    EXPECT_EQ(books.pages.received, 7);
    EXPECT_EQ(books.pages.separator, 3);
    EXPECT_EQ(books.pages.in_letters, 4);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, Without_any_doubt_keep_each_file_a_letter) {
    const auto batch = desk.delivered({re_review_application(1), re_review_application(2)});
    EXPECT_EQ(batch.state, BatchState::sorted);
    EXPECT_THAT(desk.letters(batch.id), SizeIs(2));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, In_which_a_separator_was_forgotten_wait_for_a_person_with_the_reason) {
    const auto batch =
        desk.delivered({joined({separator, first_letter(1), first_letter(2)}), re_review_application(3)});
    EXPECT_EQ(batch.state, BatchState::to_sort);
    EXPECT_EQ(batch.undecided, 1);
    const auto asked = open(batch.id);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_THAT(asked[0].reasons, ::testing::Contains(HasSubstr("新称呼：尊敬的领导：")));
    EXPECT_THAT(asked[0].reasons, ::testing::Contains(HasSubstr("落款")));
    EXPECT_EQ(ledger().arrivals.needs_person, 2); // the two files wait as they came
    EXPECT_EQ(ledger().pages.in_progress, 5);
    EXPECT_THAT(house.faults(), IsEmpty());
    EXPECT_EQ(code(desk.arrange(batch.id, {json::Object{{"op", "finish"}}})), "batch.undecided");
    ASSERT_EQ(code(desk.arrange(batch.id, {json::Object{{"op", "split"}, {"after", asked[0].after}},
                                           json::Object{{"op", "finish"}}})),
              "done");
    house.work();
    EXPECT_THAT(desk.letters(batch.id), SizeIs(3));
    EXPECT_THAT(desk.letters(batch.id), Each(Field(&flow::Arrival::state, ArrivalState::registered)));
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, May_go_on_with_what_nobody_decided_left_to_a_person) {
    const auto batch = desk.delivered({joined({first_letter(1), first_letter(2)}), re_review_application(3)});
    ASSERT_EQ(code(desk.arrange(batch.id, {json::Object{{"op", "finish"}, {"undecided", "needs_person"}}})),
              "done");
    house.work();
    const auto letters = desk.letters(batch.id);
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_EQ(letters[0].state, ArrivalState::needs_person);
    EXPECT_EQ(letters[0].code, "batch.undecided");
    EXPECT_THAT(letters[0].fields, ::testing::Not(IsEmpty())); // read all the same
    EXPECT_EQ(letters[1].state, ArrivalState::registered);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, Hide_blank_pages_and_lose_none) {
    const auto batch = desk.delivered(
        {joined({separator, "BLANK", review_application(1), "BLANK", separator, "BLANK", first_letter(2)})});
    EXPECT_EQ(batch.state, BatchState::sorted);
    ASSERT_THAT(desk.letters(batch.id), SizeIs(2));
    EXPECT_EQ(ledger().pages.blank_hidden, 3);
    EXPECT_EQ(ledger().pages.separator, 2);
    EXPECT_EQ(ledger().pages.in_letters, 2);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, Of_which_nothing_can_be_read_wait_for_a_person) {
    const auto batch = desk.delivered({joined({"BLANK", separator, "BLANK"})});
    EXPECT_EQ(batch.state, BatchState::to_sort);
    EXPECT_THAT(desk.sorting(batch.id).proposal.notes, SizeIs(1));
    EXPECT_EQ(code(desk.arrange(batch.id, {json::Object{{"op", "finish"}}})), "done");
    house.work();
    EXPECT_THAT(desk.letters(batch.id), IsEmpty());
    EXPECT_EQ(ledger().arrivals.received, 0);
    EXPECT_EQ(ledger().pages.blank_hidden, 2);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, Keep_an_envelope_with_its_letter) {
    const std::string envelope = "361000\n厦门市海沧区信访局 收\n海沧区温厝路218号 林晓舟\n";
    const auto batch = desk.delivered(
        {joined({separator, review_application(1), envelope, separator, first_letter(2), envelope})});
    EXPECT_EQ(batch.state, BatchState::sorted);
    const auto letters = desk.letters(batch.id);
    ASSERT_EQ(letters.size(), 2U);
    ASSERT_THAT(pages(letters[0]), SizeIs(2));
    EXPECT_EQ(pages(letters[0])[1].kind, flow::SheetKind::envelope);
    EXPECT_EQ(letters[0].state, ArrivalState::registered);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, Number_a_letter_by_its_label) {
    const auto batch = desk.delivered({joined(
        {"BARCODE ASN000041\n" + first_letter(1), "附页\n", "BARCODE ASN000042\n" + first_letter(2)})});
    ASSERT_EQ(batch.state, BatchState::sorted);
    const auto letters = desk.letters(batch.id);
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_EQ(letters[0].label, "ASN000041");
    EXPECT_EQ(letters[1].label, "ASN000042");
    EXPECT_THAT(pages(letters[0]), SizeIs(2));
}

TEST_F(Batches, Are_closed_to_further_files_and_never_empty) {
    const auto batch = desk.open();
    EXPECT_EQ(code(desk.close(batch.id)), "batch.empty");
    ASSERT_TRUE(desk.add(batch.id, first_letter(1)));
    ASSERT_EQ(code(desk.close(batch.id)), "done");
    EXPECT_EQ(desk.add(batch.id, first_letter(2)).error().code, "batch.closed");
    EXPECT_EQ(code(desk.close(batch.id)), "batch.closed");
    EXPECT_EQ(code(flow::arrange(batch.id, desk.load(batch.id).version, {}, "mailroom-1", house.tools())),
              "batch.not_to_sort");
}

TEST_F(Batches, Read_while_files_still_come_and_go_on_only_when_all_is_read) {
    const auto batch = desk.open();
    ASSERT_TRUE(desk.add(batch.id, re_review_application(1)));
    house.work();
    EXPECT_EQ(desk.load(batch.id).state, BatchState::open);
    ASSERT_TRUE(desk.add(batch.id, re_review_application(2)));
    ASSERT_TRUE(desk.close(batch.id));
    EXPECT_EQ(desk.load(batch.id).state, BatchState::reading);
    EXPECT_THAT(house.faults(), IsEmpty());
    house.work();
    EXPECT_EQ(desk.load(batch.id).state, BatchState::sorted);
}

TEST_F(Batches, Keep_a_bad_file_and_one_that_came_before_apart_from_the_rest) {
    (void)house.receive(re_review_application(1)).value();
    const auto batch =
        desk.delivered({re_review_application(1), "UNREADABLE", "DAMAGED 3\n", first_letter(4)});
    EXPECT_EQ(batch.state, BatchState::sorted);
    const auto files = desk.files(batch.id);
    EXPECT_EQ(files[0].state, ArrivalState::duplicate);
    EXPECT_EQ(files[1].state, ArrivalState::rejected);
    EXPECT_EQ(files[2].state, ArrivalState::rejected);
    EXPECT_TRUE(files[2].scan_again);
    EXPECT_EQ(files[3].state, ArrivalState::sorted);
    EXPECT_THAT(desk.letters(batch.id), SizeIs(1));
    EXPECT_THAT(house.faults(), IsEmpty());
    const auto only_bad = desk.delivered({"UNREADABLE"});
    EXPECT_EQ(only_bad.state, BatchState::sorted);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, With_a_page_that_cannot_be_read_go_on_when_a_person_says_so) {
    for (int i = 0; i < 3; ++i)
        premises.reader.lose_next(fail(Kind::unavailable, "child.died", "the reader died"));
    const auto id = desk.open().id;
    ASSERT_TRUE(desk.add(id, re_review_application(1)));
    ASSERT_TRUE(desk.close(id));
    EXPECT_EQ(code(desk.close(id, {{}, {}, true})), "batch.still_reading");
    house.work();
    EXPECT_EQ(desk.load(id).state, BatchState::reading);
    EXPECT_EQ(ledger().arrivals.needs_person, 1);
    ASSERT_EQ(code(desk.close(id, {{}, {}, true})), "done");
    house.work();
    const auto letters = desk.letters(id);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0].state, ArrivalState::needs_person);
    EXPECT_THAT(letters[0].reason, HasSubstr("1 页没有读成"));
    EXPECT_THAT(house.faults(), IsEmpty());
    ASSERT_TRUE(
        house.store().jobs_desk.requeue(house.jobs(queue::State::dead).front().id, premises.clock.now()));
    house.work(); // read after all
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, With_a_file_that_never_opened_leave_the_duty_to_scan_it_again) {
    for (int i = 0; i < 5; ++i)
        premises.unpacker.fail_next(fail(Kind::unavailable, "child.timeout", "the child ran too long"));
    const auto batch = desk.delivered({re_review_application(1)});
    EXPECT_EQ(batch.state, BatchState::reading);
    ASSERT_EQ(code(desk.close(batch.id, {{}, {}, true})), "done");
    house.work();
    ASSERT_EQ(desk.load(batch.id).state, BatchState::sorted);
    EXPECT_EQ(desk.files(batch.id).front().state, ArrivalState::rejected);
    EXPECT_TRUE(desk.files(batch.id).front().scan_again);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Batches, Are_opened_once_however_often_they_are_sent) {
    const auto one = desk.open([](flow::Batch& batch) { batch.uid = "web/1"; });
    const auto two = desk.open([](flow::Batch& batch) { batch.uid = "web/1"; });
    EXPECT_EQ(one.id, two.id);
}

TEST_F(Batches, Have_files_that_nobody_registers_as_if_they_were_letters) {
    const auto batch = desk.delivered({joined({first_letter(1), first_letter(2)})});
    const auto tried =
        flow::register_by_person(desk.files(batch.id).front().id, "clerk-1", review_facts(), house.tools());
    EXPECT_EQ(tried.error().code, "register.is_batch");
}

struct Sorting : Batches {
    // Two letters of two pages each, in one file; the suggestion is open.
    std::int64_t batch = desk.delivered({joined({first_letter(1), "第2页\n", first_letter(2), "附件\n"})}).id;
    Result<flow::Batch> act(json::Object one) { return desk.arrange(batch, {std::move(one)}); }
};

TEST_F(Sorting, Splits_and_merges_and_does_not_split_behind_the_last_page) {
    ASSERT_EQ(desk.load(batch).state, BatchState::to_sort);
    ASSERT_THAT(desk.shape(batch), ElementsAre(4U));
    EXPECT_EQ(code(act({{"op", "split"}, {"after", page(batch, 0, 1)}})), "done");
    EXPECT_THAT(desk.shape(batch), ElementsAre(2U, 2U));
    EXPECT_EQ(code(act({{"op", "split"}, {"after", page(batch, 0, 1)}})), "batch.nothing_to_split");
    EXPECT_EQ(code(act({{"op", "merge"}, {"page", page(batch, 0, 0)}})), "batch.nothing_before");
    EXPECT_EQ(code(act({{"op", "merge"}, {"page", page(batch, 1, 1)}})), "done");
    EXPECT_THAT(desk.shape(batch), ElementsAre(4U));
    EXPECT_EQ(code(act({{"op", "split"}, {"after", 999}})), "batch.page_unknown");
    EXPECT_EQ(code(act({{"op", "fold"}})), "batch.operation_malformed");
}

TEST_F(Sorting, Undoes_and_does_again_and_forgets_what_was_undone_after_another_deed) {
    ASSERT_EQ(code(act({{"op", "undo"}})), "batch.nothing_to_undo");
    ASSERT_EQ(code(act({{"op", "split"}, {"after", page(batch, 0, 0)}})), "done");
    ASSERT_EQ(code(act({{"op", "rotate"}, {"pages", json::Array{page(batch, 0, 0)}}, {"by", 90}})), "done");
    ASSERT_EQ(code(act({{"op", "undo"}})), "done");
    EXPECT_EQ(desk.sorting(batch).arrangement.letters[0][0].rotated, 0);
    ASSERT_EQ(code(act({{"op", "undo"}})), "done");
    EXPECT_THAT(desk.shape(batch), ElementsAre(4U));
    ASSERT_EQ(code(act({{"op", "redo"}})), "done");
    EXPECT_THAT(desk.shape(batch), ElementsAre(1U, 3U));
    ASSERT_EQ(code(act({{"op", "split"}, {"after", page(batch, 1, 0)}})), "done");
    EXPECT_EQ(code(act({{"op", "redo"}})), "batch.nothing_to_redo");
    EXPECT_THAT(desk.shape(batch), ElementsAre(1U, 1U, 2U));
}

TEST_F(Sorting, Refuses_whoever_saw_an_older_table) {
    const auto seen = desk.load(batch).version;
    ASSERT_EQ(code(act({{"op", "split"}, {"after", page(batch, 0, 0)}})), "done");
    EXPECT_EQ(code(flow::arrange(batch, seen, {json::Object{{"op", "undo"}}}, "clerk-1", house.tools())),
              "batch.stale");
}

TEST_F(Sorting, Keeps_order_turn_and_kind_of_a_page_in_the_letter) {
    const auto first = page(batch, 0, 0), second = page(batch, 0, 1), last = page(batch, 0, 3);
    ASSERT_EQ(code(desk.arrange(
                  batch, {json::Object{{"op", "split"}, {"after", second}},
                          json::Object{
                              {"op", "move"}, {"pages", json::Array{last}}, {"to", first}, {"side", "after"}},
                          json::Object{{"op", "rotate"}, {"pages", json::Array{last}}, {"by", 180}},
                          json::Object{{"op", "mark"}, {"pages", json::Array{last}}, {"as", "attachment"}},
                          json::Object{{"op", "mark"}, {"pages", json::Array{second}}, {"as", "blank"}},
                          json::Object{{"op", "finish"}}})),
              "done");
    house.work();
    const auto letters = desk.letters(batch);
    ASSERT_EQ(letters.size(), 2U);
    const auto there = pages(letters[0]);
    ASSERT_EQ(there.size(), 3U);
    EXPECT_EQ(there[1].id, last);
    EXPECT_EQ(there[1].rotated, 180);
    EXPECT_EQ(there[1].kind, flow::SheetKind::attachment);
    EXPECT_EQ(there[2].place, flow::Place::blank_hidden);
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Sorting, A_suggestion_is_decided_by_splitting_or_by_dismissing_it) {
    const auto asked = open(batch);
    ASSERT_EQ(asked.size(), 1U);
    ASSERT_EQ(code(act({{"op", "dismiss"}, {"suggestion", asked[0].id}})), "done");
    EXPECT_EQ(desk.load(batch).undecided, 0);
    ASSERT_EQ(code(act({{"op", "undo"}})), "done");
    EXPECT_EQ(desk.load(batch).undecided, 1);
    ASSERT_EQ(code(act({{"op", "split"}, {"after", asked[0].after}})), "done");
    EXPECT_EQ(desk.load(batch).undecided, 0);
}

} // namespace
} // namespace docket::testing
