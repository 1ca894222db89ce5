// The server on a real socket: everything the library below would let through.
#include "pipeline/http/server.hpp"
#include "tests/support/http_house.hpp"
#include "tests/support/raw_client.hpp"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <fstream>
#include <thread>

namespace docket::testing {
namespace {

using http::About;
using http::Method;
using http::Request;
using http::Response;
using http::Takes;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::atomic<int> reached = 0; // how many requests got as far as an endpoint

Result<Response> hello(const Request& request, const http::House&) {
    ++reached;
    return Response::of(json::Object{{"path", request.path}, {"peer", request.peer}});
}
Result<Response> echo(const Request& request, const http::House&) {
    ++reached;
    return Response::bytes("application/octet-stream", request.body);
}
Result<Response> weigh(const Request& request, const http::House&) {
    ++reached;
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(request.body_file));
    return Response::of(json::Object{{"bytes", bytes}, {"digest", request.body_digest.hex()}});
}
Result<Response> big(const Request&, const http::House& house) {
    return Response::file("application/pdf", house.tools.scratch / "big.pdf");
}
Result<Response> slow(const Request&, const http::House&) {
    ++reached;
    std::this_thread::sleep_for(400ms);
    return Response::of(json::Object{});
}
Result<Response> broken(const Request&, const http::House&) { throw std::runtime_error("inside"); }

constexpr std::int64_t file_limit = 8 << 20;
constexpr std::array table{
    http::Route{Method::get, "/hello", "hello", http::anyone, About::nothing, Takes::nothing, 0, hello},
    http::Route{Method::post, "/echo", "echo", http::anyone, About::nothing, Takes::json, 65536, echo},
    http::Route{Method::post, "/file", "file", http::anyone, About::nothing, Takes::file, file_limit, weigh},
    http::Route{Method::post, "/mine", "mine", http::clerk, About::nothing, Takes::file, file_limit, weigh},
    http::Route{Method::get, "/big", "big", http::anyone, About::nothing, Takes::nothing, 0, big},
    http::Route{Method::get, "/slow", "slow", http::anyone, About::nothing, Takes::nothing, 0, slow},
    http::Route{Method::get, "/broken", "broken", http::anyone, About::nothing, Takes::nothing, 0, broken},
};

struct Http : ::testing::Test {
    explicit Http(int threads = 4) {
        reached = 0;
        settings.port = 0;
        settings.threads = threads;
        settings.waiting = 20;
        settings.scratch = office.house.tools().scratch;
        settings.header = 700ms;
        settings.grace = 700ms;
        settings.keep_alive = 500ms;
        settings.drain = 3s;
        std::filesystem::create_directories(settings.scratch);
        server = http::Server::start(dispatcher, pages, log, settings).value();
    }

    HttpHouse office;
    http::Dispatcher dispatcher{office.rooms, table};
    http::WebFiles pages;
    std::mutex mutex;
    std::vector<std::string> lines;
    http::AccessLog log{office.premises.clock, [this](const std::string& line) {
                            const std::lock_guard hold(mutex);
                            lines.push_back(line);
                        }};
    http::ServerSettings settings;
    std::unique_ptr<http::Server> server;

