#include "pipeline/flow/office.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace docket::flow {
namespace {

using ::testing::HasSubstr;

json::Value shipped() {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/pipeline/config/haicang/office.json");
    return json::parse(std::string{std::istreambuf_iterator<char>(in), {}}).value();
}

TEST(Office, The_shipped_one_is_whole) {
    const auto office = Office::from_json(shipped()).value();
    EXPECT_EQ(office.government, "district");
    EXPECT_EQ(office.channels.at("letter"), "LX");
    EXPECT_EQ(office.opinion_prefix.at(review::Level::re_review), "海府信复核");
    EXPECT_EQ(office.lawyer_days, 3);
    EXPECT_EQ(office.done_jobs_days, 30);
    ASSERT_TRUE(office.answer);
    EXPECT_EQ(office.answer->days, 10);
    EXPECT_EQ(office.answer->unit, review::Unit::working_day);
    EXPECT_EQ(office.respondent_prefix, "海信答");
}

TEST(Office, Counts_a_joint_petition_from_two_petitioners_on_at_least) {
    const auto office = Office::from_json(shipped()).value();
    EXPECT_EQ(office.collective_threshold, 5);
    EXPECT_EQ(office.representatives_warn, 5);
    auto value = shipped();
    value.object()->set("collective_threshold", 1);
    EXPECT_EQ(Office::from_json(value).error().code, "office.malformed");
    value = shipped();
    value.object()->set("representatives_warn", -1);
    EXPECT_EQ(Office::from_json(value).error().code, "office.malformed");
}

TEST(Office, Each_member_that_is_missing_is_named) {
    for (const auto* member :
         {"name", "bureau", "government", "division", "contact_person", "contact_phone", "contact_address",
          "acceptance_prefix", "review_prefix", "re_review_prefix", "channels"}) {
        auto value = shipped();
        value.object()->set(member, nullptr);
        const auto office = Office::from_json(value);
        ASSERT_FALSE(office) << member;
        EXPECT_EQ(office.error().code, "office.malformed");
        EXPECT_THAT(office.error().detail, HasSubstr(member));
    }
}

TEST(Office, That_gives_the_organ_complained_of_no_days_or_unknown_ones_is_refused) {
    for (const auto& nonsense :
         {json::Value(json::Object{{"days", 0}}), json::Value(json::Object{{"days", 10}, {"unit", "week"}}),
          json::Value("ten")}) {
        auto value = shipped();
        value.object()->set("answer", nonsense);
        const auto office = Office::from_json(value);
        ASSERT_FALSE(office);
        EXPECT_EQ(office.error().code, "office.malformed");
    }
    auto without = shipped();
    without.object()->set("answer", nullptr).set("respondent_prefix", nullptr);
    const auto office = Office::from_json(without).value();
    EXPECT_FALSE(office.answer);
    EXPECT_EQ(office.respondent_prefix, office.acceptance_prefix);
}

} // namespace
} // namespace docket::flow
