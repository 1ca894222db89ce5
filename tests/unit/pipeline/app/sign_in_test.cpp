#include "pipeline/app/sign_in.hpp"

#include <gmock/gmock.h>

namespace docket::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SignInSettings, Name_the_roles_that_must_have_a_second_factor) {
    Settings settings;
    EXPECT_THAT(door_settings(settings, "某局")->second_factor_of, IsEmpty());
    settings.second_factor = "administrator, leader";
    const auto made = door_settings(settings, "某局").value();
    EXPECT_THAT(made.second_factor_of, ElementsAre(review::Role::administrator, review::Role::leader));
    EXPECT_EQ(made.issuer, "某局");
}

TEST(SignInSettings, Refuse_a_word_that_is_no_role) {
    Settings settings;
    for (const auto* word : {"boss", "system", "leader,,clerk"}) {
        settings.second_factor = word;
        EXPECT_EQ(door_settings(settings, "某局").error().code, "config.malformed") << word;
    }
}

TEST(QrShape, Is_dark_rectangles_within_a_square) {
    const auto shape = qr_shape("otpauth://totp/x:y?secret=ABC").value();
    const json::Value value(shape);
    EXPECT_EQ(value.int_at("height"), 10'000);
    EXPECT_GT(value.array_at("bars").size(), 50U);
    for (const auto& bar : value.array_at("bars")) {
        const auto& of = *bar.array();
        EXPECT_LE(*of[0].integer() + *of[2].integer(), 10'001);
        EXPECT_LE(*of[1].integer() + *of[3].integer(), 10'001);
    }
}

} // namespace
} // namespace docket::app
