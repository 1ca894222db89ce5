// ./run bench queue: enqueue, claim and settle a second on SQLite and PostgreSQL, with everything forced to
// the disk, beside graphile-worker and pg-boss on the same server in the same run. What is compared with
// what: README.md.
#include "pipeline/json/json.hpp"
#include "pipeline/store/store.hpp"
#include "tests/support/postgres.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using Watch = std::chrono::steady_clock;

struct Plan {
    std::vector<int> backlogs{10'000, 100'000, 1'000'000}, connections{1, 4, 16};
    int repeats = 3;
    double seconds = 1.5;
    int batch = 500;
    std::string peers; // the folder with their scripts and packages; empty: without them
};

// What one run of a cell gave.
struct Run {
    double a_second = 0;
    double p50 = 0, p99 = 0; // milliseconds of a claim; 0: not measured
};

double seconds_since(Watch::time_point start) {
    return std::chrono::duration<double>(Watch::now() - start).count();
}
double at(std::vector<double>& sorted, double share) {
    return sorted.empty() ? 0
                          : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}
[[noreturn]] void give_up(const Failure& why) { throw std::runtime_error(why.code + ": " + why.detail); }

// Our queue on one engine.
class Ours {
  public:
    Ours(store::StoreSettings settings, const Plan& plan)
        : plan_(plan), store_(store::open_store(settings).value()) {}

    // Half of a million waits for tomorrow and is first in rank: what an index in the wrong order stumbles
    // over.
    void fill(int backlog) {
        const auto half = backlog >= 1'000'000 ? backlog / 2 : 0;
        put(half - tomorrow_, queue::Priority::first, 24h);
        tomorrow_ = std::max(tomorrow_, half);
        put(backlog - half - ready_, queue::Priority::usual, 0h);
        ready_ = std::max(ready_, backlog - half);
    }

    // Each thread claims and settles until the time is over, or a part of the backlog is gone.
    Run drain(int threads, int batch) {
        std::atomic<int> done = 0;
        const int most = ready_ * 9 / 10;
        std::vector<std::vector<double>> claims(static_cast<std::size_t>(threads));
        const auto start = Watch::now();
        {
            std::vector<std::jthread> workers;
            for (int t = 0; t < threads; ++t)
                workers.emplace_back([&, t] {
                    std::vector<queue::Lease> held;
                    while (seconds_since(start) < plan_.seconds && done < most)
                        done += turn(batch, held, claims[static_cast<std::size_t>(t)]);
                    done += settle(held);
                });
        }
        const auto took = seconds_since(start);
        ready_ -= done;
        std::vector<double> all;
        for (const auto& some : claims) all.insert(all.end(), some.begin(), some.end());
        std::ranges::sort(all);
        return {done / took, at(all, 0.5), at(all, 0.99)};
    }

    Run enqueue(int threads, int batch) {
        std::atomic<int> done = 0;
        const auto start = Watch::now();
        {
            std::vector<std::jthread> doors;
            for (int t = 0; t < threads; ++t)
                doors.emplace_back([&] {
                    while (seconds_since(start) < plan_.seconds) {
                        put_some(batch, queue::Priority::usual, {});
                        done += batch;
                    }
                });
        }
        ready_ += done;
        return {done / seconds_since(start), 0, 0};
    }

    int ready() const { return ready_; }

