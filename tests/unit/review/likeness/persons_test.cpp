#include "pipeline/text/identity.hpp"
#include "review/likeness/persons.hpp"

#include <gtest/gtest.h>

namespace docket::review::likeness {
namespace {

std::string id(const std::string& first_17) { return first_17 + text::id_check_character(first_17); }

std::optional<SamePerson> compared(const Applicant& a, const Applicant& b) {
    const auto there = same_person(identity_of(a), identity_of(b));
    const auto back = same_person(identity_of(b), identity_of(a));
    EXPECT_EQ(there.has_value(), back.has_value()) << "it does not matter who comes first";
    return there;
}

TEST(SamePerson, Is_told_by_the_identity_number_whatever_the_name_was_read_as) {
    const auto number = id("35020519900101001");
    const auto same = compared({"陈建国", "", number, "", ""}, {"東建國", "", number, "13800000001", ""});
    ASSERT_TRUE(same);
    EXPECT_EQ(same->by, SameBy::id_number);
    EXPECT_EQ(same->carries, Carries::all);
}

TEST(SamePerson, Is_nobody_with_another_identity_number) {
    EXPECT_FALSE(compared({"陈建国", "", id("35020519900101001"), "13800000001", "和顺路1号"},
                          {"陈建国", "", id("35020519850202003"), "13800000001", "和顺路1号"}));
}

TEST(SamePerson, Is_told_through_a_misread_digit_that_the_check_digit_refutes) {
    auto misread = id("35020519900101001");
    misread[9] = misread[9] == '8' ? '3' : '8';
    ASSERT_FALSE(text::parse_resident_id(misread));
    EXPECT_TRUE(compared({"陈建国", "", id("35020519900101001"), "", ""}, {"陈建国", "", misread, "", ""}));
}

TEST(SamePerson, Is_told_by_a_name_that_telephone_or_address_bear_out) {
    const auto by_phone =
        compared({"陳建國", "", "", "138-0000-0001", ""}, {"陈 建国", "", "", "+86 13800000001", ""});
    ASSERT_TRUE(by_phone);
    EXPECT_EQ(by_phone->by, SameBy::name_and_phone);
    const auto by_address = compared({"陈建国", "", "", "", "某区和顺路１２号3栋502室"},
                                     {"陈建国", "", "", "", "和顺路12号3栋502"});
    ASSERT_TRUE(by_address);
    EXPECT_EQ(by_address->by, SameBy::name_and_address);
    EXPECT_EQ(by_address->carries, Carries::much);
}

TEST(SamePerson, Is_little_sure_by_a_name_alone_and_a_namesake_elsewhere_is_another) {
    const auto bare = compared({"陈建国", "", "", "", ""}, {"陈建国", "", "", "13800000001", "和顺路12号"});
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->carries, Carries::little);
    EXPECT_FALSE(compared({"陈建国", "", "", "", "和顺路12号"}, {"陈建国", "", "", "", "东篱里88号"}));
}

TEST(SamePerson, Is_told_by_a_like_name_only_where_something_bears_it_out) {
    EXPECT_FALSE(compared({"吴晓梅", "", "", "", ""}, {"昊晓梅", "", "", "", ""}));
    const auto same = compared({"吴晓梅", "", "", "", "和顺路12号"}, {"昊晓梅", "", "", "", "和顺路12号"});
    ASSERT_TRUE(same);
    EXPECT_EQ(same->by, SameBy::like_name);
    EXPECT_EQ(same->carries, Carries::little);
    EXPECT_FALSE(compared({"吴晓梅", "", "", "", "和顺路12号"}, {"吴大伟", "", "", "", "和顺路12号"}))
        << "a relative";
    EXPECT_FALSE(compared({"", "", "", "", "和顺路12号"}, {"", "", "", "", "和顺路12号"}));
}

TEST(Addresses, Agree_in_a_shorter_form_and_differ_by_street_or_by_every_number) {
    const auto of = [](const char* a, const char* b) { return addresses(folded(a), folded(b)); };
    EXPECT_EQ(of("和顺路12号3栋502室", "和顺路12号"), Agreement::agree);
    EXPECT_EQ(of("和顺路12号3栋502室", "和顺路12号3栋501室"), Agreement::unknown);
    EXPECT_EQ(of("和顺路12号", "和顺路15号"), Agreement::differ);
    EXPECT_EQ(of("和顺路12号", "东篱里12号"), Agreement::differ);
    EXPECT_EQ(of("", "东篱里12号"), Agreement::unknown);
    EXPECT_EQ(of("东篱里", "东篱里"), Agreement::agree);
}

TEST(LikeNames, Differ_in_one_character_and_no_more) {
    const auto of = [](const char* a, const char* b) { return like_names(folded(a), folded(b)); };
    EXPECT_TRUE(of("吴晓梅", "昊晓梅"));
    EXPECT_TRUE(of("吴晓梅", "吴梅"));
    EXPECT_FALSE(of("吴晓梅", "吴晓梅"));
    EXPECT_FALSE(of("吴晓梅", "昊晓海"));
    EXPECT_FALSE(of("吴", "昊"));
    EXPECT_FALSE(of("吴晓梅", "梅"));
}

} // namespace
} // namespace docket::review::likeness
