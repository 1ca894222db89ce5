// A long letter is taken apart in slices, read page by page, and archived as one; whenever the program ends
// in the middle, it goes on from there.
#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/register.hpp"
#include "pipeline/flow/writing.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace docket::testing {
namespace {

using flow::ArrivalState;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// A letter with so many pages of enclosures that it has `pages` in all.
std::string long_letter(int pages) {
    auto text = review_application();
    for (int n = 2; n <= pages; ++n) text += "\f附件材料第" + std::to_string(n) + "页";
    return text;
}

struct LongLetters : ::testing::Test {
    Premises premises;
    std::unique_ptr<House> house = std::make_unique<House>(premises);

    void restart() {
        house = nullptr;
        house = std::make_unique<House>(premises);
    }
    std::ptrdiff_t done(const std::string& kind) {
        const auto jobs = house->jobs(queue::State::done);
        return std::ranges::count(jobs, kind, &queue::JobRow::kind);
    }
    std::vector<flow::Page> pages(std::int64_t arrival) { return house->store().pages.of(arrival).value(); }
    std::optional<flow::ArchiveCopy> copy(std::int64_t arrival) {
        return house->store().archive_copies.of(arrival).value();
    }
    std::ptrdiff_t copies_recorded(std::int64_t arrival) {
        const auto events = house->store().record.of("arrival:" + std::to_string(arrival)).value();
        return std::ranges::count(events, "write_archive", &review::Event::act);
    }
};

TEST_F(LongLetters, Are_taken_apart_in_slices_and_understood_once) {
    const auto received = house->receive(long_letter(60)).value();
    house->work();
    EXPECT_EQ(done("letter.unpack"), 3);
    EXPECT_EQ(done("page.read"), 60);
    EXPECT_EQ(done("letter.understand"), 1);
    EXPECT_EQ(premises.reader.reads(), 60);
    const auto there = pages(received.id);
    ASSERT_EQ(there.size(), 60U);
    for (std::size_t i = 0; i < there.size(); ++i) EXPECT_EQ(there[i].n, static_cast<int>(i) + 1);
    EXPECT_EQ(house->arrival(received.id).state, ArrivalState::registered);
    EXPECT_THAT(house->faults(), IsEmpty());
}

TEST_F(LongLetters, Of_exactly_one_slice_need_no_second) {
    house->receive(long_letter(25)).value();
    house->work();
    EXPECT_EQ(done("letter.unpack"), 1);
    EXPECT_EQ(done("letter.understand"), 1);
}

TEST_F(LongLetters, Go_on_from_the_page_in_hand_after_the_program_ended) {
    const auto received = house->receive(long_letter(60)).value();
    while (premises.reader.reads() < 37) ASSERT_TRUE(house->work_once());
    restart();
    EXPECT_TRUE(house->store().ledger.count().value().balanced());
    house->work();
    EXPECT_EQ(premises.reader.reads(), 60) << "none was read twice";
    EXPECT_EQ(done("letter.unpack"), 3) << "no slice was taken out twice";
    EXPECT_EQ(house->arrival(received.id).state, ArrivalState::registered);
    EXPECT_THAT(house->faults(), IsEmpty());
}

TEST_F(LongLetters, Keep_the_slices_they_have_when_the_opening_of_another_fails) {
    const auto received = house->receive(long_letter(60)).value();
    ASSERT_TRUE(house->work_once());
    EXPECT_EQ(pages(received.id).size(), 25U);
    EXPECT_TRUE(house->store().ledger.count().value().balanced());
    premises.unpacker.fail_next(fail(Kind::unavailable, "child.died", "the child died"));
    house->work();
    EXPECT_EQ(pages(received.id).size(), 60U);
    EXPECT_EQ(house->arrival(received.id).state, ArrivalState::registered);
}

TEST_F(LongLetters, That_are_damaged_in_the_middle_are_rejected_with_every_page_counted) {
    const auto received = house->receive(long_letter(60)).value();
    ASSERT_TRUE(house->work_once());
    premises.unpacker.fail_next(fail(Kind::corrupt, "file.damaged", "文件已损坏，请重新扫描。"));
    house->work();
    const auto a = house->arrival(received.id);
    EXPECT_EQ(a.state, ArrivalState::rejected);
    EXPECT_TRUE(a.scan_again);
    EXPECT_EQ(house->store().ledger.count().value().pages.in_rejected, 60);
    EXPECT_EQ(done("letter.understand"), 0);
    EXPECT_FALSE(copy(received.id));
    EXPECT_THAT(house->faults(), IsEmpty());

    ASSERT_TRUE(flow::register_by_person(received.id, "clerk-1", review_facts(), house->tools()));
    EXPECT_EQ(house->arrival(received.id).code, flow::registered_by_paper);
    EXPECT_EQ(house->store().ledger.count().value().pages.in_rejected, 60);
    EXPECT_THAT(house->faults(), IsEmpty());
}

TEST_F(LongLetters, Have_one_archive_copy_of_all_pages_once_they_are_read) {
    const auto received = house->receive(long_letter(30), "", day("2026-06-01")).value();
    while (premises.reader.reads() < 29) ASSERT_TRUE(house->work_once());
    EXPECT_FALSE(copy(received.id));
    house->work();
    ASSERT_TRUE(copy(received.id));
    EXPECT_EQ(copy(received.id)->pages, 30);
    EXPECT_EQ(premises.archivist.written(), 1);
    EXPECT_EQ(copies_recorded(received.id), 1);
    const auto bytes = flow::get_text(house->tools().blobs, copy(received.id)->blob).value();
    EXPECT_EQ(static_cast<std::int64_t>(bytes.size()), copy(received.id)->bytes);
    EXPECT_THAT(bytes, StartsWith("来信.tif|" + premises.office.name + "|2026-06-01|30\n"));
    EXPECT_THAT(bytes, HasSubstr("林晓舟"));
}

TEST_F(LongLetters, Read_again_with_another_outcome_get_a_new_archive_copy) {
    const auto received = house->receive(long_letter(3)).value();
    house->work();
    const auto first = copy(received.id).value();
    auto page = pages(received.id).at(1);
    const auto subject = flow::subject_of(house->arrival(received.id));
    const auto read_again = [&] {
        const auto now = premises.clock.now();
        ASSERT_TRUE(house->tools().work.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(house->tools().pages.save(tx, page));
            for (const auto& one : pages(received.id))
                DOCKET_CHECK(house->tools().jobs.enqueue(
                    tx, flow::job_for(*flow::leg("page.read"), {one.id, subject}, now), now));
            return {};
        }));
        house->work();
    };
    read_again();
    EXPECT_EQ(premises.archivist.written(), 1) << "the same readings, the same copy";
    page.image = pages(received.id).at(2).image; // reads as another text
    read_again();
    EXPECT_EQ(premises.archivist.written(), 2);
    EXPECT_NE(copy(received.id)->blob, first.blob);
    EXPECT_EQ(copies_recorded(received.id), 2);
    EXPECT_THAT(house->jobs(queue::State::dead), IsEmpty());
}