    std::string ask(const std::string& bytes) const { return talk(server->port(), bytes); }
    static std::string get(const std::string& path, const std::string& more = "Connection: close\r\n") {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
    }
    static std::string post(const std::string& path, const std::string& headers, const std::string& body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
               headers + "\r\n" + body;
    }
    static std::string sized(std::size_t n) { return "Content-Length: " + std::to_string(n) + "\r\n"; }
    // Refused with this status, once, and the connection is closed; no endpoint was reached.
    void expect_refused(const std::string& heard, int status, const std::string& code = "") const {
        EXPECT_EQ(status_of(heard), status) << heard;
        EXPECT_EQ(answers_in(heard), 1) << heard;
        EXPECT_THAT(heard, Not(HasSubstr("<open>")));
        EXPECT_THAT(heard, HasSubstr(code));
        EXPECT_EQ(reached, 0);
    }
    std::vector<std::string> uploads_left() const {
        std::vector<std::string> out;
        for (const auto& entry : std::filesystem::directory_iterator(settings.scratch))
            if (entry.path().filename().string().starts_with("upload-")) out.push_back(entry.path());
        return out;
    }
};

const std::string smuggled = "GET /api/v1/hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST_F(Http, Every_answer_tells_the_browser_to_be_strict) {
    for (const auto* path : {"/", "/api/v1/hello", "/api/v1/nothing", "/%zz"}) {
        const auto heard = ask(get(path));
        for (const auto* header :
             {"Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff",
              "Referrer-Policy: no-referrer", "X-Frame-Options: DENY",
              "Permissions-Policy: ", "Cache-Control: no-store"})
            EXPECT_THAT(heard, HasSubstr(header)) << path;
    }
}

TEST_F(Http, Several_requests_follow_one_another_on_a_connection) {
    RawClient client(server->port());
    const auto body = post("/api/v1/echo", sized(2), "{}");
    ASSERT_TRUE(client.say(get("/api/v1/hello", "") + body + get("/api/v1/hello")));
    EXPECT_EQ(answers_in(client.hear()), 3);
    EXPECT_EQ(reached, 3);
}

TEST_F(Http, An_unread_body_never_becomes_the_next_request) {
    for (const auto* path : {"/api/v1/nothing", "/api/v1/mine", "/index.html", "/%zz"})
        EXPECT_EQ(answers_in(ask(post(path, sized(smuggled.size()), smuggled))), 1) << path;
    EXPECT_EQ(answers_in(ask("GET /api/v1/hello HTTP/1.1\r\nHost: localhost\r\n" + sized(smuggled.size()) +
                             "\r\n" + smuggled)),
              1);
    EXPECT_EQ(reached, 0);
}

TEST_F(Http, Two_lengths_are_refused) {
    expect_refused(ask(post("/api/v1/echo", sized(2) + sized(smuggled.size()), smuggled)), 400,
                   "http.length_twice");
    expect_refused(ask(post("/api/v1/echo", sized(2) + sized(2), "{}")), 400, "http.length_twice");
}

TEST_F(Http, A_length_that_is_none_is_refused) {
    for (const auto* length : {"-1", "-5", "+2", "0x2", "2,2", "1e1", "99999999999999999999", "two", ""})
        expect_refused(ask(post("/api/v1/echo", "Content-Length: " + std::string(length) + "\r\n", "{}")),
                       400);
}

TEST_F(Http, Chunks_and_bad_chunk_sizes_are_refused) {
    for (const auto* chunk : {"2\r\n{}\r\n0\r\n\r\n", "zz\r\n", "-1\r\n", "ffffffffffffffffff\r\n"})
        expect_refused(ask(post("/api/v1/echo", "Transfer-Encoding: chunked\r\n", chunk + smuggled)), 411,
                       "http.length_missing");
    expect_refused(ask(post("/api/v1/echo", "Transfer-Encoding: chunked\r\n" + sized(2), "{}")), 411);
    expect_refused(ask("GET /api/v1/hello HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n"),
                   411);
}

TEST_F(Http, A_body_without_a_length_is_refused_at_once) {
    const auto begun = std::chrono::steady_clock::now();
    expect_refused(ask(post("/api/v1/echo", "", "")), 411, "http.length_missing");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
}

TEST_F(Http, A_body_over_the_limit_of_its_route_is_refused_before_it_is_read) {
    expect_refused(ask(post("/api/v1/echo", sized(65537), std::string(65537, 'x'))), 413,
                   "http.body_too_large");
    expect_refused(ask(post("/api/v1/file", sized(1'000'000'000'000), "x")), 413, "http.body_too_large");
}

