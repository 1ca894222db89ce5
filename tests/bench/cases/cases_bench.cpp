// ./run soak cases: what the register and the search answer with a hundred thousand cases, through the real
// server and its rights, cold and warm, on SQLite and PostgreSQL. What is asked and counted: README.md.
#include "fixtures/client/desks.hpp"
#include "fixtures/client/served.hpp"
#include "pipeline/files/file_blobs.hpp"
#include "tests/bench/cases/carry_over.hpp"
#include "tests/bench/cases/many_letters.hpp"
#include "tests/bench/cases/questions.hpp"
#include "tests/support/demo_house.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/program.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;
using Watch = std::chrono::steady_clock;

struct Plan {
    std::size_t cases = 100'000;
    int requests = 200;    // of each kind, warm
    bool cold_each = true; // before each cold question everything is started anew; else once
    bool each = false;     // print each question
    fs::path at{};         // filled offices that stay there; empty: fresh ones that go
};

double ms_since(Watch::time_point start) {
    return std::chrono::duration<double, std::milli>(Watch::now() - start).count();
}
double at(std::vector<double> all, double share) {
    if (all.empty()) return 0;
    std::ranges::sort(all);
    return all[static_cast<std::size_t>(
        std::max(0.0, std::ceil(share * static_cast<double>(all.size())) - 1))];
}

// The files of this folder leave the memory of the machine; nobody else's do.
void forget(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) continue; // it went meanwhile
        ::fdatasync(file);
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        ::close(file);
    }
}

double processor_of(pid_t process) {
    double sum = 0;
    std::error_code gone; // a thread that ended meanwhile is left out
    for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(process) + "/task", gone)) {
        std::ifstream in(thread.path() / "schedstat");
        double nanoseconds = 0;
        if (in >> nanoseconds) sum += nanoseconds / 1e6;
    }
    return sum;
}

// An office on one engine, with its server, in a folder: filled there, or found filled.
class Filled {
  public:
    Filled(std::string engine, fs::path folder, PostgresServer* server, const fs::path& blobs)
        : engine_(std::move(engine)), postgres_(server), folder_(std::move(folder)), blobs_(blobs),
          filled_(fs::exists(folder_ / "filled")), address_(!server   ? std::string()
                                                            : filled_ ? server->address("office1")
                                                                      : server->new_database()),
          house_(filled_ ? DemoHouse::opened(folder_ / "data")
                         : DemoHouse(folder_ / "data",
                                     server ? Words{"--store", address_, "--blobs", blobs_} : Words{})) {
        if (server) PostgresServer::ask(address_, "CREATE EXTENSION IF NOT EXISTS pg_prewarm");
        if (!filled_) std::ofstream(folder_ / "accounts") << house_.docket({"user", "demo", "--json"}).out;
        std::ifstream in(folder_ / "accounts");
        const std::string printed{std::istreambuf_iterator<char>(in), {}};
        accounts_ = client::accounts_from(json::parse(printed).value()).value();
    }
    const std::string& engine() const { return engine_; }

    fs::path database() const { return house_.path() / "docket.db"; }
    // With so many cases, through the ports of the store; or with what is in that file.
    void fill(std::size_t cases) {
        if (filled_) return;
        const auto start = Watch::now();
        auto blobs = files::FileBlobs::open(blobs_).value();
        auto store = store::open_store({.file = database(), .server = address_}).value();
        ManyLetters letters(*store, *blobs);
        letters.write(cases, [&](std::size_t done) {
            if (done % 9600 == 0 || done == cases)
                std::fprintf(stderr, "%zu cases after %.0f s\n", done, ms_since(start) / 1000);
        });
        std::ofstream(folder_ / "filled") << cases << '\n';
    }
    void fill_from(const fs::path& database) {
        if (filled_) return;
        const auto start = Watch::now();
        carry_over(database, address_);
        std::fprintf(stderr, "carried over in %.0f s\n", ms_since(start) / 1000);
        std::ofstream(folder_ / "filled") << '\n';
    }

