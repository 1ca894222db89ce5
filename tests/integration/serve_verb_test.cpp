// docket serve and docket user as a person or a script would use them.
#include "pipeline/json/json.hpp"
#include "tests/support/demo_house.hpp"
#include "tests/support/raw_client.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

// A server over the folder, on a port of its own choosing.
class Serving {
  public:
    explicit Serving(const DemoHouse& house, const Words& more = {})
        : log_(house.path() / "address.txt"), program_(words(house, more, log_)) {
        for (int i = 0; i < 400 && port_ == 0; ++i) {
            std::this_thread::sleep_for(25ms);
            std::ifstream in(log_);
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            const auto colon = text.rfind(':');
            if (text.ends_with("\n") && colon != std::string::npos) port_ = std::stoi(text.substr(colon + 1));
        }
    }
    std::uint16_t port() const { return static_cast<std::uint16_t>(port_); }
    Ended end(int signal) {
        program_.kill(signal);
        return program_.wait();
    }
    std::string get(const std::string& path, const std::string& cookie = "") const {
        return talk(port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                                (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n") + "\r\n");
    }
    // The cookie of a session; empty where the door stays shut.
    std::string sign_in(const std::string& user, const std::string& password) const {
        const auto body = json::dump(json::Object{{"user", user}, {"password", password}});
        const auto heard =
            talk(port(), "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                         "Content-Type: application/json\r\nContent-Length: " +
                             std::to_string(body.size()) + "\r\n\r\n" + body);
        const auto at = heard.find("docket=");
        return at == std::string::npos ? "" : heard.substr(at, heard.find(';', at) - at);
    }

  private:
    // Its standard output goes to a file, so that the address can be read while it runs.
    static Words words(const DemoHouse& house, const Words& more, const std::filesystem::path& log) {
        Words verb{"serve", "--listen", "127.0.0.1:0", "--no-work"};
        verb.insert(verb.end(), more.begin(), more.end());
        std::string line = "exec";
        for (const auto& word : house.command(verb)) line += " '" + word + "'";
        return {"/bin/sh", "-c", line + " > '" + log.string() + "'"};
    }
    std::filesystem::path log_;
    Program program_;
    int port_ = 0;
};

struct Serve : ::testing::Test {
    DemoHouse house;
    std::map<std::string, std::string> passwords;
    Serve() {
        const auto made = house.docket({"user", "demo", "--json"});
        const auto list = json::parse(made.out).value();
        for (const auto& one : *list.array()) passwords[one.text_at("person")] = one.text_at("password");
    }
};

TEST_F(Serve, Lets_the_demo_people_in_with_the_passwords_that_were_printed_once) {
    ASSERT_EQ(passwords.size(), 8U);
    const Serving server(house);
    ASSERT_NE(server.port(), 0);
    EXPECT_EQ(server.sign_in("clerk-1", "wrong"), "");
    for (const auto* who : {"clerk-1", "lawyer-1", "admin-1"}) {
        const auto cookie = server.sign_in(who, passwords.at(who));
        EXPECT_THAT(server.get("/api/v1/session", cookie), HasSubstr("\"id\":\"" + std::string(who)));
    }
    EXPECT_THAT(server.get("/cases"), HasSubstr("<!doctype html>"));
}

TEST_F(Serve, Ends_in_order_when_asked_and_sessions_outlive_it) {
    std::string cookie;
    for (const int signal : {SIGTERM, SIGINT}) {
        Serving server(house);
        if (cookie.empty()) cookie = server.sign_in("leader-1", passwords.at("leader-1"));
        EXPECT_EQ(status_of(server.get("/api/v1/session", cookie)), 200);
        const auto ended = server.end(signal);
        EXPECT_EQ(ended.exit, 0) << ended.err;
    }
    expect_sound(house);
}

TEST_F(Serve, Goes_by_what_was_changed_at_another_server_a_moment_later) {
    const Serving one(house);
    std::filesystem::remove(house.path() / "address.txt"); // the other writes its own
    const Serving other(house);
    const auto cookie = one.sign_in("admin-1", passwords.at("admin-1"));
    const auto session = one.get("/api/v1/session", cookie);
    const auto csrf = json::parse(session.substr(session.find("\r\n\r\n") + 4)).value().text_at("csrf");
    const auto body =
        json::dump(json::Object{{"value", "虚构区信访局"}, {"version", 0}, {"reason", "机构改革更名"}});
    const auto answer =
        talk(one.port(),
             "PUT /api/v1/admin/settings/name HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: " +
                 cookie + "\r\nX-CSRF-Token: " + csrf +
                 "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                 "\r\n\r\n" + body);
    ASSERT_EQ(status_of(answer), 200) << answer;
    EXPECT_THAT(one.get("/api/v1/about"), HasSubstr("虚构区信访局"));
    bool there = false; // it looks every second; the rest is for a machine that is busy
    for (int i = 0; i < 100 && !there; ++i) {
        there = other.get("/api/v1/about").find("虚构区信访局") != std::string::npos;
        if (!there) std::this_thread::sleep_for(100ms);
    }
    EXPECT_TRUE(there);
}

TEST_F(Serve, Refuses_addresses_that_are_not_safe) {
    EXPECT_THAT(house.docket({"serve", "--listen", "0.0.0.0:0"}).err, HasSubstr("serve.demo_is_local"));
    EXPECT_EQ(house.docket({"serve", "--listen", "0.0.0.0:0", "--behind-tls-proxy"}).exit, 6);
    EXPECT_EQ(house.docket({"serve", "--listen", "nonsense"}).exit, 2);
    const TemporaryFolder other;
    const auto real = (other.path() / "house").string();
    ASSERT_EQ(run({DOCKET_PROGRAM, "init", "--data", real}).exit, 0);
    EXPECT_THAT(run({DOCKET_PROGRAM, "serve", "--data", real, "--listen", "0.0.0.0:0"}).err,
                HasSubstr("serve.no_tls"));
    EXPECT_THAT(run({DOCKET_PROGRAM, "user", "demo", "--data", real}).err, HasSubstr("access.not_a_demo"));
}

TEST_F(Serve, Says_when_the_address_is_taken) {
    const Serving server(house);
    const auto second =
        house.docket({"serve", "--no-work", "--listen", "127.0.0.1:" + std::to_string(server.port())});
    EXPECT_EQ(second.exit, 75);
    EXPECT_THAT(second.err, HasSubstr("http.address_taken"));
}

TEST_F(Serve, Keeps_accounts_from_the_command_line) {
    const auto file = house.path() / "password.txt";
    std::ofstream(file) << "一个虚构的长密码-3\n";
    EXPECT_EQ(house.docket({"user", "add", "clerk-1"}).exit, 4) << "there is one";
    EXPECT_EQ(house.docket({"user", "add", "nobody"}).exit, 5);
    EXPECT_EQ(house.docket({"user", "reset", "clerk-1", "--password-file", file.string()}).exit, 0);
    const Serving server(house);
    EXPECT_NE(server.sign_in("clerk-1", "一个虚构的长密码-3"), "");
    EXPECT_EQ(house.docket({"user", "disable", "clerk-1"}).exit, 0);
    EXPECT_EQ(server.sign_in("clerk-1", "一个虚构的长密码-3"), "");
    EXPECT_THAT(house.docket({"user", "list"}).out, HasSubstr("已停用"));
    EXPECT_EQ(house.docket({"user", "enable", "clerk-1"}).exit, 0);
    EXPECT_NE(server.sign_in("clerk-1", "一个虚构的长密码-3"), "");
    expect_sound(house);
}

} // namespace
} // namespace docket::testing
