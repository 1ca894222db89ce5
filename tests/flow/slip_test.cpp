// A slip of service: printed with a code, scanned back in, filed to its case by whoever registers the
// service.
#include "pipeline/flow/arrival_name.hpp"
#include "pipeline/flow/slips.hpp"
#include "tests/support/batch_house.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {
namespace {

using flow::ArrivalState;
using review::Act;
using review::Stage;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Slips : ::testing::Test {
    Premises premises;
    House house{premises};
    std::string number = house.register_letter(review_application());

    void SetUp() override {
        carry(house, number, Stage::issued);
        house.work();
        premises.clock.advance(std::chrono::days{6});
    }
    std::string slip(const std::string& document, const std::string& words = "2026年6月12日 张伟") const {
        return "BARCODE " + flow::slip_text({number, document}) + "\n送达回证\n" + words +
               "\n填发日期 2026年6月10日\n";
    }
    flow::Arrival scanned(const std::string& page) {
        const auto received = house.receive(page).value();
        house.work();
        return house.store().arrivals.load(received.id).value();
    }
    std::string tried(Act act, const json::Value& input) {
        return code_of(house.act(number, act, "clerk-1", input));
    }
    static json::Value by_slip(const flow::Arrival& slip, const std::string& on = "2026-06-12") {
        return json::Object{
            {"mode", "direct"}, {"recipient", "张伟"}, {"on", on}, {"slip", flow::arrival_name(slip.id)}};
    }
};

TEST_F(Slips, One_that_comes_back_waits_with_its_case_and_the_day_written_on_it) {
    const auto arrival = scanned(slip("round-2"));
    EXPECT_EQ(arrival.state, ArrivalState::needs_person);
    EXPECT_EQ(arrival.code, "slip.returned");
    EXPECT_EQ(arrival.case_number, number);
    EXPECT_THAT(arrival.reason, HasSubstr("复查意见书"));
    const auto waiting = flow::waiting_slips(house.load(number), house.tools()).value();
    ASSERT_THAT(waiting, SizeIs(1));
    EXPECT_EQ(waiting.front().of.document, "round-2");
    EXPECT_EQ(iso(waiting.front().day.value()), "2026-06-12") << "and not the day it was made out";
    EXPECT_EQ(house.load(number).current().stage, Stage::issued) << "a person decides";
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Slips, Registering_the_service_files_it_as_the_proof) {
    const auto arrival = scanned(slip("round-2"));
    ASSERT_EQ(tried(Act::serve, by_slip(arrival)), "done");
    const auto round = house.load(number).current();
    EXPECT_EQ(round.stage, Stage::served);
    EXPECT_EQ(round.service->proof, house.store().pages.of(arrival.id).value().front().image);
    const auto filed = house.store().arrivals.load(arrival.id).value();
    EXPECT_EQ(filed.state, ArrivalState::registered);
    EXPECT_EQ(filed.code, "slip.filed");
    EXPECT_THAT(flow::waiting_slips(house.load(number), house.tools()).value(), IsEmpty());
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Slips, One_of_a_notice_proves_that_notice_and_nothing_else) {
    const auto arrival = scanned(slip("notice-1"));
    EXPECT_EQ(tried(Act::serve, by_slip(arrival)), "slip.of_another");
    auto input = by_slip(arrival);
    input.object()->set("notice", 1);
    ASSERT_EQ(tried(Act::serve_notice, input), "done");
    EXPECT_TRUE(house.load(number).notices.front().service);
    EXPECT_EQ(house.load(number).current().stage, Stage::issued);
    EXPECT_EQ(tried(Act::serve, by_slip(arrival)), "slip.not_waiting") << "it is filed";
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Slips, A_refused_registration_leaves_it_waiting) {
    const auto arrival = scanned(slip("round-2"));
    EXPECT_EQ(tried(Act::serve, by_slip(arrival, "2026-06-20")), "act.proof_missing") << "after today";
    EXPECT_EQ(house.store().arrivals.load(arrival.id).value().state, ArrivalState::needs_person);
}

TEST_F(Slips, A_code_that_names_no_document_of_ours_is_a_letter_like_any_other) {
    const auto arrival = scanned("BARCODE docket:slip;case=LX000;document=round-1\n" + first_letter(9));
    EXPECT_NE(arrival.code, "slip.returned");
    EXPECT_THAT(house.faults(), IsEmpty());
}

TEST_F(Slips, Days_that_the_document_cannot_have_been_served_on_are_not_proposed) {
    scanned(slip("round-2", "2026年6月1日 2027年1月1日"));
    EXPECT_FALSE(flow::waiting_slips(house.load(number), house.tools()).value().front().day);
}

TEST(SlipsOfATray, Between_letters_of_a_batch_it_is_by_itself_without_a_separator) {
    Premises premises;
    House house(premises);
    const auto number = house.register_letter(review_application());
    carry(house, number, Stage::issued);
    house.work();
    BatchDesk desk(house);
    const auto code = "BARCODE " + flow::slip_text({number, "round-2"}) + "\n送达回证\n2026年6月10日\n";
    const auto batch = desk.delivered(
        {"BARCODE ASN000041\n" + first_letter(1) + "\f" + code + "\fBARCODE ASN000042\n" + first_letter(2)});
    EXPECT_THAT(desk.letters(batch.id), SizeIs(3));
    EXPECT_THAT(flow::waiting_slips(house.load(number), house.tools()).value(), SizeIs(1));
    EXPECT_THAT(house.faults(), IsEmpty());
}

} // namespace
} // namespace docket::testing