    void serve() {
        served_.emplace(
            client::Served::start(house_.command({"serve", "--listen", "127.0.0.1:" + std::to_string(port_),
                                                  "--no-work", "--log", (folder_ / "log").string()}),
                                  (folder_ / "errors").string())
                .value());
        if (!desks_) desks_.emplace(served_->address(), accounts_);
    }
    void end() {
        if (served_) served_->stop();
        served_.reset();
    }
    // New processes of the database and of docket, and nothing of their files in memory.
    void start_cold() {
        end();
        if (postgres_) postgres_->stop();
        forget(folder_.parent_path());
        if (postgres_) postgres_->start();
        serve();
    }
    client::Client& at(const std::string& person) { return **desks_->at(person); }
    // Milliseconds of processor that docket and the database have had: what they need, however busy the
    // machine.
    double worked() const {
        double sum = processor_of(served_->id());
        if (postgres_)
            for (const auto& one : descendants_of(postgres_->id())) sum += processor_of(one.id);
        return sum;
    }

  private:
    const std::string engine_;
    PostgresServer* postgres_;
    const fs::path folder_, blobs_;
    const bool filled_;
    const std::string address_;
    const DemoHouse house_;
    const int port_ = free_port();
    std::vector<client::Account> accounts_;
    std::optional<client::Served> served_;
    std::optional<client::Desks> desks_;
};

struct Took { // milliseconds
    double clock = 0, processor = 0;
};

// Puts a question as a page does. Throws on any answer that is no 2xx.
class Asker {
  public:
    explicit Asker(Filled& office) : office_(office) {}

    // Until the page has what it asks for.
    Took ask(const Question& question, const std::string& person) {
        auto& client = office_.at(person);
        const auto worked = office_.worked();
        const auto start = Watch::now();
        auto path = question.path;
        if (!question.words.empty()) {
            const auto kept =
                good(client.send("POST", "/searches", json::Object{{"words", question.words}}), question);
            path = "/" + question.path;
            path.replace(path.find("{}"), 2, kept.value().text_at("id"));
        }
        const auto answer = good(client.get(path), question);
        const Took took{ms_since(start), office_.worked() - worked};
        found_ = answer.value().int_at("total");
        return took;
    }
    std::int64_t found() const { return found_; }

  private:
    static client::Answer good(Result<client::Answer> answer, const Question& question) {
        if (!answer || !answer->ok())
            throw std::runtime_error(question.what + ": " + (answer ? answer->body : answer.error().detail));
        return *std::move(answer);
    }
    Filled& office_;
    std::int64_t found_ = 0;
};

struct Times {
    std::vector<double> clock, processor;
    void add(const Took& took) {
        clock.push_back(took.clock);
        processor.push_back(took.processor);
    }
};
struct KindRow { // of one kind of question
    std::string kind;
    double limit_ms = 0;
    Times cold, warm;
    double slowest = 0;
    std::string slowest_is; // of the warm ones
};

class Bench {
  public:
    explicit Bench(Plan plan) : plan_(std::move(plan)) {}

    int run() {
        std::optional<TemporaryFolder> own;
        if (plan_.at.empty()) own.emplace("/var/tmp");
        const auto at = own ? own->path() : fs::absolute(plan_.at);
        // PostgreSQL refuses root and runs as a user of its own, who has to get in.
        if (own) fs::permissions(at, fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add);
        for (const auto* name : {"sqlite", "postgres"}) fs::create_directories(at / name);
        PostgresServer server(PostgresServer::Disk::kept, at / "cluster");
        const auto blobs = at / "sqlite/data/blobs";
        Filled sqlite("SQLite", at / "sqlite", nullptr, blobs);
        Filled postgres("PostgreSQL", at / "postgres", &server, blobs);
        sqlite.fill(plan_.cases);
        postgres.fill_from(sqlite.database());
        int missed = 0;
        for (auto* office : {&sqlite, &postgres}) missed += measure(*office);
        return missed == 0 ? 0 : 1;
    }

