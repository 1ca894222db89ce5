// The server is killed in the middle of uploads and acts, again and again. Whoever asked asks once more with
// the same key, as the pages do: every upload is there once and whole, every act happened exactly once, no
// number is given twice or left out, and the record still proves itself. DOCKET_KILLS says how often (6),
// DOCKET_SEED when.
#include "fixtures/client/desks.hpp"
#include "fixtures/client/served.hpp"
#include "tests/support/demo_house.hpp"
#include "tests/support/kills.hpp"
#include "tests/support/program.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace docket {
namespace {

using client::Answer;
using testing::DemoHouse;
using testing::free_port;
namespace fs = std::filesystem;

constexpr std::uint64_t kills_in_short = 6;
constexpr int tries = 20;
constexpr std::int64_t longest_ms = 60; // an act or a small upload takes about as long

// The server over one folder, killed while somebody asks it something.
class Battered {
  public:
    explicit Battered(const DemoHouse& house, std::uint64_t seed)
        : words_(house.command({"serve", "--listen", "127.0.0.1:" + std::to_string(free_port())})),
          log_((house.path() / "server.log").string()), chance_(seed) {
        raise();
    }
    std::string address() const { return served_->address(); }
    int stop() { return served_->stop(); }

    // Asks until an answer comes; while `kills` are left about every second question is cut off by one.
    Answer ask(std::uint64_t& kills, const std::function<Result<Answer>()>& question) {
        for (int i = 0; i < tries; ++i) {
            std::jthread killer;
            if (kills > 0 && chance_() % 2 == 0) {
                const auto after = Millis{static_cast<std::int64_t>(chance_() % longest_ms)};
                killer = std::jthread([this, after] {
                    std::this_thread::sleep_for(after);
                    served_->kill(SIGKILL);
                });
            }
            const auto answer = question();
            if (killer.joinable()) {
                killer.join();
                --kills;
                ++killed_;
                served_->wait();
                raise();
            }
            if (answer) return *answer;
        }
        ADD_FAILURE() << "no answer in " << tries << " tries";
        return {};
    }
    int killed() const { return killed_; }

  private:
    void raise() {
        auto started = client::Served::start(words_, log_);
        ASSERT_TRUE(started) << started.error().detail;
        served_.emplace(std::move(*started));
    }

    std::vector<std::string> words_;
    std::string log_;
    std::mt19937_64 chance_;
    std::optional<client::Served> served_;
    int killed_ = 0;
};

json::Value story(const std::string& letter) {
    std::ifstream in(fs::path(DOCKET_SOURCE_DIR) / "fixtures/demo" / (letter + ".json"));
    return json::parse(std::string{std::istreambuf_iterator<char>(in), {}}).value();
}

class Office {
  public:
    Office(Battered& server, std::vector<client::Account> accounts, std::uint64_t kills)
        : server_(server), desks_(server.address(), std::move(accounts)), kills_(kills) {}

    json::Value ask(const std::string& path) {
        const auto answer = server_.ask(none_, [&]() -> Result<Answer> {
            DOCKET_TRY(auto* const desk, desks_.at("clerk-1"));
            return desk->get(path);
        });
        EXPECT_TRUE(answer.ok()) << path << " " << answer.body;
        return answer.value();
    }
    Answer act(const std::string& person, const std::string& path, const json::Value& body) {
        const auto key = desks_.key();
        return server_.ask(kills_, [&]() -> Result<Answer> {
            DOCKET_TRY(auto* const desk, desks_.at(person));
            return desk->send("POST", path, body, key);
        });
    }
    std::string upload(const fs::path& file) {
        const auto key = "upload-" + std::to_string(++uploads_);
        const auto answer = server_.ask(kills_, [&]() -> Result<Answer> {
            DOCKET_TRY(auto* const desk, desks_.at("mailroom-1"));
            return desk->upload("/uploads?channel=letter&received=2026-06-09", file, key);
        });
        EXPECT_TRUE(answer.ok()) << answer.body;
        return answer.value().text_at("id");
    }
    const std::string& password(const std::string& person) const { return desks_.password(person); }
    std::uint64_t kills_left() const { return kills_; }

