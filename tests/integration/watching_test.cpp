// What a running server tells those who look after it: its log and its metrics over an office's day, and that
// nothing personal is in either.
#include "fixtures/client/client.hpp"
#include "fixtures/client/served.hpp"
#include "tests/support/demo_house.hpp"
#include "tests/support/exposition.hpp"
#include "tests/support/raw_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using client::Client;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

constexpr const char* password = "letters-of-the-day-2026";

std::string text_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

// What a letter says of people: names, numbers, addresses, and what they ask for.
std::set<std::string> personal_values(const score::Letter& letter) {
    std::set<std::string> out;
    for (const auto* one : {"applicant", "phone", "address", "id_number", "place", "respondent"})
        if (const auto value = letter.fields.text_at(one); value.size() >= 6) out.insert(value);
    for (const auto* many : {"applicants", "claims", "representatives"})
        for (const auto& value : letter.fields.texts_at(many))
            if (value.size() >= 6) out.insert(value);
    return out;
}

// A server with workers, its log, and a port for Prometheus.
class Watched : public ::testing::Test {
  protected:
    void SetUp() override {
        std::ofstream(house.path() / "password") << password;
        for (const auto* person : {"mailroom-1", "clerk-1"})
            ASSERT_EQ(
                house.docket({"user", "add", person, "--password-file", house.path() / "password"}).exit, 0);
        be_patient_with_readers();
        auto started = client::Served::start(
            house.command({"serve", "--listen", "127.0.0.1:0", "--engine", "tesseract", "--log", log.string(),
                           "--metrics", "127.0.0.1:" + std::to_string(metrics_port)}),
            (house.path() / "stderr.log").string());
        ASSERT_TRUE(started) << started.error().detail;
        served.emplace(*std::move(started));
    }
    std::string asked(const std::string& path) const {
        return talk(metrics_port,
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
    Scraped scrape() const {
        const auto answer = asked("/metrics");
        EXPECT_THAT(answer, HasSubstr("200 OK"));
        EXPECT_THAT(answer, HasSubstr("text/plain; version=0.0.4"));
        return scraped(answer.substr(answer.find("\r\n\r\n") + 4));
    }
    void wait_until_read(Client& desk) {
        for (int i = 0; i < 1200; ++i) {
            const auto ledger = house.ledger();
            if (ledger.at("arrivals").int_at("in_progress") == 0) return;
            std::this_thread::sleep_for(250ms);
        }
        FAIL() << desk.get("/about")->body;
    }

    DemoHouse house;
    const fs::path log = house.path() / "server.log";
    const std::uint16_t metrics_port = static_cast<std::uint16_t>(20'000 + ::getpid() % 10'000);
    std::optional<client::Served> served;
};

TEST_F(Watched, A_day_leaves_counts_that_a_strict_scraper_reads_and_no_personal_value_anywhere) {
    Client mail(served->address()), desk(served->address()), stranger(served->address());
    ASSERT_TRUE(mail.sign_in("mailroom-1", password)->ok());
    ASSERT_TRUE(desk.sign_in("clerk-1", password)->ok());
    EXPECT_FALSE(stranger.sign_in("clerk-1", "not-the-password-1")->ok());
    std::set<std::string> personal;
    int n = 0;
    for (const auto& letter : fixture_letters()) {
        if (letter.files.size() != 1 || n == 5) continue;
        const auto values = personal_values(letter);
        personal.insert(values.begin(), values.end());
        const auto named = house.path() / (letter.fields.text_at("applicant", "某") + "的来信" +
                                           fs::path(letter.files.front()).extension().string());
        fs::copy_file(letter.folder / letter.files.front(), named, fs::copy_options::overwrite_existing);
        const auto key = "upload-key-" + std::to_string(++n);
        ASSERT_TRUE(mail.upload("/uploads?channel=letter&received=2026-06-09", named, key)->ok());
    }
    const auto broken = house.path() / "柯某某的来信.pdf";
    std::ofstream(broken) << "%PDF-1.4 and then nothing";
    mail.upload("/uploads?channel=letter&received=2026-06-09", broken, "upload-broken").value();
    personal.insert("柯某某");
    wait_until_read(mail);
    for (const auto& value : personal) desk.send("POST", "/searches", json::Object{{"words", value}}).value();
    desk.get("/cases").value();
    desk.get("/cases/nobody").value();

    const auto all = scrape();
    EXPECT_EQ(all.sum("docket_http_request_seconds_count", {{"route", "upload"}}), n + 1);
    EXPECT_EQ(all.sum("docket_sign_in_failures_total"), 1);
    EXPECT_GE(all.sum("docket_page_read_seconds_count", {{"outcome", "read"}}), n);
    EXPECT_GE(all.sum("docket_jobs_settled_total", {{"kind", "page.read"}, {"outcome", "done"}}), n);
    EXPECT_GT(all.sum("docket_free_bytes", {{"of", "blobs"}}), 0);
    EXPECT_GT(all.sum("docket_store_sessions", {{"state", "open"}}), 0);
    EXPECT_GT(all.sum("docket_last_anchor_timestamp_seconds"), 0);
    EXPECT_EQ(all.sum("docket_build_info"), 1);

    EXPECT_EQ(served->stop(), 0);
    const auto told = text_of(log) + text_of(house.path() / "stderr.log");
    ASSERT_GE(personal.size(), 15U);
    ASSERT_GE(lines_of(told).size(), static_cast<std::size_t>(n) + personal.size());
    for (const auto& value : personal) EXPECT_THAT(told, Not(HasSubstr(value)));
    for (const auto& line : lines_of(text_of(log))) EXPECT_TRUE(json::parse(line)) << line;
}

TEST_F(Watched, What_is_no_scrape_is_not_answered_and_another_address_wants_a_token) {
    EXPECT_THAT(asked("/"), HasSubstr("404"));
    EXPECT_THAT(asked("/metrics?x=1"), HasSubstr("404"));
    EXPECT_THAT(talk(metrics_port, "POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
                HasSubstr("404"));
    Client desk(served->address());
    EXPECT_NE(desk.page("/metrics")->headers["content-type"], "text/plain; version=0.0.4; charset=utf-8")
        << "the desks do not serve it";
    const auto open = house.docket({"serve", "--listen", "127.0.0.1:0", "--metrics", "0.0.0.0:0"});
    EXPECT_EQ(open.exit, 6);
    EXPECT_THAT(open.err, HasSubstr("metrics.open"));
}

TEST_F(Watched, With_a_token_only_who_has_it_is_answered) {
    served->stop();
    std::ofstream(house.path() / "token") << "a-token-of-sixteen-letters\n";
    std::ofstream(house.path() / "docket.properties")
        << "metrics = 127.0.0.1:" << metrics_port << "\nmetrics_token = " << (house.path() / "token").string()
        << "\n";
    auto again = client::Served::start(house.command({"serve", "--listen", "127.0.0.1:0", "--no-work"}),
                                       (house.path() / "stderr.log").string());
    ASSERT_TRUE(again);
    EXPECT_THAT(asked("/metrics"), HasSubstr("401"));
    EXPECT_THAT(talk(metrics_port,
                     "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                     "a-token-of-sixteen-letters\r\n\r\n"),
                HasSubstr("docket_build_info"));
}

} // namespace
} // namespace docket::testing
