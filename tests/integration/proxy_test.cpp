// The example nginx.conf, as it is shipped but for names, ports and certificate, in front of two servers of
// one office on one PostgreSQL: what a browser gets through it, and what happens when one of the servers is
// gone.
#include "fixtures/client/client.hpp"
#include "fixtures/client/served.hpp"
#include "tests/support/demo_house.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using client::Answer;
using client::Client;
using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;

constexpr const char* password = "Haicang-letters-2026";

std::string text_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

std::string certified(const fs::path& folder) {
    const auto made =
        run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
             folder / "key.pem", "-out", folder / "fullchain.pem"});
    return made.exit == 0 ? "" : made.err;
}

class Proxy : public ::testing::Test {
  protected:
    void SetUp() override {
        std::ofstream(folder.path() / "password") << password;
        for (const auto* person : {"mailroom-1", "clerk-1"})
            ASSERT_EQ(one.docket({"user", "add", person, "--password-file", folder.path() / "password"}).exit,
                      0);
        serve(first, one, first_port);
        serve(second, other, second_port);
        ASSERT_EQ(certified(folder.path()), "");
        start_nginx();
    }

    static void serve(std::optional<client::Served>& where, const DemoHouse& house, int port) {
        auto served = client::Served::start(
            house.command({"serve", "--no-work", "--behind-tls-proxy", "--name", "localhost", "--listen",
                           "127.0.0.1:" + std::to_string(port)}),
            (house.path() / "access.log").string());
        ASSERT_TRUE(served) << served.error().detail;
        where.emplace(*std::move(served));
    }

