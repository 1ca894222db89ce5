// Against the vectors of RFC 6238 appendix B, cut to six digits, and of RFC 4648 section 10.
#include "pipeline/access/totp.hpp"
#include "tests/support/seeded_random.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace docket::access {
namespace {

using namespace std::chrono_literals;

Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }

TEST(Totp, Codes_are_those_of_the_standard) {
    const auto secret = base32(bytes("12345678901234567890"));
    EXPECT_EQ(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    const std::pair<std::int64_t, const char*> vectors[]{{59, "287082"},
                                                         {1'111'111'109, "081804"},
                                                         {1'111'111'111, "050471"},
                                                         {1'234'567'890, "005924"},
                                                         {2'000'000'000, "279037"},
                                                         {20'000'000'000, "353130"}};
    for (const auto& [seconds, code] : vectors)
        EXPECT_EQ(code_of(secret, step_of(Instant{Millis{seconds * 1000}})), code) << seconds;
}

TEST(Totp, Base32_is_that_of_the_standard_without_padding) {
    const std::pair<const char*, const char*> vectors[]{{"", ""},
                                                        {"f", "MY"},
                                                        {"fo", "MZXQ"},
                                                        {"foo", "MZXW6"},
                                                        {"foob", "MZXW6YQ"},
                                                        {"fooba", "MZXW6YTB"},
                                                        {"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(base32(bytes(plain)), encoded);
        EXPECT_EQ(from_base32(encoded), bytes(plain));
    }
    EXPECT_FALSE(from_base32("m8"));
}

TEST(Totp, A_code_fits_one_step_around_its_own_and_no_further) {
    testing::SeededRandom random(3);
    const auto secret = fresh_secret(random);
    EXPECT_EQ(secret.size(), 32U);
    const Instant now{Millis{1'780'000'010'000}};
    const auto code = code_of(secret, step_of(now));
    for (const auto late : {-30s, 0s, 30s}) EXPECT_EQ(step_that_fits(secret, code, now + late), step_of(now));
    for (const auto late : {-60s, 60s}) EXPECT_FALSE(step_that_fits(secret, code, now + late));
    EXPECT_FALSE(step_that_fits(secret, "", now));
    EXPECT_FALSE(step_that_fits("", "", now));
    EXPECT_FALSE(step_that_fits("not base 32", "000000", now));
}

TEST(Totp, The_address_for_a_telephone_names_office_and_user) {
    EXPECT_EQ(enrolment_uri("某局", "chen", "ABC"),
              "otpauth://totp/%E6%9F%90%E5%B1%80:chen?secret=ABC&issuer=%E6%9F%90%E5%B1%80"
              "&algorithm=SHA1&digits=6&period=30");
}

} // namespace
} // namespace docket::access
