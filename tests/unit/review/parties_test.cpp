// Papers and the shape of their numbers, mandates and their days, minors. All numbers are invented.
#include "review/parties.hpp"

#include <gmock/gmock.h>

namespace docket::review {
namespace {

using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(IdentityPapers, Have_names_that_lead_back_to_them) {
    for (const auto kind : id_kinds) {
        EXPECT_EQ(parse_id_kind(name(kind)).value(), kind);
        EXPECT_FALSE(chinese(kind).empty());
    }
    EXPECT_EQ(parse_id_kind("").error().code, "id.kind_unknown");
}

TEST(IdentityPapers, Are_proposed_by_the_shape_of_the_number_and_then_raise_no_doubt) {
    const std::pair<const char*, IdKind> known[] = {{"350205199001010010", IdKind::resident_id},
                                                    {"11010519491231002x", IdKind::resident_id},
                                                    {"350205 19900101 0010", IdKind::resident_id},
                                                    {"810000199201010339", IdKind::residence_permit},
                                                    {"830000199201010033", IdKind::residence_permit},
                                                    {"H12345678", IdKind::hm_travel_permit},
                                                    {"M1234567890", IdKind::hm_travel_permit},
                                                    {"12345678", IdKind::tw_travel_permit},
                                                    {"E12345678", IdKind::passport},
                                                    {"ABC350212345678", IdKind::permanent_resident},
                                                    {"911000198001010027", IdKind::permanent_resident},
                                                    {"91350100M000100Y43", IdKind::credit_code}};
    for (const auto& [number, kind] : known) {
        EXPECT_EQ(likely_kind(number), kind) << number;
        EXPECT_THAT(doubt_of(kind, number), IsEmpty()) << number;
    }
    EXPECT_EQ(likely_kind(""), IdKind::resident_id);
    EXPECT_THAT(doubt_of(IdKind::officer, "军字第1234567号"), IsEmpty());
}

TEST(IdentityPapers, Of_another_shape_are_doubted_in_a_sentence) {
    const std::pair<const char*, IdKind> strange[] = {{"350205199001010011", IdKind::resident_id},
                                                      {"350205199002300010", IdKind::resident_id},
                                                      {"350205900101001", IdKind::resident_id},
                                                      {"810000199201010339", IdKind::resident_id},
                                                      {"350205199001010010", IdKind::residence_permit},
                                                      {"A12345678", IdKind::hm_travel_permit},
                                                      {"1234567", IdKind::tw_travel_permit},
                                                      {"护照一本", IdKind::passport},
                                                      {"AB1350212345678", IdKind::permanent_resident},
                                                      {"字第12号", IdKind::officer},
                                                      {"91350100M000100Y4Z", IdKind::credit_code},
                                                      {"91350100M000100Y44", IdKind::credit_code}};
    for (const auto& [number, kind] : strange) EXPECT_GT(doubt_of(kind, number).size(), 20U) << number;
}

TEST(IdentityPapers, Tell_where_the_bearer_is_from) {
    EXPECT_EQ(chinese(origin_of(IdKind::resident_id, "350205199001010010")), "");
    EXPECT_EQ(chinese(origin_of(IdKind::residence_permit, "820000199201010339")), "涉澳");
    EXPECT_EQ(chinese(origin_of(IdKind::hm_travel_permit, "H12345678")), "涉港");
    EXPECT_EQ(chinese(origin_of(IdKind::tw_travel_permit, "12345678")), "涉台");
    EXPECT_EQ(chinese(origin_of(IdKind::passport, "E12345678")), "涉外");
    Case c;
    c.applicants = {{"甲", "", "H12345678", "", "", IdKind::hm_travel_permit},
                    {"乙", "", "P1234567", "", "", IdKind::passport},
                    {"丙", "", "H87654321", "", "", IdKind::hm_travel_permit}};
    EXPECT_THAT(origins_of(c), ElementsAre("涉港", "涉外"));
}

TEST(Petitioners, Are_minors_until_the_day_they_are_eighteen) {
    const Applicant born_june_11{"某", "男", "350205200806110030", "", ""};
    const Date before = year{2026} / 6 / 10, birthday = year{2026} / 6 / 11;
    EXPECT_TRUE(is_minor(born_june_11, before));
    EXPECT_FALSE(is_minor(born_june_11, birthday));
    EXPECT_FALSE(is_minor({"某", "男", "350205200806110031", "", ""}, before)) << "the number does not hold";
}

TEST(Petitioners, Who_are_minors_want_a_guardian_whose_mandate_holds) {
    Case c;
    c.received = year{2026} / 6 / 10;
    c.applicants = {{"某", "女", "350205201503150021", "", ""}};
    EXPECT_TRUE(guardian_wanted(c, c.received));
    c.mandates.push_back({.kind = MandateKind::agent, .name = "甲", .from = c.received});
    EXPECT_TRUE(guardian_wanted(c, c.received));
    c.mandates.push_back({.kind = MandateKind::guardian, .name = "乙", .from = c.received});
    EXPECT_FALSE(guardian_wanted(c, c.received));
    c.mandates.back().ended_on = year{2026} / 7 / 1;
    EXPECT_TRUE(guardian_wanted(c, year{2026} / 7 / 1));
}

TEST(Petitioners, Are_as_many_as_are_named_or_as_the_letter_says) {
    Case c;
    c.applicants.resize(3);
    EXPECT_EQ(petitioners_of(c), 3);
    c.petitioners = 48;
    EXPECT_EQ(petitioners_of(c), 48);
}

Mandate from_until(Date from, std::optional<Date> until, const char* who = "甲") {
    return {.kind = MandateKind::agent, .name = who, .from = from, .until = until};
}

TEST(Mandates, Hold_from_their_first_day_through_their_last_or_until_they_are_ended) {
    auto one = from_until(year{2026} / 6 / 1, year{2026} / 6 / 30);
    EXPECT_FALSE(one.in_force(year{2026} / 5 / 31));
    EXPECT_TRUE(one.in_force(year{2026} / 6 / 1));
    EXPECT_TRUE(one.in_force(year{2026} / 6 / 30));
    EXPECT_FALSE(one.in_force(year{2026} / 7 / 1));
    one.ended_on = year{2026} / 6 / 15;
    EXPECT_TRUE(one.in_force(year{2026} / 6 / 14));
    EXPECT_FALSE(one.in_force(year{2026} / 6 / 15));
}

TEST(Mandates, Are_counted_on_the_day_on_which_most_of_a_kind_hold) {
    const std::vector<Mandate> two{from_until(year{2026} / 1 / 1, year{2026} / 1 / 31),
                                   from_until(year{2026} / 3 / 1, year{2026} / 3 / 31)};
    EXPECT_EQ(most_at_once(two, from_until(year{2026} / 1 / 1, {})), 2) << "never the two at once";
    EXPECT_EQ(most_at_once(two, from_until(year{2026} / 2 / 1, year{2026} / 2 / 28)), 1);
    EXPECT_EQ(most_at_once({two[0], two[0]}, from_until(year{2025} / 12 / 1, {})), 3);
}

TEST(Mandates, Are_over_for_a_name_that_none_holds_for) {
    const std::vector<Mandate> all{from_until(year{2026} / 1 / 1, year{2026} / 1 / 31, "周明")};
    EXPECT_TRUE(is_over(all, "周 明（代理人）", year{2026} / 2 / 1));
    EXPECT_FALSE(is_over(all, "周明", year{2026} / 1 / 31));
    EXPECT_FALSE(is_over(all, "周明亮", year{2026} / 2 / 1));
    EXPECT_FALSE(is_over(all, "", year{2026} / 2 / 1));
}

} // namespace
} // namespace docket::review