  private:
    // As queue::Worker goes on: what was done is settled, and the next is claimed, in one transaction.
    int turn(int batch, std::vector<queue::Lease>& held, std::vector<double>& claims) {
        const auto began = Watch::now();
        auto turn = store_->jobs.settle_done(
            held, queue::Claim{"bench", "host/1/1", now(), Millis{600'000}, batch, {}}, now());
        if (!turn) give_up(turn.error());
        claims.push_back(seconds_since(began) * 1000);
        held = std::move(turn->next);
        return static_cast<int>(turn->ended.size());
    }
    int settle(const std::vector<queue::Lease>& held) {
        const auto turn = store_->jobs.settle_done(held, {}, now());
        if (!turn) give_up(turn.error());
        return static_cast<int>(turn->ended.size());
    }

    void put(int count, queue::Priority priority, Millis later) {
        for (; count > 0; count -= 1000) put_some(std::min(count, 1000), priority, later);
    }
    void put_some(int count, queue::Priority priority, Millis later) {
        queue::NewJob job;
        job.kind = "noop";
        job.queue = "bench";
        job.priority = priority;
        job.run_at = now() + later;
        const std::vector<queue::NewJob> jobs(static_cast<std::size_t>(count), job);
        const auto put = store_->work.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(store_->jobs.enqueue_all(tx, jobs, now()));
            return {};
        });
        if (!put) give_up(put.error());
    }
    static Instant now() { return SystemClock{}.now(); }

    const Plan& plan_;
    std::unique_ptr<store::Store> store_;
    int ready_ = 0, tomorrow_ = 0;
};

// A peer in a process of its own, told one line a run and answering with one.
class Peer {
  public:
    Peer(const Plan& plan, const std::string& script, const std::string& address) {
        const auto line =
            "cd '" + plan.peers + "' && exec node " + script + ".mjs '" + address + "' 2>peers.log";
        int in[2], out[2];
        if (::pipe(in) != 0 || ::pipe(out) != 0) throw std::runtime_error("no pipe");
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(in[0], 0);
            ::dup2(out[1], 1);
            for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
            ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        to_.reset(::fdopen(in[1], "w"));
        from_.reset(::fdopen(out[0], "r"));
    }
    ~Peer() { to_.reset(); } // it ends with its input
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    // {"what": "fill"|"drain"|"enqueue", ...} -> {"a_second": N, "p50": ..., "p99": ...}
    Run ask(const json::Object& what) {
        std::fprintf(to_.get(), "%s\n", json::dump(what).c_str());
        std::fflush(to_.get());
        std::string line;
        for (int c = 0; (c = std::fgetc(from_.get())) != EOF && c != '\n';) line += static_cast<char>(c);
        const auto answer = json::parse(line);
        if (!answer) throw std::runtime_error("a peer did not answer; see peers.log: " + line);
        return {answer->number_at("a_second"), answer->number_at("p50"), answer->number_at("p99")};
    }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    pid_t pid_ = -1;
    std::unique_ptr<std::FILE, Close> to_, from_;
};

// One contender of a cell: prepares its backlog and runs once.
struct Contender {
    std::string name;
    std::function<void(int backlog)> fill;
    std::function<Run(int connections)> run;
};

Run median(std::vector<Run> runs) {
    std::ranges::sort(runs, {}, &Run::a_second);
    return runs[runs.size() / 2];
}

class Bench {
  public:
    explicit Bench(Plan plan) : plan_(std::move(plan)) {}

    int run() {
        PostgresServer server(PostgresServer::Disk::kept);
        const TemporaryFolder folder("/var/tmp");
        const int sessions = *std::ranges::max_element(plan_.connections) + 2;
        Ours postgres({.server = server.new_database(), .sessions = sessions}, plan_);
        Ours sqlite({.file = folder.path() / "docket.db", .sessions = sessions}, plan_);
        std::unique_ptr<Peer> graphile, pgboss;
        const auto graphile_at = server.new_database(), pgboss_at = server.new_database();
        if (!plan_.peers.empty()) {
            graphile = std::make_unique<Peer>(plan_, "graphile", graphile_at);
            pgboss = std::make_unique<Peer>(plan_, "pgboss", pgboss_at);
        }
        rest_ = [&] { server.rest(); };
        const auto ours = [&](const std::string& name, Ours& queue, int batch) {
            return Contender{name, [&queue](int backlog) { queue.fill(backlog); },
                             [&queue, batch](int connections) { return queue.drain(connections, batch); }};
        };
        const auto theirs = [&](const std::string& name, Peer& peer, const std::string& mode, int batch) {
            return Contender{name,
                             [&peer](int backlog) {
                                 peer.ask({{"what", "fill"}, {"backlog", backlog}});
                             },
                             [&peer, mode, batch, this](int connections) {
                                 return peer.ask({{"what", "drain"},
                                                  {"mode", mode},
                                                  {"batch", batch},
                                                  {"connections", connections},
                                                  {"seconds", plan_.seconds}});
                             }};
        };
        for (const auto backlog : plan_.backlogs) {
            std::vector<Contender> single{ours("docket, PostgreSQL", postgres, 1)};
            std::vector<Contender> batched{ours("docket, PostgreSQL", postgres, plan_.batch)};
            if (graphile) {
                single.push_back(theirs("graphile-worker", *graphile, "default", 1));
                single.push_back(theirs("pg-boss loop", *pgboss, "loop", 1));
                batched.push_back(theirs("graphile-worker", *graphile, "local", plan_.batch));
                batched.push_back(theirs("pg-boss", *pgboss, "burst", plan_.batch));
            }
            single.push_back(ours("docket, SQLite", sqlite, 1));
            batched.push_back(ours("docket, SQLite", sqlite, plan_.batch));
            for (const auto connections : plan_.connections) {
                cell("one by one", backlog, connections, single);
                cell("batches of " + std::to_string(plan_.batch), backlog, connections, batched);
            }
        }
        for (const auto connections : plan_.connections)
            for (const int batch : {1, 1000})
                enqueues(connections, batch, postgres, sqlite, graphile.get(), pgboss.get());
        return verdict();
    }

