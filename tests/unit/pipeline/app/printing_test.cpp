#include "pipeline/app/printing.hpp"

#include <gmock/gmock.h>

namespace docket::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ArrivalView rejected(const std::string& code) {
    ArrivalView view;
    view.arrival.id = 12;
    view.arrival.name = "来信.tif";
    view.state = "rejected";
    view.code = code;
    view.reason = "请重新扫描。";
    return view;
}

TEST(ArrivalName, Is_read_back_in_each_of_its_forms) {
    EXPECT_EQ(arrival_name(12), "A000012");
    EXPECT_EQ(arrival_name(1234567), "A1234567");
    for (const auto* text : {"A12", "A000012", "arrival:12"}) EXPECT_EQ(parse_arrival_name(text), 12) << text;
}

TEST(ArrivalName, Is_not_read_into_anything_else) {
    for (const auto* text :
         {"", "A", "12", "A12x", "a12", "arrival:", "LX3502052026061000011", "A99999999999999999999"})
        EXPECT_EQ(parse_arrival_name(text), std::nullopt) << text;
}

TEST(ArrivalLine, Says_what_became_of_the_file_and_why_in_one_line) {
    auto view = rejected("file.damaged");
    view.arrival.name = "a\nb\x1b[31m.tif"; // a name may hold anything
    const auto line = line_of(view);
    EXPECT_THAT(line, HasSubstr("A000012  退回重扫"));
    EXPECT_THAT(line, HasSubstr("file.damaged：请重新扫描。"));
    EXPECT_THAT(line, Not(HasSubstr("\n")));
    EXPECT_THAT(line, Not(HasSubstr("\x1b")));
}

TEST(ArrivalLine, Shows_a_period_without_a_calendar_as_provisional) {
    auto view = rejected("file.damaged");
    view.arrival.due = review::Deadline{"T1", "", {}, 15, "day", *parse_iso_date("2027-01-06"), {}, 0, false};
    EXPECT_THAT(line_of(view), HasSubstr("2027-01-06（暂定）"));
}

TEST(ArrivalExit, Is_that_of_the_reasons_kind) {
    EXPECT_EQ(exit_of(rejected("file.too_many_pages")), 7);
    EXPECT_EQ(exit_of(rejected("file.damaged")), 8);
    EXPECT_EQ(exit_of(rejected("file.empty")), 3);
    auto well = rejected("");
    well.state = "needs_person";
    EXPECT_EQ(exit_of(well), 0);
}

} // namespace
} // namespace docket::app
