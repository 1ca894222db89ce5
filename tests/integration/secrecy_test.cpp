// The accused tries every door of the office: nothing of an informant report comes out, by what is said, by
// what is counted, by how long it takes (secrecy.txt).
#include "tests/integration/secrecy_office.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace docket::testing {
namespace {

using http::Method;
using ::testing::HasSubstr;
using ::testing::Not;

struct Door {
    std::string attack;
    std::vector<std::string> requests; // "?a=b&c=d" or a body; one of nothing where none is named
};

std::map<std::string, Door> doors() {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/tests/integration/secrecy.txt");
    std::map<std::string, Door> out;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        if (const auto note = line.find(" #"); note != std::string::npos) line.resize(note);
        std::istringstream words(line);
        std::string route, request;
        words >> route;
        auto& door = out[route];
        words >> door.attack;
        while (words >> request) { // a body may have blanks: it goes on to its last brace
            while (request.front() == '{' &&
                   std::ranges::count(request, '{') != std::ranges::count(request, '}')) {
                std::string more;
                words >> more;
                request += " " + more;
            }
            door.requests.push_back(request);
        }
        if (door.requests.empty()) door.requests.emplace_back();
    }
    return out;
}

std::string body_of(const http::Response& response) {
    if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
    std::ifstream in(std::get<std::filesystem::path>(response.body), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// What two offices say alike but for chance, for the hours, and for numbers that run through the whole
// office: a gap in them says that there is something, and not what.
json::Value comparable(const json::Value& value) {
    static const std::set<std::string> running{
        "n",   "event",  "at",       "id",        "mark",      "csrf", "token", "left_s",
        "now", "hash",   "previous", "checked",   "events",    "next", "text",  "bytes",
        "key", "secret", "session",  "signed_at", "last_seen", "begun"};
    if (const auto* list = value.array()) {
        json::Array out;
        for (const auto& one : *list) out.push_back(comparable(one));
        return out;
    }
    if (const auto* object = value.object()) {
        json::Object out;
        for (const auto& [key, held] : object->members())
            out.set(key, running.contains(key) && !held.object() && !held.array() ? json::Value("·")
                                                                                  : comparable(held));
        return out;
    }
    return value;
}
std::string comparable(const http::Response& response) {
    const auto body = body_of(response);
    auto text = body;
    if (const auto value = json::parse(body)) text = json::dump(comparable(*value), 1);
    static const std::regex digest("[0-9a-f]{64}"), arrival("A0000[0-9]{2}"),
        number("LX[0-9]{17}[0-9][0-9A-Z]{2}|LX[0-9]{18}[0-9A-Z]");
    text = std::regex_replace(text, digest, "digest");
    if (response.type.starts_with("text/csv")) text = std::regex_replace(text, std::regex("[0-9]+"), "0");
    // Whatever comes after what both have is called alike.
    text = std::regex_replace(text, std::regex("A0000(0[7-9]|[1-9][0-9])"), "A-later");
    return std::to_string(response.status) + " " + response.type + "\n" + text;
}

struct Secrecy : ::testing::Test {
    SecrecyOffice office{true}, twin{false};
    const std::map<std::string, Door> table = doors();

    static std::map<std::string, std::string> query_of(std::string_view request) {
        std::map<std::string, std::string> out;
        if (!request.starts_with('?')) return out;
        std::istringstream parts{std::string(request.substr(1))};
        for (std::string part; std::getline(parts, part, '&');)
            if (const auto at = part.find('='); at != std::string::npos)
                out[part.substr(0, at)] = part.substr(at + 1);
        return out;
    }
    static std::string path_of(const http::Route& route, const SecrecyOffice::Secret& of,
                               const std::string& token) {
        const std::map<std::string, std::string> values{{"{case}", of.number},
                                                        {"{arrival}", of.arrival},
                                                        {"{page}", of.page},
                                                        {"{event}", of.event},
                                                        {"{batch}", "B000001"},
                                                        {"{token}", token},
                                                        {"{n}", "1"},
                                                        {"{key}", "draft"},
                                                        {"{document}", "round-1"},
                                                        {"{day}", "2026-06-10"},
                                                        {"{person}", "clerk-1"},
                                                        {"{session}", "1"},
                                                        {"{contract}", "contract-1"},
                                                        {"{year}", "2026"},
                                                        {"{organ}", "market"},
                                                        {"{setting}", "bureau"},
                                                        {"{search}", "SEARCH"}};
        std::string path(route.path);
        for (const auto& [name, value] : values)
            if (const auto at = path.find(name); at != std::string::npos)
                path.replace(at, name.size(), value);
        return path;
    }
    static std::string called(const http::Route& route, const std::string& who) {
        return std::string(route.name) + " by " + who;
    }
    // Who of the accused unit may call it; whoever is nobody calls what needs no session.
    static std::vector<std::string> callers(const http::Route& route) {
        const std::map<std::string, http::Who> bits{
            {"mailroom", http::mailroom}, {"clerk", http::clerk},     {"lawyer", http::lawyer},
            {"leader", http::leader},     {"auditor", http::auditor}, {"administrator", http::administrator}};
        std::vector<std::string> out;
        for (const auto* role : roles)
            if (route.who == http::anyone || (route.who & bits.at(role)) != 0)
                out.push_back(std::string("street-") + role);
        return out;
    }
    // Every way to put what the accused knows or guesses into the request.
    std::vector<std::string> guesses(const std::string& request) const {
        std::vector<std::string> out;
        const auto with = [&](const std::string& place, const std::string& value) {
            auto one = request;
            one.replace(one.find(place), place.size(), value);
            out.push_back(one);
        };
        for (const auto& secret : office.secrets) {
            if (request.find("CASE") != std::string::npos) with("CASE", secret.number);
            if (request.find("ARRIVAL") != std::string::npos) with("ARRIVAL", secret.arrival);
        }
        if (request.find("CANARY") != std::string::npos)
            for (const auto& word : canaries) with("CANARY", word);
        if (out.empty()) out.push_back(request);
        return out;
    }
    static http::Response knock(SecrecyOffice& at, const http::Route& route, const std::string& who,
                                const SecrecyOffice::Secret& about, const std::string& request,
                                const std::string& token = "t") {
        auto query = query_of(request);
        auto path = path_of(route, about, token);
        const auto asked = query.find("search");
        if (asked != query.end())
            asked->second = at.search(who, asked->second == "SEARCH" ? "路灯" : asked->second);
        if (const auto place = path.find("SEARCH"); place != std::string::npos)
            path.replace(place, 6, asked == query.end() ? "none" : asked->second);
        const bool file = route.takes == http::Takes::file;
        auto body = std::string(request.starts_with('{') ? request : "{}");
        for (const auto& [name, value] :
             {std::pair<std::string, std::string>{"WHO", who}, {"PASSWORD", a_password}})
            if (const auto place = body.find(name); place != std::string::npos)
                body.replace(place, name.size(), value);
        return at.ask(route.method, path, route.who == http::anyone ? "" : who,
                      route.takes == http::Takes::json ? body : "", query, file);
    }
    static void expect_silence(const http::Response& response, const std::string& what) {
        const auto body = body_of(response);
        for (const auto& word : canaries) EXPECT_THAT(body, Not(HasSubstr(word))) << what;
        for (const auto& [name, value] : response.headers)
            for (const auto& word : canaries) EXPECT_THAT(value, Not(HasSubstr(word))) << what;
    }
    void expect_no_number(const http::Response& response, const std::string& what) const {
        const auto body = body_of(response);
        for (const auto& secret : office.secrets) EXPECT_THAT(body, Not(HasSubstr(secret.number))) << what;
    }
    inline static const SecrecyOffice::Secret nowhere{"LX000000000000000000K", "A000999", "999999", "999999"};
};

TEST_F(Secrecy, Has_a_row_for_every_door_and_no_other) {
    std::set<std::string> rows, routes;
    for (const auto& [name, door] : table) {
        rows.insert(name);
        EXPECT_TRUE(door.attack == "same" || door.attack == "gone" || door.attack == "silent") << name;
    }
    for (const auto& route : http::routes()) routes.insert(std::string(route.name));
    EXPECT_EQ(rows, routes)
        << "a route was added or taken away: say in secrecy.txt how the accused would try it";
}

TEST_F(Secrecy, Is_kept_behind_every_door_from_everybody_of_the_accused_unit) {
    const auto same = [&](const http::Route& route, const std::string& who, const std::string& request) {
        const auto here = knock(office, route, who, nowhere, request),
                   there = knock(twin, route, who, nowhere, request);
        expect_silence(here, called(route, who) + " " + request);
        if (request.find("LX") == std::string::npos)
            expect_no_number(here, called(route, who) + " " + request);
        EXPECT_EQ(comparable(here), comparable(there)) << called(route, who) << " " << request;
    };
    const auto gone = [&](const http::Route& route, const std::string& who, const std::string& request) {
        const auto absent = knock(office, route, who, nowhere, request);
        EXPECT_EQ(absent.status, 404) << called(route, who);
        for (const auto& secret : office.secrets) {
            const auto kept = knock(office, route, who, secret, request, office.preview);
            expect_silence(kept, called(route, who));
            EXPECT_EQ(comparable(kept), comparable(absent))
                << called(route, who) << " " << request << secret.arrival;
            EXPECT_EQ(kept.headers, absent.headers) << called(route, who);
        }
    };
    const auto attack = [&](const http::Route& route) {
        const auto& door = table.at(std::string(route.name));
        for (const auto& who : callers(route))
            for (const auto& form : door.requests)
                for (const auto& request : guesses(form)) {
                    if (door.attack == "same") same(route, who, request);
                    if (door.attack == "gone") gone(route, who, request);
                    if (door.attack == "silent")
                        expect_silence(knock(office, route, who, nowhere, request), called(route, who));
                    if (route.name != "sign_out") continue;
                    (void)knock(twin, route, who, nowhere, request);
                    office.d.forget_tickets();
                    twin.d.forget_tickets();
                }
    };
    // Who reads first finds the two offices alike; what is delivered then gets other numbers in each.
    for (const bool reads : {true, false})
        for (const auto& route : http::routes())
            if (reads == (route.method == Method::get)) attack(route);
    for (const auto& line : office.log)
        for (const auto& word : canaries) EXPECT_THAT(line, Not(HasSubstr(word))) << "the log";
}

TEST_F(Secrecy, Is_no_emptiness_others_of_the_office_read_the_reports) {
    const auto read = [&](const std::string& path, const std::string& who,
                          std::map<std::string, std::string> query = {}) {
        return body_of(office.ask(Method::get, path, who, "", query));
    };
    const auto& secret = office.secrets.at(1);
    EXPECT_THAT(read("/cases", "clerk-1", {{"limit", "100"}}), HasSubstr(secret.number));
    EXPECT_THAT(read("/cases/" + secret.number, "clerk-1"), HasSubstr("金丝雀收受好处"));
    EXPECT_THAT(read("/arrivals", "mailroom-1", {{"view", "all"}, {"limit", "100"}}),
                HasSubstr(secret.arrival));
    EXPECT_THAT(read("/audit/record", "auditor-1", {{"limit", "200"}}), HasSubstr(secret.number));
    EXPECT_THAT(read("/approvals", "leader-1"), HasSubstr(office.secrets.at(3).number));
    EXPECT_THAT(read("/reviews", "lawyer-2"), HasSubstr(office.secrets.at(2).number));
    for (const auto* word : {"鹂鸣某", "金丝雀收受好处", "13912345678"}) {
        const auto hits = read("/searches/" + office.search("clerk-1", word) + "/hits", "clerk-1");
        EXPECT_GT(json::parse(hits).value().int_at("total"), 0) << word;
    }
}

TEST_F(Secrecy, Is_not_broken_by_the_answer_to_what_was_done_before) {
    const auto again = office.send(office.done_before);
    EXPECT_EQ(again.status, 404);
    expect_silence(again, "the same key once more");
    expect_no_number(again, "the same key once more");
}

TEST_F(Secrecy, Is_not_broken_by_the_tray_that_a_report_lay_in) {
    const auto& tray = office.secrets.front();
    const auto seen =
        json::parse(body_of(office.ask(Method::get, "/batches/B000001", "street-mailroom"))).value();
    EXPECT_EQ(seen.array_at("letters").size(), 1U);
    EXPECT_EQ(seen.at("row").int_at("letters"), 1);
    EXPECT_EQ(seen.at("row").int_at("pages"), 1);
    EXPECT_THAT(json::dump(seen), Not(HasSubstr(tray.arrival)));
    const auto sibling = seen.array_at("letters").front().text_at("arrival");
    EXPECT_EQ(office.ask(Method::get, "/arrivals/" + sibling + "/original", "street-mailroom").status, 404);
    EXPECT_EQ(office.ask(Method::get, "/arrivals/" + sibling + "/original", "mailroom-1").status, 200);
    EXPECT_EQ(office.ask(Method::get, "/arrivals/" + sibling + "/archive.pdf", "street-mailroom").status,
              200);
}

TEST_F(Secrecy, Is_not_betrayed_by_what_is_new) {
    const auto said =
        json::parse(body_of(office.ask(Method::get, "/changes", "street-clerk", "", {{"since", "0"}})))
            .value();
    for (const auto& item : said.array_at("items"))
        for (const auto& secret : office.secrets) {
            EXPECT_NE(item.text_at("id"), secret.number);
            EXPECT_NE(item.text_at("id"), secret.arrival);
        }
}

TEST_F(Secrecy, Lets_the_auditor_of_the_unit_trust_the_chain_all_the_same) {
    const auto page = json::parse(body_of(office.ask(Method::get, "/audit/record", "street-auditor", "",
                                                     {{"limit", "200"}})))
                          .value();
    int checked = 0;
    for (const auto& row : page.array_at("rows")) {
        const auto event =
            json::parse(body_of(office.ask(Method::get, "/audit/record/" + std::to_string(row.int_at("n")),
                                           "street-auditor")))
                .value();
        EXPECT_TRUE(event.bool_at("follows")) << row.int_at("n");
        EXPECT_TRUE(event.bool_at("hash_fits"));
        ++checked;
    }
    EXPECT_GT(checked, 20);
    const auto whole =
        json::parse(body_of(office.ask(Method::get, "/audit/ledger", "street-auditor"))).value();
    EXPECT_TRUE(whole.bool_at("balanced"));
}

// The median of many calls: a look at what is kept takes no other time than one at what is not there. The
// bound is wide, for the machine has other work; what it catches is a load, a drawing or a check that is made
// and thrown away.
TEST_F(Secrecy, Takes_no_longer_to_keep_than_to_find_nothing) {
    using Clock = std::chrono::steady_clock;
    const auto median = [](std::vector<double> all) {
        std::ranges::sort(all);
        return all[all.size() / 2];
    };
    for (const auto* path : {"/cases/", "/arrivals/"}) {
        const bool letters = std::string_view(path) == "/arrivals/";
        std::vector<double> kept, absent;
        for (int i = 0; i < 150; ++i)
            for (const bool secret : {true, false}) {
                const auto& about = secret ? office.secrets.at(1) : nowhere;
                const auto begun = Clock::now();
                EXPECT_EQ(
                    office.ask(Method::get, path + (letters ? about.arrival : about.number), "street-clerk")
                        .status,
                    404);
                (secret ? kept : absent)
                    .push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
            }
        const auto a = median(kept), b = median(absent);
        EXPECT_LT(std::abs(a - b), std::max(0.3 * std::max(a, b), 0.2)) << path << a << " ms, " << b << " ms";
    }
}

} // namespace
} // namespace docket::testing
