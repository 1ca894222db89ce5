// Whatever moment the store, the blobs or the whole program fails at: after a restart the work is finished,
// nothing is lost and nothing is there twice.
#include "tests/support/sqlite_file.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using review::Stage;
using ::testing::IsEmpty;
using How = Faults::How;

// Every row an act may change, the lease of counsel's task among them.
std::string picture_of(const std::filesystem::path& database) {
    SqliteFile file(database);
    std::string out;
    for (const auto* table :
         {"case_file", "case_round", "case_deadline", "case_claim", "event", "number_taken"})
        for (const auto& row : file.run(std::string("SELECT * FROM ") + table)) {
            for (const auto& cell : row) out += cell + "|";
            out += "\n";
        }
    for (const auto& row : file.run("SELECT kind, subject, state, lease_owner, lease_token FROM job")) {
        for (const auto& cell : row) out += cell + "|";
        out += "\n";
    }
    return out;
}

// Runs `step` on the house; a crash ends the program and starts another one.
template <class Step> bool survives(std::unique_ptr<House>& house, Premises& premises, const Step& step) {
    try {
        return step();
    } catch (const Crash&) {
        premises.faults.none();
        house = nullptr;
        house = std::make_unique<House>(premises);
        return false;
    }
}

class Crashes : public ::testing::TestWithParam<How> {};

TEST_P(Crashes, A_letter_reaches_its_case_whatever_point_of_its_journey_fails) {
    constexpr int most = 400;
    int n = 1;
    for (bool untouched = false; !untouched && n < most; ++n) {
        SCOPED_TRACE("point " + std::to_string(n));
        Premises premises;
        auto house = std::make_unique<House>(premises);
        premises.faults.at(n, GetParam());
        // The mailroom offers the delivery until it is known to have been taken.
        bool taken = false;
        for (int i = 0; i < 5 && !taken; ++i)
            taken = survives(house, premises,
                             [&] { return house->receive(re_review_application(), "tray/1").has_value(); });
        ASSERT_TRUE(taken);
        while (!survives(house, premises, [&] { return house->work(), true; })) {
        }
        untouched = !premises.faults.hit();
        premises.faults.none();
        const auto arrivals = house->store().arrivals.all().value();
        ASSERT_EQ(arrivals.size(), 1U);
        EXPECT_EQ(arrivals.front().state, flow::ArrivalState::registered);
        EXPECT_EQ(house->store().cases.all().value().size(), 1U);
        EXPECT_EQ(house->store().ledger.count().value().pages.in_letters, 2);
        EXPECT_THAT(house->jobs(queue::State::ready), IsEmpty());
        EXPECT_THAT(house->jobs(queue::State::leased), IsEmpty());
        EXPECT_THAT(house->faults(), IsEmpty());
        ASSERT_FALSE(HasFailure());
    }
    RecordProperty("points", n - 1);
    EXPECT_GT(n, 30) << "the faults do not reach the whole journey";
    EXPECT_LT(n, most);
}

TEST_P(Crashes, An_act_happens_wholly_or_not_at_all_whatever_point_of_it_fails) {
    Premises premises;
    auto house = std::make_unique<House>(premises);
    const auto number = house->register_letter(review_application());
    int points = 0;
    while (house->load(number).current().stage != Stage::archived) {
        const auto stage = house->load(number).current().stage;
        for (int n = 1;; ++n) { // one more point each time, until the act passes untouched or has happened
            SCOPED_TRACE(std::string(review::name(stage)) + ", point " + std::to_string(n));
            const auto before = picture_of(premises.database());
            const auto events = house->record_of(number).size();
            premises.faults.at(n, GetParam());
            const bool done = survives(house, premises, [&] { return next_act(*house, number).has_value(); });
            premises.faults.none();
            const bool happened = picture_of(premises.database()) != before;
            EXPECT_TRUE(happened || !done);
            EXPECT_EQ(house->record_of(number).size(), events + (happened ? 1 : 0));
            EXPECT_THAT(house->faults(), IsEmpty());
            ASSERT_FALSE(HasFailure());
            if (happened) break;
            ++points;
        }
        if (house->load(number).current().stage == Stage::issued) house->work();
    }
    EXPECT_GT(points, 30);
    EXPECT_EQ(house->load(number).current().document_number, "海府信复查〔2026〕1号");
}

TEST_P(Crashes, A_document_is_written_once_whatever_point_of_its_writing_fails) {
    int n = 1;
    for (bool untouched = false; !untouched; ++n) {
        SCOPED_TRACE("point " + std::to_string(n));
        Premises premises;
        auto house = std::make_unique<House>(premises);
        const auto number = house->register_letter(review_application());
        carry(*house, number, Stage::issued);
        premises.faults.at(n, GetParam());
        while (!survives(house, premises, [&] { return house->work(), true; })) {
        }
        untouched = !premises.faults.hit();
        premises.faults.none();
        const auto record = house->record_of(number);
        EXPECT_EQ(std::ranges::count(record, "write_document", &review::Event::act),
                  2); // the notice and the opinion
        EXPECT_EQ(premises.shelf.files().size(), 2U);
        EXPECT_FALSE(house->load(number).current().issued_pdf.empty());
        EXPECT_THAT(house->faults(), IsEmpty());
        ASSERT_FALSE(HasFailure());
    }
    EXPECT_GT(n, 10);
}

INSTANTIATE_TEST_SUITE_P(Each, Crashes, ::testing::Values(How::failure, How::crash), [](const auto& how) {
    return how.param == How::crash ? "program_dies" : "call_fails";
});

} // namespace
} // namespace docket::testing
