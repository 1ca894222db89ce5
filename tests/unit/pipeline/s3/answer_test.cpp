#include "pipeline/s3/answer.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace docket::s3 {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Le;

class Persistence : public ::testing::Test {
  protected:
    docket::testing::ManualClock clock{Instant{}};
    docket::testing::SeededRandom random{7};
    std::vector<Millis> pauses;
    Waiting waiting{clock, random, [this](Millis time) { pauses.push_back(time), clock.advance(time); }, {}};
    int asked = 0;

    Answer persist_with(std::vector<Answer> answers) {
        return persist(waiting,
                       [&]() -> Result<Answer> { return answers.at(static_cast<std::size_t>(asked++)); })
            .value();
    }
};
const Answer busy{.status = 503, .again = true}, done{.status = 200};

TEST_F(Persistence, Asks_again_after_longer_and_longer_pauses) {
    EXPECT_EQ(persist_with({busy, busy, busy, done}).status, 200);
    EXPECT_THAT(pauses, ElementsAre(AllOf(Ge(160ms), Le(240ms)), AllOf(Ge(320ms), Le(480ms)),
                                    AllOf(Ge(640ms), Le(960ms))));
}
TEST_F(Persistence, Ends_after_four_tries) {
    EXPECT_EQ(persist_with({busy, busy, busy, busy, done}).status, 503);
    EXPECT_EQ(asked, 4);
}
TEST_F(Persistence, Begins_no_try_later_than_half_a_minute_after_the_first) {
    const auto slow = [&]() -> Result<Answer> {
        ++asked;
        clock.advance(16s);
        return busy;
    };
    EXPECT_EQ(persist(waiting, slow).value().status, 503);
    EXPECT_EQ(asked, 2);
}
TEST_F(Persistence, Takes_a_refusal_at_its_word) {
    EXPECT_EQ(persist_with({{.status = 403}, done}).status, 403);
    EXPECT_TRUE(pauses.empty());
}
TEST_F(Persistence, Ends_at_once_where_the_fault_is_ours) {
    const auto ours =
        persist(waiting, []() -> Result<Answer> { return fail(Kind::exhausted, "blob.no_room", ""); });
    EXPECT_EQ(ours.error().code, "blob.no_room");
    EXPECT_TRUE(pauses.empty());
}

TEST(Answers, Are_asked_for_again_only_where_the_moment_was_to_blame) {
    for (const long status : {408, 429, 500, 502, 503, 504}) EXPECT_TRUE(passes(status, "")) << status;
    for (const long status : {200, 301, 400, 403, 404, 409, 412, 413, 501, 507})
        EXPECT_FALSE(passes(status, "")) << status;
    EXPECT_TRUE(passes(400, "RequestTimeout"));
    EXPECT_TRUE(passes(400, "XAmzContentSHA256Mismatch"));
    EXPECT_TRUE(passes(409, "ConditionalRequestConflict"));
    EXPECT_FALSE(passes(403, "RequestTimeTooSkewed"));
    EXPECT_FALSE(passes(503, "QuotaExceeded"));
}
TEST(Answers, Give_the_stores_word_and_nothing_longer) {
    EXPECT_EQ(code_in("<?xml?><Error><Code>NoSuchBucket</Code><Message>…"), "NoSuchBucket");
    EXPECT_EQ(code_in("<Code>a b</Code>"), "");
    EXPECT_EQ(code_in("<Code>" + std::string(65, 'a') + "</Code>"), "");
    EXPECT_EQ(code_in("<Code>cut off"), "");
    EXPECT_EQ(code_in("no XML at all"), "");
    EXPECT_EQ(code_in(""), "");
}
TEST(Answers, Say_what_to_do_about_them) {
    const auto said = [](long status, const char* code) {
        const auto failure =
            failure_of({.status = status, .code = code, .again = passes(status, code)}, "s3://b");
        return failure.code + ' ' + failure.detail;
    };
    using ::testing::HasSubstr;
    using ::testing::StartsWith;
    EXPECT_THAT(said(403, "SignatureDoesNotMatch"), AllOf(StartsWith("blob.refused"), HasSubstr("密钥不对")));
    EXPECT_THAT(said(404, "NoSuchBucket"), AllOf(StartsWith("blob.refused"), HasSubstr("没有这个桶")));
    EXPECT_THAT(said(403, "RequestTimeTooSkewed"), HasSubstr("校准时钟"));
    EXPECT_THAT(said(400, "AuthorizationHeaderMalformed"), HasSubstr("region"));
    EXPECT_THAT(said(307, "TemporaryRedirect"), HasSubstr("endpoint"));
    EXPECT_THAT(said(0, "certificate"), AllOf(StartsWith("blob.refused"), HasSubstr("ca=")));
    EXPECT_THAT(said(507, ""), StartsWith("blob.no_room"));
    EXPECT_THAT(said(403, "QuotaExceeded"), StartsWith("blob.no_room"));
    EXPECT_THAT(said(503, "SlowDown"), StartsWith("blob.unavailable"));
}

} // namespace
} // namespace docket::s3