  private:
    int measure(Filled& office) const {
        const auto questions = questions_for(plan_.cases);
        std::vector<KindRow> rows;
        const auto row_of = [&](const Question& question) -> KindRow& {
            const auto found = std::ranges::find(rows, question.kind, &KindRow::kind);
            return found != rows.end()
                       ? *found
                       : rows.emplace_back(KindRow{question.kind, question.limit_ms, {}, {}, 0, {}});
        };
        office.start_cold();
        Asker asker(office);
        std::size_t turn = 0;
        for (const auto& question : questions) // signed in once, before the cold start
            for (const auto& person : people_of(question)) (void)office.at(person);
        for (const auto& question : questions) {
            if (plan_.cold_each) office.start_cold();
            const auto& people = people_of(question);
            row_of(question).cold.add(asker.ask(question, people[turn++ % people.size()]));
        }
        for (const auto& question : questions)
            warm(asker, question, std::ranges::count(questions, question.kind, &Question::kind),
                 row_of(question));
        office.end();
        return say(office.engine(), rows);
    }

    // The questions of a kind share its requests.
    void warm(Asker& asker, const Question& question, std::ptrdiff_t of_kind, KindRow& row) const {
        const auto& people = people_of(question);
        Times own;
        for (std::ptrdiff_t i = 0; i < (plan_.requests + of_kind - 1) / of_kind; ++i) {
            const auto took = asker.ask(question, people[static_cast<std::size_t>(i) % people.size()]);
            own.add(took);
            row.warm.add(took);
        }
        const auto p95 = at(own.processor, 0.95);
        if (plan_.each)
            std::printf("    %-70s %6.1f ms, of processor %6.1f; %lld found\n", question.what.c_str(),
                        at(own.clock, 0.95), p95, static_cast<long long>(asker.found()));
        if (p95 > row.slowest) row.slowest = p95, row.slowest_is = question.what;
    }

    // What kept the limit by the processor alone would keep it on a machine that does nothing else.
    int say(const std::string& engine, const std::vector<KindRow>& rows) const {
        std::printf("%s, %zu cases: milliseconds p50, p95, most; [p95 of processor]\n", engine.c_str(),
                    plan_.cases);
        int missed = 0;
        for (const auto& row : rows) {
            const auto keeps = [&](const std::vector<double>& times) {
                return at(times, 0.95) <= row.limit_ms;
            };
            const bool met = keeps(row.cold.clock) && keeps(row.warm.clock);
            const bool idle = keeps(row.cold.processor) && keeps(row.warm.processor);
            missed += met || idle ? 0 : 1;
            std::printf("%-10s %-32s", met ? "met" : idle ? "met if idle" : "not met", row.kind.c_str());
            for (const auto* times : {&row.cold, &row.warm})
                std::printf("  %s %4.0f %4.0f %4.0f [%4.0f] of %-3zu", times == &row.cold ? "cold" : "warm",
                            at(times->clock, 0.5), at(times->clock, 0.95), at(times->clock, 1),
                            at(times->processor, 0.95), times->clock.size());
            std::printf("  most work: %s\n", row.slowest_is.c_str());
        }
        std::fflush(stdout);
        return missed;
    }

    const Plan plan_;
};

Plan plan_of(const std::vector<std::string>& words) {
    Plan plan;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (word == "--at" && i + 1 < words.size())
            plan.at = words[++i];
        else if (word == "--each")
            plan.each = true;
        else if (word == "--small") // as ./run test has it
            plan.cold_each = false, plan.requests = 10;
        else if (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos)
            plan.cases = std::stoul(word);
        else
            throw std::runtime_error("soak cases [N] [--at DIR] [--each] [--small]");
    }
    return plan;
}

} // namespace
} // namespace docket::testing

int main(int argc, char** argv) {
    try {
        return docket::testing::Bench(docket::testing::plan_of({argv + 1, argv + argc})).run();
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
        return 70;
    }
}