TEST_F(Http, A_body_arrives_as_it_was_sent_whatever_the_pieces) {
    std::string body(60'000, '\0');
    for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 7);
    RawClient client(server->port());
    client.say(post("/api/v1/echo", sized(body.size()) + "Connection: close\r\n", ""));
    for (std::size_t at = 0; at < body.size(); at += 7001) client.say(body.substr(at, 7001));
    const auto heard = client.hear();
    EXPECT_EQ(heard.substr(heard.find("\r\n\r\n") + 4), body);
}

TEST_F(Http, A_file_is_kept_whole_while_it_is_worked_on_and_no_longer) {
    const std::string body(3'000'000, 'z');
    const auto heard = ask(post("/api/v1/file", sized(body.size()) + "Connection: close\r\n", body));
    EXPECT_THAT(heard, HasSubstr("\"bytes\":3000000"));
    EXPECT_THAT(heard, HasSubstr(sha256(body).hex()));
    EXPECT_THAT(uploads_left(), IsEmpty());
}

TEST_F(Http, A_cut_off_upload_is_no_upload) {
    for (const auto* path : {"/api/v1/file", "/api/v1/echo"}) {
        RawClient client(server->port());
        client.say(post(path, sized(60'000), std::string(20'000, 'x')));
        client.end();
        const auto heard = client.hear();
        expect_refused(heard, 400, "http.body_cut");
    }
    EXPECT_THAT(uploads_left(), IsEmpty());
}

TEST_F(Http, Nobody_uploads_who_may_not) {
    expect_refused(ask(post("/api/v1/mine", sized(5'000'000), std::string(5'000'000, 'x'))), 401,
                   "http.not_signed_in");
    EXPECT_THAT(uploads_left(), IsEmpty());
}