  private:
    // Contenders take turns, so that a neighbour of this machine disturbs all of them alike.
    void cell(const std::string& what, int backlog, int connections, std::vector<Contender>& contenders) {
        std::map<std::string, std::vector<Run>> runs;
        for (int i = 0; i < plan_.repeats; ++i)
            for (auto& one : contenders) {
                one.fill(backlog);
                rest_(); // what filling left for the server to do is nobody's claim
                runs[one.name].push_back(one.run(connections));
            }
        std::printf("%s, %d waiting, %d connections\n", what.c_str(), backlog, connections);
        std::map<std::string, Run> results;
        for (auto& one : contenders) {
            auto& all = runs[one.name];
            const auto result = median(all);
            const auto [least, most] = std::ranges::minmax(all, {}, &Run::a_second);
            std::printf("  %-20s %8.0f /s (%.0f to %.0f)", one.name.c_str(), result.a_second, least.a_second,
                        most.a_second);
            if (result.p99 > 0) std::printf("   claim p50 %.2f ms, p99 %.2f ms", result.p50, result.p99);
            std::printf("\n");
            results.emplace(one.name, result);
        }
        std::fflush(stdout);
        judge(what, backlog, connections, results);
    }

    void enqueues(int connections, int batch, Ours& postgres, Ours& sqlite, Peer* graphile, Peer* pgboss) {
        std::printf("enqueue, %d at once, %d connections\n", batch, connections);
        const auto line = [](const char* name, const Run& run) {
            std::printf("  %-20s %8.0f /s\n", name, run.a_second);
        };
        line("docket, PostgreSQL", postgres.enqueue(connections, batch));
        const json::Object what{
            {"what", "enqueue"}, {"batch", batch}, {"connections", connections}, {"seconds", plan_.seconds}};
        if (graphile) line("graphile-worker", graphile->ask(what));
        if (pgboss) line("pg-boss", pgboss->ask(what));
        line("docket, SQLite", sqlite.enqueue(connections, batch));
        std::fflush(stdout);
    }

    void judge(const std::string& what, int backlog, int connections,
               const std::map<std::string, Run>& results) {
        const auto where = what + ", " + std::to_string(backlog) + ", " + std::to_string(connections);
        const auto ours = results.at("docket, PostgreSQL"), lite = results.at("docket, SQLite");
        const auto ratio = [&](const char* peer, double least) {
            const auto found = results.find(peer);
            if (found == results.end()) return;
            const double is = ours.a_second / found->second.a_second;
            std::ostringstream line;
            line.precision(2);
            line << std::fixed << where << ": " << is << " x " << peer << " (>= " << least << ")";
            bound(line.str(), is >= least);
        };
        if (what == "one by one") {
            ratio("graphile-worker", 1.3);
            ratio("pg-boss loop", 2);
            if (backlog >= 1'000'000)
                bound(where + ": claim p99 " + std::to_string(ours.p99) + " ms (<= 10)", ours.p99 <= 10);
            if (connections >= 16)
                bound(where + ": claim p99 on SQLite " + std::to_string(lite.p99) + " ms (< 10)",
                      lite.p99 < 10);
        } else {
            ratio("graphile-worker", 0.95); // level: what two runs of the same differ by here
            ratio("pg-boss", 1);
        }
    }
    void bound(const std::string& line, bool met) {
        verdicts_.push_back((met ? "met      " : "not met  ") + line);
        not_met_ += met ? 0 : 1;
    }
    int verdict() const {
        std::printf("\n");
        for (const auto& line : verdicts_) std::printf("%s\n", line.c_str());
        std::printf("%zu bounds, %d not met\n", verdicts_.size(), not_met_);
        return not_met_ == 0 ? 0 : 1;
    }

    const Plan plan_;
    std::function<void()> rest_;
    std::vector<std::string> verdicts_;
    int not_met_ = 0;
};

std::vector<int> numbers(std::string text) {
    std::ranges::replace(text, ',', ' ');
    std::istringstream in(text);
    std::vector<int> out;
    for (int n = 0; in >> n;) out.push_back(n);
    return out;
}

Plan plan_of(const std::vector<std::string>& words) {
    Plan plan;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        if (words[i] == "--waiting")
            plan.backlogs = numbers(words[i + 1]);
        else if (words[i] == "--connections")
            plan.connections = numbers(words[i + 1]);
        else if (words[i] == "--repeats")
            plan.repeats = std::stoi(words[i + 1]);
        else if (words[i] == "--seconds")
            plan.seconds = std::stod(words[i + 1]);
        else if (words[i] == "--batch")
            plan.batch = std::stoi(words[i + 1]);
        else if (words[i] == "--peers")
            plan.peers = words[i + 1];
        else
            throw std::runtime_error(
                "bench queue: --waiting N,.. --connections N,.. --repeats N --seconds S --batch N");
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
