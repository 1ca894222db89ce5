#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/result.hpp"

#include <gtest/gtest.h>

namespace docket {
namespace {

using std::chrono::year;

TEST(Digest, Equals_the_published_vector_of_FIPS_180) {
    EXPECT_EQ(sha256("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
TEST(Digest, Survives_the_way_to_hexadecimal_and_back) {
    const auto digest = sha256("来信");
    EXPECT_EQ(*Digest::from_hex(digest.hex()), digest);
    EXPECT_EQ(Digest::from_hex("abc").error().code, "digest.malformed");
    EXPECT_FALSE(Digest::from_hex(std::string(64, 'G')));
}
TEST(Date, Of_an_instant_is_the_civil_day_of_China) {
    const Instant late_evening_utc = from_ms(1'767'198'600'000); // 2025-12-31T16:30Z
    EXPECT_EQ(iso(china.date(late_evening_utc)), "2026-01-01");
    EXPECT_EQ(china.text(late_evening_utc), "2026-01-01 00:30:00");
}
TEST(Date, Is_written_in_a_document_without_leading_zeros) {
    EXPECT_EQ(formal(year{2026} / 5 / 6), "2026年5月6日");
}
TEST(Date, That_does_not_exist_is_refused_by_name) {
    for (const auto* text : {"2026-02-30", "2026-2-3", "26-02-03", "2026/02/03", "2026-02-0x", ""})
        EXPECT_EQ(parse_iso_date(text).error().code, "date.malformed") << text;
    EXPECT_EQ(*parse_iso_date("2024-02-29"), year{2024} / 2 / 29);
}
TEST(Result, Of_a_failure_refuses_to_give_a_value) {
    const Result<int> result = fail(Kind::conflict, "a.b", "why");
    EXPECT_THROW((void)result.value(), std::logic_error);
    EXPECT_EQ(result.error().kind, Kind::conflict);
}
TEST(Exit, Of_several_files_is_the_gravest) {
    EXPECT_EQ(graver_exit(3, 8), 8);
    EXPECT_EQ(graver_exit(75, 70), 70);
    EXPECT_EQ(graver_exit(0, 1), 1);
    EXPECT_EQ(graver_exit(7, 3), 7);
}

} // namespace
} // namespace docket
