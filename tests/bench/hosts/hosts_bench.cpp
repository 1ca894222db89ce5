// ./run bench hosts: pages a minute by one, two and four workers of one office on one PostgreSQL server, and
// by two on hosts of their own of which one is cut off in the middle. What is measured and how: README.md.
#include "tests/bench/hosts/network.hpp"
#include "tests/bench/hosts/shared_office.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

namespace docket::testing {
namespace {

using namespace std::chrono_literals;
using Watch = std::chrono::steady_clock;

struct Plan {
    std::vector<int> workers{1, 2, 4};
    int letters = 39; // of fixtures/letters; of more, copies
    std::string engine = "auto";
    int cut = 330; // seconds; longer than the lease of a page (five minutes) and a sweep
    bool network = true;
};

double seconds_since(Watch::time_point start) {
    return std::chrono::duration<double>(Watch::now() - start).count();
}

int refusals_in(const std::string& said) {
    int times = 0;
    for (auto at = said.find("queue.lease_lost"); at != said.npos; at = said.find("queue.lease_lost", at + 1))
        ++times;
    return times;
}

// Letters of the fixtures; where more are wanted, copies whose bytes differ behind the end of the picture.
class Letters {
  public:
    explicit Letters(int count) {
        const auto& all = fixture_letters();
        for (int i = 0; i < count; ++i) {
            const auto& letter = all.at(static_cast<std::size_t>(i) % all.size());
            const auto source = letter.folder / letter.files.front();
            if (std::cmp_less(i, all.size())) {
                files_.push_back(source);
                continue;
            }
            const auto copy = folder_.path() / (std::to_string(i) + source.extension().string());
            std::filesystem::copy_file(source, copy);
            std::ofstream(copy, std::ios::app | std::ios::binary) << "\n% copy " << i << '\n';
            files_.push_back(copy);
        }
        std::ofstream(folder_.path() / "otherwise.json")
            << R"({"text": "一封信\n虚构的来信", "confidence": 0.97})";
    }
    const Words& files() const { return files_; }
    std::string script() const { return folder_.path(); } // of an engine that reads nothing

  private:
    TemporaryFolder folder_;
    Words files_;
};

class Bench {
  public:
    explicit Bench(Plan plan) : plan_(std::move(plan)), letters_(plan_.letters) {
        more_ = {"--readers", "1", "--engine", plan_.engine};
        if (plan_.engine == "scripted") more_.insert(more_.end(), {"--script", letters_.script()});
    }

    int run() {
        double alone = 0;
        for (const int workers : plan_.workers) {
            const auto a_minute = together(workers);
            if (alone == 0) alone = a_minute;
            std::printf("%d workers: %.1f pages a minute, %.2f x one\n", workers, a_minute, a_minute / alone);
            std::fflush(stdout);
        }
        if (!plan_.network) return faults_;
        if (Network::possible())
            cut_off();
        else
            std::printf("hosts of their own: left out, since only root can make them\n");
        return faults_;
    }

  private:
    double together(int workers) {
        SharedOffice office(server_, workers);
        office.take_in(letters_.files());
        const auto start = Watch::now();
        std::vector<std::unique_ptr<Program>> running;
        for (int n = 0; n < workers; ++n)
            running.push_back(std::make_unique<Program>(office.worker(n, more_)));
        wait_until([&] { return office.idle(); }, office);
        const auto took = seconds_since(start);
        end(running);
        judge(office);
        return static_cast<double>(office.pages()) * 60 / took;
    }