TEST_F(LongLetters, Are_archived_when_their_last_page_could_be_read_after_all) {
    for (int i = 0; i < 3; ++i)
        premises.reader.lose_next(fail(Kind::unavailable, "child.died", "the reader died"));
    const auto received = house->receive(long_letter(2)).value();
    house->work();
    EXPECT_FALSE(copy(received.id));
    ASSERT_TRUE(
        house->store().jobs_desk.requeue(house->jobs(queue::State::dead).front().id, premises.clock.now()));
    house->work();
    EXPECT_TRUE(copy(received.id));
}

TEST_F(LongLetters, Are_registered_whatever_becomes_of_their_archive_copy) {
    premises.archivist.fail_next(fail(Kind::corrupt, "picture.damaged", "一页的图片已损坏。"));
    const auto received = house->receive(long_letter(2)).value();
    house->work();
    EXPECT_EQ(house->arrival(received.id).state, ArrivalState::registered);
    EXPECT_FALSE(copy(received.id));
    ASSERT_EQ(house->jobs(queue::State::dead).size(), 1U);
    EXPECT_EQ(house->store().ledger.count().value().arrivals.needs_person, 0);
    premises.archivist.fail_next(fail(Kind::unavailable, "child.died", "the child died")); // costs a try
    ASSERT_TRUE(
        house->store().jobs_desk.requeue(house->jobs(queue::State::dead).front().id, premises.clock.now()));
    house->work();
    EXPECT_TRUE(copy(received.id));
}

} // namespace
} // namespace docket::testing