    void start_nginx() {
        auto site = text_of(fs::path(DOCKET_SOURCE_DIR) / "pipeline/host/nginx.conf");
        const auto at = [](int port) { return "127.0.0.1:" + std::to_string(port); };
        site = replaced(site, "10.0.0.11:8765", at(first_port));
        site = replaced(site, "10.0.0.12:8765", at(second_port));
        site = replaced(site, "listen 80;", "listen " + at(plain_port) + ";");
        site = replaced(site, "listen 443 ssl", "listen " + at(tls_port) + " ssl");
        site = replaced(site, "docket.example", "localhost");
        site = replaced(site, "/etc/ssl/docket", folder.path().string());
        std::ofstream(folder.path() / "site.conf") << site;
        const auto here = folder.path().string();
        std::ofstream(folder.path() / "nginx.conf")
            << (::geteuid() == 0 ? "user root;\n" : "") << "daemon off; pid " << here
            << "/pid; error_log stderr;\n"
            << "events {}\nhttp { access_log off;\n";
        std::ofstream conf(folder.path() / "nginx.conf", std::ios::app);
        for (const auto* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            conf << kind << "_temp_path " << here << "/" << kind << ";\n";
        conf << "include " << here << "/site.conf;\n}\n";
        conf.close();
        const Words nginx{"/usr/sbin/nginx", "-e", "stderr", "-p", here, "-c", here + "/nginx.conf"};
        auto asked = nginx;
        asked.emplace_back("-t");
        const auto tested = run(asked);
        ASSERT_EQ(tested.exit, 0) << tested.err;
        proxy = std::make_unique<Program>(nginx);
        for (int i = 0; i < 200 && !browser().get("/about"); ++i) std::this_thread::sleep_for(25ms);
    }

    Client browser() const {
        return Client("https://localhost:" + std::to_string(tls_port), folder.path() / "fullchain.pem");
    }

    PostgresServer server;
    TemporaryFolder folder;
    const Words shared{"--store", server.new_database(), "--blobs", folder.path() / "originals"};
    const DemoHouse one{folder.path() / "one", shared}, other{folder.path() / "other", shared};
    const int first_port = free_port(), second_port = free_port(), plain_port = free_port(),
              tls_port = free_port();
    std::optional<client::Served> first, second;
    std::unique_ptr<Program> proxy;
};

TEST_F(Proxy, A_session_goes_on_at_the_other_server_when_one_is_killed_and_when_it_is_back) {
    auto desk = browser();
    const auto in = desk.sign_in("mailroom-1", password);
    ASSERT_TRUE(in && in->ok()) << (in ? in->body : in.error().detail);
    EXPECT_THAT(in->headers.at("set-cookie"), StartsWith("__Host-docket="));
    EXPECT_THAT(in->headers.at("set-cookie"), HasSubstr("; Secure"));
    const auto uploaded =
        desk.upload("/uploads?channel=letter&received=2026-06-09", fixture("bus-1"), "upload-number-1");
    ASSERT_TRUE(uploaded && uploaded->ok()) << uploaded->body;

    first->kill(SIGKILL);
    first->wait();
    for (int i = 0; i < 6; ++i) {
        const auto changes = desk.get("/changes?since=0");
        ASSERT_TRUE(changes && changes->ok()) << (changes ? changes->body : changes.error().detail);
    }
    const auto again =
        desk.upload("/uploads?channel=letter&received=2026-06-09", fixture("bus-1"), "upload-number-1");
    ASSERT_TRUE(again && again->ok()) << again->body;
    EXPECT_EQ(again->value().text_at("id"), uploaded->value().text_at("id"))
        << "the same key is the same upload";

    serve(first, one, first_port);
    second->kill(SIGKILL);
    second->wait();
    Result<Answer> session = fail(Kind::unavailable, "client.no_answer", "");
    for (int i = 0; i < 400 && !(session && session->ok()); ++i) { // the proxy looks again after some seconds
        session = desk.get("/session");
        std::this_thread::sleep_for(25ms);
    }
    ASSERT_TRUE(session && session->ok()) << session->body;
    EXPECT_EQ(one.ledger().at("arrivals").int_at("received"), 1);
}

TEST_F(Proxy, Everything_is_told_to_use_TLS_and_nothing_of_the_register_is_kept_on_the_way) {
    auto desk = browser();
    ASSERT_TRUE(desk.sign_in("clerk-1", password)->ok());
    for (const auto* path : {"/about", "/session", "/cases", "/cases/none"}) {
        const auto answer = desk.get(path).value();
        EXPECT_EQ(answer.headers.at("cache-control"), "no-store") << path;
        EXPECT_THAT(answer.headers.at("strict-transport-security"), HasSubstr("max-age=31536000")) << path;
    }
    EXPECT_EQ(desk.page("/metrics").value().status, 404);
    const auto plain = Client("http://localhost:" + std::to_string(plain_port)).page("/cases").value();
    EXPECT_EQ(plain.status, 301);
    EXPECT_EQ(plain.headers.at("location"), "https://localhost/cases");
}

TEST_F(Proxy, A_large_scan_reaches_docket_whole_and_what_is_too_large_is_refused_in_its_words) {
    auto desk = browser();
    ASSERT_TRUE(desk.sign_in("mailroom-1", password)->ok());
    const auto scan = folder.path() / "scan.pdf";
    fs::copy_file(fixture("bus-1"), scan);
    std::ofstream(scan, std::ios::app)
        << std::string(30 << 20, '\n'); // what follows the end of a PDF is no matter
    const auto taken = desk.upload("/uploads?channel=letter&received=2026-06-09", scan, "upload-number-2");
    ASSERT_TRUE(taken && taken->ok()) << taken->body;
    fs::resize_file(scan, 201LL << 20U);
    const auto refused = desk.upload("/uploads?channel=letter&received=2026-06-09", scan, "upload-number-3");
    ASSERT_TRUE(refused) << refused.error().detail;
    EXPECT_EQ(refused->status, 413);
    EXPECT_EQ(refused->code(), "http.body_too_large");
}

TEST_F(Proxy, Who_guesses_passwords_is_throttled_by_the_address_the_proxy_sees) {
    const auto guess = [&](const std::string& user) {
        auto stranger = browser();
        const auto answer = stranger.sign_in(user, "wrong-password-2026");
        return answer ? answer->code() : answer.error().code;
    };
    std::string last;
    for (int i = 0; i < 60 && last != "access.throttled"; ++i) last = guess("nobody-" + std::to_string(i));
    EXPECT_EQ(last, "access.throttled");
}

} // namespace
} // namespace docket::testing