    // The second of two loses its cable with a third of the pages read, for longer than a lease.
    void cut_off() {
        Network network(2);
        server_.listen(network.address(), network.net());
        SharedOffice office(server_, 2, network.address());
        office.take_in(letters_.files());
        const auto start = Watch::now();
        std::vector<std::unique_ptr<Program>> running;
        for (int n = 0; n < 2; ++n)
            running.push_back(std::make_unique<Program>(network.on(n, office.worker(n, more_))));
        const auto pace = [&](const char* when, std::int64_t pages, double seconds) {
            std::printf("  %-28s %.1f pages a minute\n", when, static_cast<double>(pages) * 60 / seconds);
        };
        std::printf("two hosts, one cut off for %d seconds\n", plan_.cut);
        const auto a_third = [&] { return office.read() * 3 >= office.pages() && office.pages() > 0; };
        wait_until([&] { return unpacked(office) && a_third(); }, office);
        const auto before = office.read();
        pace("both, until the cut", before, seconds_since(start));
        network.cut(1);
        const auto cut = Watch::now();
        const auto there = cut + std::chrono::seconds{plan_.cut};
        double busy = 0; // until the other has nothing left but what the lost one holds
        while (Watch::now() < there) {
            std::this_thread::sleep_for(200ms);
            if (busy == 0 && office.count("count(*) FROM job WHERE state = 'ready' AND queue = 'ocr'") == 0)
                busy = seconds_since(cut), pace("one, while it is cut off", office.read() - before, busy);
        }
        if (busy == 0) pace("one, while it is cut off", office.read() - before, plan_.cut);
        network.mend(1);
        wait_until([&] { return office.idle(); }, office);
        std::this_thread::sleep_for(15s); // until the one that is back has heard what became of its lease
        std::printf("  pages %lld, leases taken back %lld\n", static_cast<long long>(office.pages()),
                    static_cast<long long>(office.taken_back()));
        const auto said = end(running);
        std::printf("  late completions refused: %d of the host that was cut off, %d of the other\n",
                    refusals_in(said.back()), refusals_in(said.front()));
        judge(office);
    }

    static bool unpacked(const SharedOffice& office) {
        return office.count("count(*) FROM job WHERE queue = 'intake' AND state IN ('ready', 'leased')") == 0;
    }

    template <class Done> static void wait_until(const Done& done, const SharedOffice& office) {
        constexpr auto patience = 1h;
        for (const auto until = Watch::now() + patience; !done();) {
            if (Watch::now() > until)
                throw std::runtime_error("the work did not end: " + std::to_string(office.read()) + " of " +
                                         std::to_string(office.pages()) + " pages are read");
            std::this_thread::sleep_for(100ms);
        }
    }

    // What each of them said.
    static std::vector<std::string> end(std::vector<std::unique_ptr<Program>>& running) {
        std::vector<std::string> out;
        for (auto& one : running) one->kill(SIGTERM);
        for (auto& one : running) {
            const auto ended = one->wait();
            out.push_back(ended.out + ended.err);
        }
        return out;
    }

    void judge(const SharedOffice& office) {
        const auto faults = office.faults();
        for (const auto& fault : faults) std::printf("  not as it must be: %s\n", fault.c_str());
        if (faults.empty())
            std::printf(
                "  nothing lost, nothing doubled: %lld pages, %lld letters, %lld cases, %lld events\n",
                static_cast<long long>(office.pages()),
                static_cast<long long>(office.count("count(*) FROM arrival")),
                static_cast<long long>(office.count("count(*) FROM case_file")),
                static_cast<long long>(office.count("count(*) FROM event")));
        else
            faults_ = 1;
    }

    const Plan plan_;
    const Letters letters_;
    Words more_;
    PostgresServer server_{PostgresServer::Disk::kept};
    int faults_ = 0;
};

Plan plan_of(const std::vector<std::string>& words) {
    Plan plan;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (word == "--no-network") {
            plan.network = false;
            continue;
        }
        if (i + 1 == words.size())
            throw std::runtime_error(
                "bench hosts: --workers N,… --letters N --engine E --cut SECONDS --no-network");
        const auto& value = words[++i];
        if (word == "--workers") {
            plan.workers.clear();
            auto list = value;
            std::ranges::replace(list, ',', ' ');
            std::istringstream in(list);
            for (int n = 0; in >> n;) plan.workers.push_back(n);
        } else if (word == "--letters")
            plan.letters = std::stoi(value);
        else if (word == "--engine")
            plan.engine = value;
        else if (word == "--cut")
            plan.cut = std::stoi(value);
        else
            throw std::runtime_error("bench hosts knows no " + word);
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