TEST_F(Http, A_head_that_is_too_long_is_refused) {
    EXPECT_EQ(status_of(ask(get("/api/v1/hello", "X-Long: " + std::string(20'000, 'x') + "\r\n"))), 400);
    EXPECT_EQ(status_of(ask(get("/" + std::string(20'000, 'x')))), 400);
    std::string many;
    for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
    EXPECT_EQ(status_of(ask(get("/api/v1/hello", many))), 400);
    EXPECT_EQ(reached, 0);
}

TEST_F(Http, Headers_that_could_mean_two_things_are_refused) {
    expect_refused(
        ask("GET /api/v1/hello HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\nConnection: close\r\n\r\n"), 400,
        "http.header_twice");
    expect_refused(ask(get("/api/v1/hello", "Connection: close\r\nX-Name: =?UTF-8?B?5aSN5p+l?=\r\n")), 400,
                   "http.header_malformed");
    expect_refused(ask("GET /api/v1/hello HTTP/1.1\r\nConnection: close\r\n\r\n"), 421, "http.host_unknown");
}

TEST_F(Http, A_path_leads_nowhere_but_to_the_table) {
    for (const auto* path :
         {"/../../etc/passwd", "/api/v1/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
          "/api/v1/hello%00.pdf", "/assets/..%2f..%2fetc%2fpasswd", "http://localhost/api/v1/hello"})
        expect_refused(ask(get(path)), 400, "http.path_malformed");
    expect_refused(ask(get("/api/v2/hello")), 404, "http.not_found");
    expect_refused(ask(get("/api")), 404, "http.not_found");
}

TEST_F(Http, Methods_nobody_needs_are_refused) {
    for (const auto* method : {"OPTIONS", "TRACE", "PATCH", "CONNECT", "BREW"})
        expect_refused(ask(std::string(method) +
                           " /api/v1/hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                           "0\r\nConnection: close\r\n\r\n"),
                       405, "http.method_unknown");
}

TEST_F(Http, Head_is_answered_without_a_body) {
    const auto heard = ask("HEAD /api/v1/hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(status_of(heard), 200);
    EXPECT_TRUE(heard.ends_with("\r\n\r\n")) << heard;
}

TEST_F(Http, Whatever_is_thrown_is_answered_and_found_in_the_log_by_its_mark) {
    const auto heard = ask(get("/api/v1/broken"));
    EXPECT_EQ(status_of(heard), 500);
    EXPECT_THAT(heard, Not(HasSubstr("inside")));
    const auto at = heard.find("\"mark\":\"") + 8;
    const auto mark = heard.substr(at, heard.find('"', at) - at);
    const std::lock_guard hold(mutex);
    ASSERT_FALSE(lines.empty());
    EXPECT_THAT(lines.back(), HasSubstr(mark));
    EXPECT_THAT(lines.back(), HasSubstr("inside"));
}

TEST_F(Http, The_log_holds_neither_paths_nor_what_was_asked) {
    ask(get("/api/v1/hello?name=secret-name"));
    ask(get("/cases/secret-number"));
    const std::lock_guard hold(mutex);
    ASSERT_EQ(lines.size(), 2U);
    for (const auto& line : lines) EXPECT_THAT(line, Not(HasSubstr("secret")));
    EXPECT_THAT(lines.front(), HasSubstr("\"route\":\"hello\",\"status\":200"));
}

TEST_F(Http, A_large_file_is_sent_whole) {
    const std::string content(5'000'000, 'p');
    std::ofstream(settings.scratch / "big.pdf") << content;
    const auto heard = ask(get("/api/v1/big"));
    EXPECT_THAT(heard, HasSubstr("Content-Length: 5000000"));
    EXPECT_EQ(heard.size() - heard.find("\r\n\r\n") - 4, content.size());
    std::filesystem::remove(settings.scratch / "big.pdf");
    EXPECT_EQ(status_of(ask(get("/api/v1/big"))), 500) << "it is gone";
}

TEST_F(Http, Requests_under_way_are_finished_when_the_server_ends) {
    RawClient busy(server->port()), idle(server->port());
    idle.say(get("/api/v1/hello", ""));
    busy.say(get("/api/v1/slow", ""));
    while (reached < 2) std::this_thread::sleep_for(5ms);
    server.reset();
    EXPECT_EQ(status_of(busy.hear()), 200);
    EXPECT_THAT(idle.hear(), Not(HasSubstr("<open>")));
}

// Two threads only, so that a trickler that could hold one would be felt.
struct HttpWithTwoThreads : Http {
    HttpWithTwoThreads() : Http(2) {}

    // Says a byte now and then until it is cut; how long it lasted.
    static Millis trickle(RawClient& client, std::string_view first) {
        const auto begun = std::chrono::steady_clock::now();
        client.say(first);
        for (int i = 0; i < 100 && client.say("x"); ++i) std::this_thread::sleep_for(100ms);
        return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - begun);
    }
};

TEST_F(HttpWithTwoThreads, Tricklers_are_cut_and_hold_nobody_up) {
    const auto port = server->port();
    std::array<Millis, 3> lasted{};
    std::vector<std::jthread> tricklers;
    tricklers.emplace_back([&] {
        RawClient client(port);
        lasted[0] = trickle(client, "GET /api/v1/hello HTTP/1.1\r\nX-Slow: ");
    });
    tricklers.emplace_back([&] {
        RawClient client(port);
        lasted[1] = trickle(client, post("/api/v1/echo", sized(60'000), ""));
    });
    tricklers.emplace_back([&] { // behaves once, then trickles
        RawClient client(port);
        lasted[2] = trickle(client, get("/api/v1/hello", "") + "GET /api/v1/hello HTTP/1.1\r\nX-Slow: ");
    });
    std::this_thread::sleep_for(100ms);
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(status_of(ask(get("/api/v1/hello"))), 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 4s);
    tricklers.clear();
    for (const auto& one : lasted) EXPECT_LT(one, 5s);
}

TEST_F(HttpWithTwoThreads, Connections_that_say_nothing_are_cut) {
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 10; ++i) silent.push_back(std::make_unique<RawClient>(server->port()));
    EXPECT_EQ(status_of(ask(get("/api/v1/hello"))), 200);
    for (auto& client : silent) EXPECT_THAT(client->hear(), Not(HasSubstr("<open>")));
}

} // namespace
} // namespace docket::testing
