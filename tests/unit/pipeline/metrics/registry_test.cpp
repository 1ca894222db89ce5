#include "pipeline/metrics/registry.hpp"
#include "tests/support/exposition.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace docket::metrics {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::scraped;

TEST(Metrics, What_was_counted_timed_and_measured_is_read_by_a_strict_scraper) {
    Registry registry;
    registry.count("docket_jobs_settled_total", {{"kind", "page.read"}, {"outcome", "done"}});
    registry.count("docket_jobs_settled_total", {{"kind", "page.read"}, {"outcome", "done"}}, 2);
    for (const auto took : {1ms, 5ms, 40ms, 250ms, 90'000ms})
        registry.observe("docket_http_request_seconds", {{"route", "cases"}, {"status", "200"}}, took);
    const auto all = scraped(registry.text({{"docket_jobs", {{"queue", "ocr"}, {"state", "ready"}}, 17},
                                            {"docket_last_anchor_timestamp_seconds", {}, 1781000000.5}}));
    EXPECT_EQ(all.sum("docket_jobs_settled_total"), 3);
    EXPECT_EQ(all.sum("docket_jobs", {{"queue", "ocr"}}), 17);
    EXPECT_EQ(all.sum("docket_last_anchor_timestamp_seconds"), 1781000000.5);
    EXPECT_EQ(all.sum("docket_http_request_seconds_count", {{"route", "cases"}}), 5);
    EXPECT_EQ(all.sum("docket_http_request_seconds_bucket", {{"le", "0.005"}}), 2);
    EXPECT_EQ(all.sum("docket_http_request_seconds_bucket", {{"le", "0.3"}}), 4);
    EXPECT_EQ(all.sum("docket_http_request_seconds_bucket", {{"le", "+Inf"}}), 5);
    EXPECT_NEAR(all.sum("docket_http_request_seconds_sum"), 90.296, 1e-6);
    EXPECT_EQ(all.types.at("docket_http_request_seconds"), "histogram");
}

TEST(Metrics, A_label_may_hold_anything_and_stays_one_label) {
    Registry registry;
    registry.count("docket_jobs_settled_total", {{"kind", "a\"b\\c\nd"}, {"outcome", "done"}});
    const auto all = scraped(registry.text());
    EXPECT_EQ(all.samples.begin()->second.labels.at("kind"), R"(a\"b\\c\nd)");
}

TEST(Metrics, Each_family_says_what_it_is_and_names_end_as_custom_has_it) {
    for (const auto& family : families()) {
        EXPECT_THAT(std::string(family.name), ::testing::StartsWith("docket_"));
        EXPECT_EQ(family.name.ends_with("_total"), family.kind == Kind::counter) << family.name;
        EXPECT_FALSE(family.help.empty());
    }
}

TEST(Metrics, Threads_lose_no_count) {
    Registry registry;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 1000; ++n) registry.count("docket_sign_in_failures_total", {});
            });
    }
    EXPECT_EQ(scraped(registry.text()).sum("docket_sign_in_failures_total"), 4000);
}

TEST(Metrics, What_is_read_when_asked_is_kept_for_a_while) {
    int asked = 0;
    Kept kept([&] { return ++asked, std::vector<Reading>{{"docket_jobs", {}, 1}}; }, std::chrono::hours{1});
    EXPECT_EQ(kept.readings().size(), 1U);
    kept.readings();
    EXPECT_EQ(asked, 1);
    Kept fresh([&] { return ++asked, std::vector<Reading>{}; }, 0ms);
    fresh.readings();
    fresh.readings();
    EXPECT_EQ(asked, 3);
}

} // namespace
} // namespace docket::metrics
