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

} // namespace
} // namespace docket::flow
