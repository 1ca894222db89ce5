#include "pipeline/flow/arrival.hpp"
#include "pipeline/flow/draft.hpp"

#include <gtest/gtest.h>

#include <set>

namespace docket::flow {
namespace {

TEST(ArrivalNames, Every_state_and_every_place_is_read_back) {
    std::set<std::string_view> words;
    for (int i = 0; i <= static_cast<int>(ArrivalState::duplicate); ++i) {
        const auto state = static_cast<ArrivalState>(i);
        EXPECT_EQ(parse_arrival_state(name(state)).value(), state);
        words.insert(name(state));
    }
    EXPECT_EQ(words.size(), 5U);
    for (int i = 0; i <= static_cast<int>(Place::in_duplicates); ++i)
        EXPECT_EQ(parse_place(name(static_cast<Place>(i))).value(), static_cast<Place>(i));
}

TEST(ArrivalNames, A_word_that_is_none_is_damage_and_named) {
    EXPECT_EQ(parse_arrival_state("lost").error().code, "arrival.state_unknown");
    EXPECT_EQ(parse_place("").error().code, "page.place_unknown");
}

TEST(DocumentNumber, Has_the_year_in_six_cornered_brackets_and_no_leading_zero) {
    EXPECT_EQ(document_number("海府信复查", 2026, 1), "海府信复查〔2026〕1号");
    EXPECT_EQ(document_number("海信受", 2027, 120), "海信受〔2027〕120号");
}

} // namespace
} // namespace docket::flow