  private:
    Battered& server_;
    client::Desks desks_;
    std::uint64_t kills_, none_ = 0;
    int uploads_ = 0;
};

template <class Done> json::Value until(Office& office, const std::string& path, Done done) {
    json::Value value;
    for (int i = 0; i < 600; ++i) {
        value = office.ask(path);
        if (done(value)) return value;
        std::this_thread::sleep_for(Millis{200});
    }
    ADD_FAILURE() << path << " does not become what it should: " << json::dump(value);
    return value;
}

std::string register_letter(Office& office, const std::string& arrival, const json::Value& facts) {
    const auto letter = office.ask("/arrivals/" + arrival);
    if (const auto number = letter.text_at("case"); !number.empty()) return number;
    const auto done = office.act("clerk-1", "/arrivals/" + arrival + "/verify",
                                 json::Object{{"version", letter.int_at("version")},
                                              {"fields", facts.at("fields")},
                                              {"claims", facts.array_at("claims")}});
    EXPECT_TRUE(done.ok()) << done.body;
    return done.value().text_at("case");
}

// Counsel says something to every finding that nobody has answered.
void answer_all(Office& office, const std::string& number, const json::Value& act) {
    const auto c = office.ask("/cases/" + number);
    for (const auto& finding : c.array_at("findings")) {
        if (!finding.array_at("answers").empty()) continue;
        const auto answer = office.act(act.text_at("as"), "/cases/" + number + "/answers",
                                       json::Object{{"key", finding.text_at("key")},
                                                    {"verdict", act.at("input").text_at("verdict")},
                                                    {"reason", act.at("input").text_at("reason")}});
        EXPECT_TRUE(answer.ok()) << number << " answer: " << answer.body;
    }
}

// Plays a story; how many acts were done.
std::size_t play(Office& office, const std::string& number, const json::Value& told) {
    std::size_t done = 0;
    for (const auto& act : told.array_at("acts")) {
        if (!act.text_at("refused").empty()) continue;
        const auto name = act.text_at("act");
        if (name == "answer") {
            answer_all(office, number, act);
            continue;
        }
        const auto c = until(office, "/cases/" + number, [&](const json::Value& seen) {
            return name != "serve" || seen.array_at("rounds").back().bool_at("pdf");
        });
        json::Value input = act.at("input").object() ? act.at("input") : json::Value(json::Object{});
        if (input.text_at("text") == "$text")
            input.object()->set("text", c.array_at("rounds").back().text_at("text"));
        const auto person = act.text_at("as");
        json::Object body{{"act", name}, {"version", c.int_at("version")}, {"input", input}};
        if (name == "sign_off" || name == "approve") body.set("password", office.password(person));
        const auto answer = office.act(person, "/cases/" + number + "/acts", body);
        EXPECT_TRUE(answer.ok()) << number << " " << name << ": " << answer.body;
        ++done;
    }
    return done;
}

void expect_numbers_once(const std::vector<json::Value>& cases) {
    std::map<std::string, std::set<int>> series;
    std::size_t numbers = 0;
    for (const auto& c : cases)
        for (const auto& round : c.array_at("rounds")) {
            const auto number = round.text_at("document_number");
            if (number.empty() || !round.bool_at("ours") || round.int_at("follows") > 0) continue; // theirs
            const auto end = number.rfind("〕") + std::string("〕").size();
            series[number.substr(0, end)].insert(std::atoi(number.c_str() + end));
            ++numbers;
        }
    std::size_t distinct = 0;
    for (const auto& [prefix, serials] : series) {
        EXPECT_EQ(*serials.rbegin(), static_cast<int>(serials.size())) << prefix << " has a gap";
        distinct += serials.size();
    }
    EXPECT_EQ(distinct, numbers) << "a document number was given twice";
}

TEST(Kill, Of_the_server_in_the_middle_of_acts_and_uploads_leaves_each_done_once_or_not_at_all) {
    const auto seed = testing::kill_seed(), kills = testing::kills_wanted(kills_in_short);
    const std::vector<std::string> stories{"review-1", "review-2", "re-review-1"};
    int killed = 0;
    std::size_t acts = 0, houses = 0;
    for (std::uint64_t left = kills; left > 0; ++houses) {
        const DemoHouse house;
        const auto printed = json::parse(house.docket({"user", "demo", "--json"}).out);
        ASSERT_TRUE(printed);
        Battered server(house, seed + houses);
        Office office(server, client::accounts_from(*printed).value(), std::min<std::uint64_t>(left, 12));
        const auto before = left - std::min<std::uint64_t>(left, 12);

        std::map<std::string, std::string> arrivals;
        for (const auto& name : stories) arrivals[name] = office.upload(testing::fixture(name));
        until(office, "/ledger",
              [](const json::Value& seen) { return seen.at("arrivals").int_at("in_progress") == 0; });
        std::vector<json::Value> cases;
        for (const auto& name : stories) {
            const auto told = story(name);
            const auto number = register_letter(office, arrivals[name], told.at("register"));
            const auto done = play(office, number, told);
            cases.push_back(office.ask("/cases/" + number));
            std::size_t happened = 0;
            const std::set<std::string> by_people{"accept",   "draft",   "submit",       "claim", "send_back",
                                                  "sign_off", "approve", "issue",        "serve", "close",
                                                  "release",  "remand",  "record_result"};
            for (const auto& event : cases.back().array_at("events"))
                happened += by_people.contains(event.text_at("act")) ? 1U : 0U;
            EXPECT_EQ(happened, done) << number << ": an act is missing or happened twice";
            acts += done;
        }
        expect_numbers_once(cases);
        EXPECT_EQ(server.stop(), 0);
        EXPECT_EQ(house.arrivals().size(), stories.size());
        testing::expect_sound(house);
        killed += server.killed();
        left = before + office.kills_left();
    }
    EXPECT_EQ(static_cast<std::uint64_t>(killed), kills);
    std::cout << "serve kill: " << killed << " kills, " << acts << " acts, " << houses
              << " data folders (seed " << seed << ")\n";
}

} // namespace
} // namespace docket
