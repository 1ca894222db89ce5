// A worker for chaos_test: a program of its own, to be killed. Each job's effect is one event of the record,
// stored with the settling of its lease. Words: the address of a server or the path of a file, and a name of
// its own.
#include "pipeline/queue/worker.hpp"
#include "pipeline/store/store.hpp"

#include <csignal>
#include <iostream>
#include <random>

namespace {
using namespace docket;
using namespace std::chrono_literals;

volatile std::sig_atomic_t over = 0;

Result<queue::Storing> work(const queue::Lease& lease, store::Store& store, int chance) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1 + chance % 30});
    if (lease.kind == "poison") return fail(Kind::invalid, "chaos.poison", "this job is never done");
    if (chance % 37 == 0) return fail(Kind::conflict, "chaos.again", "another time it is");
    return queue::Storing([&store,
                           subject = "job:" + std::to_string(lease.id)](Transaction& tx) -> Result<void> {
        DOCKET_CHECK(
            store.record.append(tx, {subject, "done", "system", SystemClock{}.now(), "", "", "", "", "{}"}));
        return {};
    });
}

int run(const std::string& place, const std::string& name) {
    store::StoreSettings settings;
    settings.sessions = 8;
    (place.starts_with("postgresql://") ? settings.server : (settings.file = place, settings.server)) =
        place.starts_with("postgresql://") ? place : "";
    Result<std::unique_ptr<store::Store>> store = fail(Kind::unavailable, "chaos", "");
    while (!(store = store::open_store(settings))) std::this_thread::sleep_for(200ms); // its wire may be cut
    std::mt19937 chances(std::random_device{}());
    std::mutex mutex;
    const auto chance = [&] {
        const std::scoped_lock lock(mutex);
        return static_cast<int>(chances() % 10'000);
    };
    const SystemClock clock;
    SystemRandom random;
    const auto handler = [&](const queue::Lease& lease, std::stop_token) {
        return work(lease, **store, chance());
    };
    const auto tell = [&](const queue::Lease&, const Failure* why) {
        const std::scoped_lock lock(mutex);
        if (why) std::cerr << why->code + "\n" << std::flush;
    };
    queue::Worker worker(
        {(*store)->jobs, (*store)->work, clock, random, tell, [](std::string_view) { return false; }}, name,
        {{"chaos", 2, [](const std::string&) { return Millis{2'000}; }, handler}});
    worker.start();
    while (over == 0) std::this_thread::sleep_for(50ms);
    worker.stop();
    return 0;
}
} // namespace

int main(int argc, char** argv) {
    std::signal(SIGTERM, [](int) { over = 1; });
    std::signal(SIGPIPE, SIG_IGN);
    return argc == 3 ? run(argv[1], argv[2]) : 2;
}
