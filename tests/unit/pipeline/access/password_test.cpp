#include "pipeline/access/password.hpp"
#include "tests/support/seeded_random.hpp"

#include <gtest/gtest.h>

#include <set>

namespace docket::access {
namespace {

using namespace std::chrono_literals;

TEST(Password, Fits_its_own_hash_only) {
    testing::SeededRandom random(7);
    Passwords passwords(random, {8, 1});
    const auto hash = passwords.hash("correct horse").value();
    EXPECT_TRUE(passwords.fits(hash, "correct horse"));
    EXPECT_FALSE(passwords.fits(hash, "correct horsf"));
    EXPECT_FALSE(passwords.fits("not a hash", "correct horse"));
    EXPECT_FALSE(passwords.fits_nobody("correct horse"));
    EXPECT_NE(passwords.hash("correct horse").value(), hash) << "each has its own salt";
}

TEST(Password, Made_up_is_good_enough_and_never_the_same) {
    testing::SeededRandom random(1);
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto password = fresh_password(random);
        EXPECT_TRUE(check_password(password, "clerk-1"));
        EXPECT_EQ(password.find_first_of("01iloO"), std::string::npos) << password;
        EXPECT_TRUE(seen.insert(password).second);
    }
}

TEST(Password, Of_a_person_has_ten_characters_and_is_not_the_user_name) {
    EXPECT_TRUE(check_password("0123456789", "clerk"));
    EXPECT_TRUE(check_password("一二三四五六七八九十", "clerk")) << "characters, not bytes";
    EXPECT_FALSE(check_password("012345678", "clerk"));
    EXPECT_FALSE(check_password("clerk-00001", "clerk-00001"));
    EXPECT_FALSE(check_password(std::string(257, 'x'), "clerk"));
}

TEST(Secrets, Are_the_same_only_when_every_byte_is) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_TRUE(same_secret("", ""));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "abcabc"));
    EXPECT_FALSE(same_secret("", "abc"));
    EXPECT_FALSE(same_secret("abc", ""));
}

} // namespace
} // namespace docket::access
