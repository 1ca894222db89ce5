#include "review/item_number.hpp"

#include <gtest/gtest.h>

namespace docket::review {
namespace {

const Date june{std::chrono::year{2026} / 6 / 10};

TEST(ItemNumber, Names_channel_division_day_and_serial) {
    const auto number = item_number("LX", "350205", june, 7);
    ASSERT_TRUE(number);
    EXPECT_EQ(number->substr(0, 20), "LX350205202606100007");
    EXPECT_EQ(number->size(), 21U);
    EXPECT_TRUE(item_number_is_sound(*number));
}
TEST(ItemNumber, With_any_single_character_wrong_is_found) {
    const auto number = *item_number("LX", "350205", june, 1234);
    for (std::size_t i = 0; i < number.size(); ++i)
        for (const char c : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
            if (c == number[i]) continue;
            auto wrong = number;
            wrong[i] = c;
            EXPECT_FALSE(item_number_is_sound(wrong)) << wrong;
        }
}
TEST(ItemNumber, With_two_digits_beside_each_other_swapped_is_found) {
    const auto number = *item_number("LX", "350205", june, 1234);
    for (std::size_t i = 0; i + 1 < number.size(); ++i) {
        if (number[i] == number[i + 1]) continue;
        auto wrong = number;
        std::swap(wrong[i], wrong[i + 1]);
        EXPECT_FALSE(item_number_is_sound(wrong)) << wrong;
    }
}
TEST(ItemNumber, Beyond_the_ten_thousandth_of_a_day_is_refused) {
    EXPECT_EQ(item_number("LX", "350205", june, 10000).error().code, "number.day_is_full");
    EXPECT_FALSE(item_number("LX", "350205", june, 0));
}

} // namespace
} // namespace docket::review
